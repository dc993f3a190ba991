package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.tools.PausedTools;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "resume",
        description = {
            "Lets the tools of a Topic be called again that are paused because they kept failing."
                    + " 'hqe topic show ID' says which those are and why."
        })
final class TopicResumeCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "ID", description = "As 'hqe topic list' shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print what was paused as JSON.")
    private boolean json;

    TopicResumeCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        Topic topic = workbench.topics().require(id);
        List<PausedTools> paused = workbench.topicTools().resume(topic.id());
        if (json) {
            ObjectNode answer = Json.object().put("id", topic.id().value());
            ArrayNode resumed = answer.putArray("resumed");
            paused.forEach(one -> resumed.add(one.toJson()));
            printJson(answer);
        } else if (paused.isEmpty()) {
            out().println("nothing of " + topic.id() + " is paused");
        } else {
            paused.forEach(one -> out().println(String.join(", ", one.tools()) + " resumed"));
        }
        return Failures.DONE;
    }
}
