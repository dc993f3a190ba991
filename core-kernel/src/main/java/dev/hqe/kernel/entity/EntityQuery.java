package dev.hqe.kernel.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is asked of the entity store. Start with [#all] and narrow it down; every part must hold.
/// Immutable.
public final class EntityQuery {

    /// Most entities on one page.
    public static final int MAX_LIMIT = 1000;

    /// Most conditions of one query.
    public static final int MAX_CONDITIONS = 32;

    /// Longest text that is searched for, in characters.
    public static final int MAX_TEXT = 1000;

    /// In which order entities come.
    public enum Order {
        BY_ID,
        NEWEST_FIRST
    }

    private final @Nullable TopicId topic;
    private final @Nullable Kind kind;
    private final @Nullable String idPrefix;
    private final @Nullable Instant createdFrom;
    private final @Nullable Instant createdBefore;
    private final @Nullable String text;
    private final List<Condition> conditions;
    private final Order order;
    private final int limit;
    private final @Nullable String after;

    private EntityQuery(Draft draft) {
        this.topic = draft.topic;
        this.kind = draft.kind;
        this.idPrefix = draft.idPrefix;
        this.createdFrom = draft.createdFrom;
        this.createdBefore = draft.createdBefore;
        this.text = draft.text;
        this.conditions = List.copyOf(draft.conditions);
        this.order = draft.order;
        this.limit = draft.limit;
        this.after = draft.after;
    }

    /// Every entity, by id, 100 to a page.
    public static EntityQuery all() {
        return new EntityQuery(new Draft());
    }

    public EntityQuery topic(TopicId wanted) {
        return with(draft -> draft.topic = wanted);
    }

    public EntityQuery kind(Kind wanted) {
        return with(draft -> draft.kind = wanted);
    }

    public EntityQuery idPrefix(String prefix) {
        return with(draft -> draft.idPrefix = prefix);
    }

    /// Created at this time or later.
    public EntityQuery createdFrom(Instant time) {
        return with(draft -> draft.createdFrom = time);
    }

    /// Created earlier than this.
    public EntityQuery createdBefore(Instant time) {
        return with(draft -> draft.createdBefore = time);
    }

    /// Has every one of these words in its title or text. Words are taken as they are; there is no
    /// query language in them. What has no letter or digit is no word; a text with no word at all
    /// is found nowhere, an empty one everywhere.
    ///
    /// @param words at most [#MAX_TEXT] characters
    public EntityQuery text(String words) {
        if (words.length() > MAX_TEXT) {
            throw new EntityException.InvalidQuery(
                    "the text to search for is longer than " + MAX_TEXT + " characters");
        }
        return with(draft -> draft.text = words.isBlank() ? null : words);
    }

    /// At most [#MAX_CONDITIONS] of them.
    public EntityQuery where(Condition condition) {
        if (conditions.size() == MAX_CONDITIONS) {
            throw new EntityException.InvalidQuery(
                    "a query has at most " + MAX_CONDITIONS + " conditions");
        }
        return with(draft -> draft.conditions.add(condition));
    }

    public EntityQuery order(Order wanted) {
        return with(draft -> draft.order = wanted);
    }

    /// How many entities a page holds.
    ///
    /// @param entities 1 to [#MAX_LIMIT]
    public EntityQuery limit(int entities) {
        if (entities < 1 || entities > MAX_LIMIT) {
            throw new EntityException.InvalidQuery(
                    "limit must be 1 to " + MAX_LIMIT + ", not " + entities);
        }
        return with(draft -> draft.limit = entities);
    }

    /// Goes on behind a page, by its [Page#next].
    public EntityQuery after(String cursor) {
        return with(draft -> draft.after = cursor);
    }

    public Optional<TopicId> topic() {
        return Optional.ofNullable(topic);
    }

    public Optional<Kind> kind() {
        return Optional.ofNullable(kind);
    }

    public Optional<String> idPrefix() {
        return Optional.ofNullable(idPrefix);
    }

    public Optional<Instant> createdFrom() {
        return Optional.ofNullable(createdFrom);
    }

    public Optional<Instant> createdBefore() {
        return Optional.ofNullable(createdBefore);
    }

    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    public List<Condition> conditions() {
        return conditions;
    }

    public Order order() {
        return order;
    }

    public int limit() {
        return limit;
    }

    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    private EntityQuery with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new EntityQuery(draft);
    }

    /// The mutable twin that [#with] changes.
    private static final class Draft {
        private @Nullable TopicId topic;
        private @Nullable Kind kind;
        private @Nullable String idPrefix;
        private @Nullable Instant createdFrom;
        private @Nullable Instant createdBefore;
        private @Nullable String text;
        private final List<Condition> conditions = new ArrayList<>();
        private Order order = Order.BY_ID;
        private int limit = 100;
        private @Nullable String after;

        private Draft() {}

        private Draft(EntityQuery query) {
            topic = query.topic;
            kind = query.kind;
            idPrefix = query.idPrefix;
            createdFrom = query.createdFrom;
            createdBefore = query.createdBefore;
            text = query.text;
            conditions.addAll(query.conditions);
            order = query.order;
            limit = query.limit;
            after = query.after;
        }
    }
}
