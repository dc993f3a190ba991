package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.DeadLetters.Page;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "dead-letters",
        description = {
            "Lists what was ingested and did not become an entity, and why.",
            "Mend the cause and ingest the folder again; what fits then disappears from here."
        })
final class DeadLettersCommand extends WorkbenchCommand {

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Only this Topic's.")
    private @Nullable String topic;

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "Only this reason, such as invalid, too_large or binary.")
    private @Nullable String reason;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many, 1 to 1000 (default ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on after this cursor.")
    private long after;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    DeadLettersCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        Filter filter = filter();
        warnOfUnknownTopic(workbench, topic);
        Page page = page(workbench, filter);
        long total = workbench.deadLetters().count(filter);
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode letters = answer.putArray("dead_letters");
            page.items().forEach(letter -> letters.add(toJson(letter)));
            answer.put("total", total);
            page.next().ifPresent(cursor -> answer.put("next_cursor", cursor));
            printJson(answer);
            return Failures.DONE;
        }
        page.items()
                .forEach(letter ->
                        out().println(
                                        letter.reason()
                                                + "  "
                                                + letter.item()
                                                + "  "
                                                + letter.detail()));
        out().println(page.items().size() + " of " + total);
        page.next().ifPresent(cursor -> out().println("more: --after " + cursor));
        return Failures.DONE;
    }

    private Page page(Workbench workbench, Filter filter) {
        try {
            return workbench.deadLetters().list(filter, after, limit);
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    private Filter filter() {
        Filter filter = Filter.all();
        try {
            filter = topic == null ? filter : filter.topic(new TopicId(topic));
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
        return reason == null ? filter : filter.reason(reason);
    }

    private static ObjectNode toJson(DeadLetter letter) {
        ObjectNode json = Json.object();
        json.put("topic", letter.topicId().value());
        json.put("source", letter.source());
        json.put("item", letter.item());
        json.put("reason", letter.reason());
        json.put("detail", letter.detail());
        json.put("created_at", letter.createdAt().toString());
        return json;
    }
}
