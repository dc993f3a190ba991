package dev.hqe.app.cli;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which entities are meant.
final class EntityFilter {

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Only this Topic's; give it again for more Topics.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description = "Only this kind, such as SourceFile; give it again for more kinds.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Only those whose title or text has all of these words.")
    private @Nullable String text;

    @Option(names = "--prefix", paramLabel = "ID", description = "Only ids that begin with this.")
    private @Nullable String prefix;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only those created at this time or later, such as 2026-11-22T10:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only those created earlier.")
    private @Nullable Instant before;

    @Option(
            names = "--updated-since",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only those last changed at this time or later.")
    private @Nullable Instant updatedSince;

    @Option(
            names = "--updated-before",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "Only those last changed earlier.")
    private @Nullable Instant updatedBefore;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            converter = ConditionConverter.class,
            description = {
                "Only those whose data is so, such as '$.language=Java' or '$.size>=1000'; give it"
                        + " again for more. Comparisons: = != < <= > >= ^= (begins with) *="
                        + " (contains) ~= (contains, whatever the case). Also '$.language in"
                        + " Java,Kotlin', '$.author' (is there) and '!$.author' (is not)."
            })
    private List<Condition> conditions = new ArrayList<>();

    @Option(
            names = "--sensitivity",
            paramLabel = "LABEL",
            split = ",",
            description = "Only those labelled public, internal or sensitive.")
    private List<String> sensitivities = new ArrayList<>();

    List<String> topics() {
        return topics;
    }

    /// What the options ask for.
    ///
    /// @throws IllegalArgumentException or an EntityException that says what cannot be asked
    EntityQuery query() {
        EntityQuery query = EntityQuery.all();
        if (!topics.isEmpty()) {
            query = query.topics(topics.stream().map(TopicId::new).toList());
        }
        query =
                query.kinds(kinds.stream().map(Kind::new).toList())
                        .sensitivities(sensitivities.stream().map(Sensitivity::of).toList());
        query = text == null ? query : query.text(text);
        query = prefix == null ? query : query.idPrefix(prefix);
        query = since == null ? query : query.createdFrom(since);
        query = before == null ? query : query.createdBefore(before);
        query = updatedSince == null ? query : query.updatedFrom(updatedSince);
        query = updatedBefore == null ? query : query.updatedBefore(updatedBefore);
        for (Condition condition : conditions) {
            query = query.where(condition);
        }
        return query;
    }
}
