package dev.hqe.memory.store;

import dev.hqe.memory.scan.ScanFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A filter as Lance takes it: conditions in SQL.
final class LanceFilter {

    /// Chunks that one condition names at most.
    private static final int NAMED = 10_000;

    private LanceFilter() {}

    /// Conditions of which a row must fulfil one; none if nothing is let through.
    ///
    /// @param filter that leaves something out
    static List<String> conditions(ScanFilter filter) {
        List<String> parts = new ArrayList<>();
        filter.onlyTopics().ifPresent(topics -> parts.add(oneOf("topic", topics)));
        filter.onlyKinds().ifPresent(kinds -> parts.add(oneOf("kind", kinds)));
        boolean nothing =
                filter.onlyTopics().filter(Set::isEmpty).isPresent()
                        || filter.onlyKinds().filter(Set::isEmpty).isPresent();
        if (nothing) {
            return List.of();
        }
        if (filter.onlyChunks().isEmpty()) {
            return List.of(String.join(" AND ", parts));
        }
        List<Long> chunks = filter.onlyChunks().get();
        List<String> conditions = new ArrayList<>();
        for (int from = 0; from < chunks.size(); from += NAMED) {
            List<Long> some = chunks.subList(from, Math.min(chunks.size(), from + NAMED));
            List<String> all = new ArrayList<>(parts);
            all.add(chunkIn(some));
            conditions.add(String.join(" AND ", all));
        }
        return conditions;
    }

    static boolean isNarrow(ScanFilter filter) {
        return filter.onlyTopics().isPresent()
                || filter.onlyKinds().isPresent()
                || filter.onlyChunks().isPresent();
    }

    static String chunkIn(Collection<Long> chunks) {
        return chunks.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "chunk IN (", ")"));
    }

    private static String oneOf(String column, Set<String> values) {
        return values.stream()
                .sorted()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(",", column + " IN (", ")"));
    }
}
