package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "forget",
        description = {
            "Deletes what was ingested from a folder, and its dead letters.",
            "The folder itself is not touched, and need not be there any more."
        })
final class ForgetCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "DIR", description = "The folder, as it was given to 'hqe ingest'.")
    private Path folder = Path.of("");

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            required = true,
            description = "The Topic that has it.")
    private String topicName = "";

    @Option(names = "--json", description = "Print the count as JSON.")
    private boolean json;

    ForgetCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        Topic topic = workbench.topics().require(topicName);
        long deleted = workbench.folderIngest().forget(station().resolve(folder), topic);
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("deleted", deleted);
            printJson(answer);
        } else {
            out().println(deleted + (deleted == 1 ? " entity" : " entities") + " deleted");
        }
        return Failures.DONE;
    }
}
