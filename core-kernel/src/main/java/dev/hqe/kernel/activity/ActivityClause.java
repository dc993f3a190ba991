package dev.hqe.kernel.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The `WHERE` of a query on the timeline, with its arguments in order.
///
/// Kinds and results stand in it as literals, since SQLite uses a partial index only for what it
/// can see when it plans.
record ActivityClause(String where, List<Object> arguments) {

    /// More words than this are looked for as one text.
    private static final int MAX_WORDS = 20;

    static ActivityClause of(ActivityQuery query) {
        List<String> terms = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        oneOf("kind", query.kinds(), terms);
        oneOf("result", query.results(), terms);
        if (!query.actor().isEmpty()) {
            terms.add("actor = ?");
            arguments.add(query.actor());
        }
        if (!query.subject().isEmpty()) {
            terms.add("(subject = ? OR subject LIKE ? ESCAPE '\\')");
            arguments.add(query.subject());
            arguments.add(escaped(query.subject()) + ".%");
        }
        query.since()
                .ifPresent(since -> {
                    terms.add("at >= ?");
                    arguments.add(since.toEpochMilli());
                });
        query.before()
                .ifPresent(before -> {
                    terms.add("at < ?");
                    arguments.add(before.toEpochMilli());
                });
        if (query.below() > 0) {
            terms.add("seq < ?");
            arguments.add(query.below());
        }
        if (!query.words().isEmpty()) {
            for (String word : query.words().split("\\s+", MAX_WORDS)) {
                terms.add(
                        "(subject LIKE ? ESCAPE '\\' OR actor LIKE ? ESCAPE '\\'"
                                + " OR text LIKE ? ESCAPE '\\' OR detail LIKE ? ESCAPE '\\')");
                String pattern = "%" + escaped(word) + "%";
                arguments.addAll(List.of(pattern, pattern, pattern, pattern));
            }
        }
        return new ActivityClause(
                terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms), arguments);
    }

    private static void oneOf(String column, Set<? extends Enum<?>> values, List<String> terms) {
        if (!values.isEmpty()) {
            terms.add(
                    values.stream()
                            .map(value -> column + " = '" + value.name() + "'")
                            .sorted()
                            .collect(Collectors.joining(" OR ", "(", ")")));
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
