package dev.hqe.kernel.entity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// In which order entities come. Those that are equal come by id.
///
/// By a path, values of different types come as false, true, numbers, strings (by their UTF-8
/// bytes), descending the other way round; an entity without a value, with null, an array or an
/// object there comes last in both directions. Of a string the first [#MAX_KEY] characters count,
/// up to a NUL.
///
/// @param pathOrNull as in [Condition], for [By#PATH] only
public record Sort(By by, @Nullable String pathOrNull, boolean descending) {

    /// How many characters of a string count.
    public static final int MAX_KEY = 200;

    /// What is compared.
    public enum By {
        ID("id"),
        CREATED("created_at"),
        UPDATED("updated_at"),
        /// A value in the data.
        PATH(""),
        /// How well the text of the query fits (BM25); the best first.
        RELEVANCE("relevance");

        private final String word;

        By(String word) {
            this.word = word;
        }
    }

    public static final Sort ID = new Sort(By.ID, null, false);
    public static final Sort OLDEST_FIRST = new Sort(By.CREATED, null, false);
    public static final Sort NEWEST_FIRST = new Sort(By.CREATED, null, true);
    public static final Sort RELEVANCE = new Sort(By.RELEVANCE, null, false);

    public Sort {
        if ((by == By.PATH) != (pathOrNull != null)) {
            throw new IllegalArgumentException("a path goes with PATH only");
        }
        if (pathOrNull != null) {
            Condition.requirePath(pathOrNull);
        }
        if (by == By.RELEVANCE && descending) {
            throw new EntityException.InvalidQuery("the best fitting always come first");
        }
    }

    /// By a value in the data.
    public static Sort path(String path, boolean descending) {
        return new Sort(By.PATH, path, descending);
    }

    /// By the time of the last change.
    public static Sort updated(boolean descending) {
        return new Sort(By.UPDATED, null, descending);
    }

    /// Reads `id`, `created_at`, `updated_at`, `relevance` or a path such as `$.size`; a `-` in
    /// front says descending.
    ///
    /// @throws EntityException.InvalidQuery if it is none of these
    public static Sort parse(String text) {
        boolean descending = text.startsWith("-");
        String key = descending ? text.substring(1) : text;
        for (By by : By.values()) {
            if (by != By.PATH && by.word.equals(key)) {
                return new Sort(by, null, descending);
            }
        }
        if (key.startsWith("$")) {
            return path(key, descending);
        }
        throw new EntityException.InvalidQuery(
                "'"
                        + text
                        + "' is no order; there are id, created_at, updated_at, relevance and paths"
                        + " such as $.size, with a - in front for descending");
    }

    public Optional<String> path() {
        return Optional.ofNullable(pathOrNull);
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return (descending ? "-" : "") + (pathOrNull == null ? by.word : pathOrNull);
    }
}
