package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityQuery.Order;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "entities", description = "Lists stored entities.")
final class EntitiesCommand extends WorkbenchCommand {

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Only this Topic's.")
    private @Nullable String topic;

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description = "Only this kind, such as SourceFile.")
    private @Nullable String kind;

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Only those whose title or text has all of these words.")
    private @Nullable String text;

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
            names = "--where",
            paramLabel = "CONDITION",
            converter = ConditionConverter.class,
            description = {
                "Only those whose data is so, such as '$.language=Java' or '$.size>=1000'; give it"
                        + " again for more. Comparisons: = != < <= > >= and ^= (begins with)."
            })
    private List<Condition> conditions = new ArrayList<>();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many, 1 to 1000 (default ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on after this cursor.")
    private @Nullable String after;

    @Option(names = "--newest", description = "The newest first, instead of by id.")
    private boolean newest;

    @Option(names = "--json", description = "Print the entities whole, as JSON.")
    private boolean json;

    EntitiesCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        EntityQuery query = query();
        warnOfUnknownTopic(workbench, topic);
        Page page = workbench.entities().query(query);
        long total = workbench.entities().count(query);
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode entities = answer.putArray("entities");
            page.items().forEach(entity -> entities.add(entity.toJson()));
            answer.put("total", total);
            page.next().ifPresent(cursor -> answer.put("next_cursor", cursor));
            printJson(answer);
            return Failures.DONE;
        }
        page.items()
                .forEach(e ->
                        out().println(e.entity().kind() + "  " + e.id() + "  v" + e.version()));
        out().println(page.items().size() + " of " + total);
        page.next().ifPresent(cursor -> out().println("more: --after '" + cursor + "'"));
        return Failures.DONE;
    }

    private EntityQuery query() {
        try {
            EntityQuery query = EntityQuery.all().limit(limit);
            if (topic != null) {
                query = query.topic(new TopicId(topic));
            }
            if (kind != null) {
                query = query.kind(new Kind(kind));
            }
            if (text != null) {
                query = query.text(text);
            }
            if (since != null) {
                query = query.createdFrom(since);
            }
            if (before != null) {
                query = query.createdBefore(before);
            }
            for (Condition condition : conditions) {
                query = query.where(condition);
            }
            if (after != null) {
                query = query.after(after);
            }
            return newest ? query.order(Order.NEWEST_FIRST) : query;
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }
}
