package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.TopicCatalog.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "list", description = "Lists the Topics, and the folders that are none and why.")
final class TopicListCommand extends WorkbenchCommand {

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    TopicListCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        if (json) {
            ObjectNode answer = Json.object();
            ArrayNode topics = answer.putArray("topics");
            workbench.topics().topics().forEach(topic -> topics.add(TopicView.toJson(topic)));
            ArrayNode rejected = answer.putArray("rejected");
            workbench.topics().rejected().forEach(r -> rejected.add(toJson(r)));
            printJson(answer);
            return Failures.DONE;
        }
        if (workbench.topics().topics().isEmpty()) {
            out().println("No Topics. Copy a Topic folder to " + workbench.home().topics());
        }
        workbench.topics().topics().forEach(topic -> out().println(TopicView.line(topic)));
        for (Rejected rejected : workbench.topics().rejected()) {
            out().println(rejected.folder().getFileName() + "  cannot be used:");
            rejected.problems().forEach(problem -> out().println("  " + problem));
        }
        return Failures.DONE;
    }

    private static ObjectNode toJson(Rejected rejected) {
        ObjectNode json = Json.object();
        json.put("folder", rejected.folder().toString());
        json.set("problems", TopicView.toJson(rejected.problems()));
        return json;
    }
}
