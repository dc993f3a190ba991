package dev.hqe.kernel.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /// Most Topics or kinds that one query names.
    public static final int MAX_NAMES = 100;

    /// The two orders that lists are shown in; [Sort] has all.
    public enum Order {
        BY_ID,
        NEWEST_FIRST
    }

    private final List<TopicId> topics;
    private final boolean nothing;
    private final List<Kind> kinds;
    private final Set<Sensitivity> sensitivities;
    private final @Nullable String idPrefix;
    private final @Nullable Instant createdFrom;
    private final @Nullable Instant createdBefore;
    private final @Nullable Instant updatedFrom;
    private final @Nullable Instant updatedBefore;
    private final @Nullable String text;
    private final List<Condition> conditions;
    private final Sort sort;
    private final int limit;
    private final @Nullable String after;

    private EntityQuery(Draft draft) {
        this.topics = draft.topics;
        this.nothing = draft.nothing;
        this.kinds = draft.kinds;
        this.sensitivities = draft.sensitivities;
        this.idPrefix = draft.idPrefix;
        this.createdFrom = draft.createdFrom;
        this.createdBefore = draft.createdBefore;
        this.updatedFrom = draft.updatedFrom;
        this.updatedBefore = draft.updatedBefore;
        this.text = draft.text;
        this.conditions = List.copyOf(draft.conditions);
        this.sort = draft.sort;
        this.limit = draft.limit;
        this.after = draft.after;
    }

    /// Every entity, by id, 100 to a page.
    public static EntityQuery all() {
        return new EntityQuery(new Draft());
    }

    public EntityQuery topic(TopicId wanted) {
        return topics(List.of(wanted));
    }

    /// Of any of these Topics; of none if there are none.
    ///
    /// @param wanted at most [#MAX_NAMES]
    public EntityQuery topics(Collection<TopicId> wanted) {
        List<TopicId> names = List.copyOf(new TreeSet<>(wanted));
        requireFew("Topics", names.size());
        return with(draft -> {
            draft.topics = names;
            draft.nothing = names.isEmpty();
        });
    }

    public EntityQuery kind(Kind wanted) {
        return kinds(List.of(wanted));
    }

    /// Of any of these kinds; of every kind if there are none.
    ///
    /// @param wanted at most [#MAX_NAMES]
    public EntityQuery kinds(Collection<Kind> wanted) {
        List<Kind> names = List.copyOf(new TreeSet<>(wanted));
        requireFew("kinds", names.size());
        return with(draft -> draft.kinds = names);
    }

    private static void requireFew(String what, int count) {
        if (count > MAX_NAMES) {
            throw new EntityException.InvalidQuery(
                    "a query names at most " + MAX_NAMES + " " + what + ", not " + count);
        }
    }

    /// Labelled with any of these; with whatever if there are none.
    public EntityQuery sensitivities(Collection<Sensitivity> wanted) {
        Set<Sensitivity> labels = Set.copyOf(wanted);
        return with(draft -> draft.sensitivities = labels);
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

    /// Last changed at this time or later.
    public EntityQuery updatedFrom(Instant time) {
        return with(draft -> draft.updatedFrom = time);
    }

    /// Last changed earlier than this.
    public EntityQuery updatedBefore(Instant time) {
        return with(draft -> draft.updatedBefore = time);
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
        return sort(
                switch (wanted) {
                    case BY_ID -> Sort.ID;
                    case NEWEST_FIRST -> Sort.NEWEST_FIRST;
                });
    }

    /// [Sort#RELEVANCE] wants a text to search for.
    public EntityQuery sort(Sort wanted) {
        return with(draft -> draft.sort = wanted);
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

    /// Empty for every Topic.
    public List<TopicId> topics() {
        return topics;
    }

    /// Empty for every kind.
    public List<Kind> kinds() {
        return kinds;
    }

    /// Empty for every label.
    public Set<Sensitivity> sensitivities() {
        return sensitivities;
    }

    /// Whether it was narrowed down to no Topic at all.
    boolean asksForNothing() {
        return nothing;
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

    public Optional<Instant> updatedFrom() {
        return Optional.ofNullable(updatedFrom);
    }

    public Optional<Instant> updatedBefore() {
        return Optional.ofNullable(updatedBefore);
    }

    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    public List<Condition> conditions() {
        return conditions;
    }

    public Sort sort() {
        return sort;
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
        private List<TopicId> topics = List.of();
        private boolean nothing;
        private List<Kind> kinds = List.of();
        private Set<Sensitivity> sensitivities = Set.of();
        private @Nullable String idPrefix;
        private @Nullable Instant createdFrom;
        private @Nullable Instant createdBefore;
        private @Nullable Instant updatedFrom;
        private @Nullable Instant updatedBefore;
        private @Nullable String text;
        private final List<Condition> conditions = new ArrayList<>();
        private Sort sort = Sort.ID;
        private int limit = 100;
        private @Nullable String after;

        private Draft() {}

        private Draft(EntityQuery query) {
            topics = query.topics;
            nothing = query.nothing;
            kinds = query.kinds;
            sensitivities = query.sensitivities;
            idPrefix = query.idPrefix;
            createdFrom = query.createdFrom;
            createdBefore = query.createdBefore;
            updatedFrom = query.updatedFrom;
            updatedBefore = query.updatedBefore;
            text = query.text;
            conditions.addAll(query.conditions);
            sort = query.sort;
            limit = query.limit;
            after = query.after;
        }
    }
}
