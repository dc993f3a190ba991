package dev.hqe.memory;

import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.TopicId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is asked of memory. Start with [#of] and narrow it down; every part must hold. Immutable.
public final class MemoryQuery {

    /// Longest text to search by, in characters.
    public static final int MAX_TEXT = 8_000;

    /// Most hits of one search.
    public static final int MAX_LIMIT = 100;

    /// Most chunks that are shown on either side of a hit.
    public static final int MAX_NEIGHBOURS = 5;

    /// What finds: the words of the query, its meaning, or both.
    public enum Mode {
        HYBRID,
        WORDS,
        VECTORS;

        /// As people write it: `hybrid`, `words`, `vectors`.
        public static Mode of(String word) {
            for (Mode mode : values()) {
                if (mode.toString().equals(word)) {
                    return mode;
                }
            }
            throw new MemoryException(
                    "'" + word + "' is not a way to search: hybrid, words or vectors");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String text;
    private final Mode mode;
    private final EntityQuery entities;
    private final @Nullable Set<TopicId> topics;
    private final int limit;
    private final int neighbours;
    private final int perEntity;

    private MemoryQuery(Draft draft) {
        this.text = draft.text;
        this.mode = draft.mode;
        this.entities = draft.entities;
        this.topics = draft.topics;
        this.limit = draft.limit;
        this.neighbours = draft.neighbours;
        this.perEntity = draft.perEntity;
    }

    /// Ten hits by words and meaning, among everything.
    ///
    /// @param text words, a question; what is in double quotes is searched for as it stands
    /// @throws MemoryException if it is longer than [#MAX_TEXT]
    public static MemoryQuery of(String text) {
        if (text.length() > MAX_TEXT) {
            throw new MemoryException(
                    "the query has "
                            + text.length()
                            + " characters; the limit is "
                            + MAX_TEXT
                            + ". Say in fewer words what to look for.");
        }
        return new MemoryQuery(new Draft(text));
    }

    public MemoryQuery mode(Mode wanted) {
        return with(draft -> draft.mode = wanted);
    }

    /// Only in entities that this query finds: Topic, kind, time, conditions. Its order, limit and
    /// cursor do not count.
    public MemoryQuery among(EntityQuery wanted) {
        return with(draft -> draft.entities = wanted);
    }

    /// Only in entities of these Topics; of none at all, nothing is found. Said again, only what is
    /// in both counts, so that a scope that was set is never widened.
    public MemoryQuery topics(Collection<TopicId> wanted) {
        Set<TopicId> narrowed = new TreeSet<>(wanted);
        if (topics != null) {
            narrowed.retainAll(topics);
        }
        return with(draft -> draft.topics = Set.copyOf(narrowed));
    }

    /// How many hits at most.
    ///
    /// @param hits 1 to [#MAX_LIMIT]
    public MemoryQuery limit(int hits) {
        if (hits < 1 || hits > MAX_LIMIT) {
            throw new MemoryException("limit must be 1 to " + MAX_LIMIT + ", not " + hits);
        }
        return with(draft -> draft.limit = hits);
    }

    /// How many chunks before and behind a hit are shown with it.
    ///
    /// @param chunks 0 to [#MAX_NEIGHBOURS]
    public MemoryQuery neighbours(int chunks) {
        if (chunks < 0 || chunks > MAX_NEIGHBOURS) {
            throw new MemoryException(
                    "neighbours must be 0 to " + MAX_NEIGHBOURS + ", not " + chunks);
        }
        return with(draft -> draft.neighbours = chunks);
    }

    /// How many hits of one entity at most; as many as there are, unless this is said.
    ///
    /// @param hits at least 1
    public MemoryQuery perEntity(int hits) {
        if (hits < 1) {
            throw new MemoryException("hits of one entity must be 1 at least, not " + hits);
        }
        return with(draft -> draft.perEntity = hits);
    }

    public String text() {
        return text;
    }

    public Mode mode() {
        return mode;
    }

    public EntityQuery entities() {
        return entities;
    }

    /// The Topics to search in; empty for all.
    public Optional<Set<TopicId>> topics() {
        return Optional.ofNullable(topics);
    }

    public int limit() {
        return limit;
    }

    public int neighbours() {
        return neighbours;
    }

    public int perEntity() {
        return perEntity;
    }

    private MemoryQuery with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new MemoryQuery(draft);
    }

    /// The mutable twin that [#with] changes.
    private static final class Draft {
        private final String text;
        private Mode mode = Mode.HYBRID;
        private EntityQuery entities = EntityQuery.all();
        private @Nullable Set<TopicId> topics;
        private int limit = 10;
        private int neighbours;
        private int perEntity = MAX_LIMIT;

        private Draft(String text) {
            this.text = text;
        }

        private Draft(MemoryQuery query) {
            text = query.text;
            mode = query.mode;
            entities = query.entities;
            topics = query.topics;
            limit = query.limit;
            neighbours = query.neighbours;
            perEntity = query.perEntity;
        }
    }
}
