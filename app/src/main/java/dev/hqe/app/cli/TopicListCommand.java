package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.TopicCatalog.Rejected;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.kernel.topic.TopicStatus;
import dev.hqe.mcp.tools.PausedTools;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "list",
        description = {
            "Lists the Topics and what became of each: active, ungranted, quarantined, revoked,"
                    + " or why it cannot be used."
        })
final class TopicListCommand extends WorkbenchCommand {

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    TopicListCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        List<TopicEntry> entries = workbench.topics().entries();
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode topics = answer.putArray("topics");
            entries.stream()
                    .filter(entry -> entry.found().or(entry::running).isPresent())
                    .filter(entry -> !(entry.status() instanceof TopicStatus.Collision))
                    .forEach(entry -> {
                        ObjectNode one = TopicView.toJson(entry);
                        PausedView.add(one, PausedView.of(workbench, entry));
                        topics.add(one);
                    });
            ArrayNode rejected = answer.putArray("rejected");
            workbench.topics().rejected().forEach(one -> rejected.add(toJson(one)));
            printJson(answer);
            return Failures.DONE;
        }
        if (entries.isEmpty()) {
            out().println("No Topics. Copy a Topic folder to " + workbench.home().topics());
        }
        entries.forEach(entry -> print(entry, PausedView.of(workbench, entry)));
        return Failures.DONE;
    }

    private void print(TopicEntry entry, List<PausedTools> paused) {
        String what =
                entry.found()
                        .or(entry::running)
                        .map(TopicView::line)
                        .orElseGet(() -> TopicView.handle(entry));
        out().println(what + "  " + entry.status().word());
        if (!(entry.status() instanceof TopicStatus.Active)) {
            out().println("  " + TopicView.meaning(entry));
        }
        PausedView.lines(paused).forEach(line -> out().println("  " + line));
        entry.problems().forEach(problem -> out().println("  " + text(problem)));
    }

    private static String text(Object problem) {
        return Foreign.text(problem.toString());
    }

    private static ObjectNode toJson(Rejected rejected) {
        ObjectNode json = Json.object();
        json.put("folder", rejected.folder().toString());
        json.set("problems", TopicView.toJson(rejected.problems()));
        return json;
    }
}
