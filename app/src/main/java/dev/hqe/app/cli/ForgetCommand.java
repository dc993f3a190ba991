package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "forget",
        description = {
            "Deletes what was ingested from a folder, and its dead letters.",
            "Name the folder as it was given to 'hqe ingest'. It is not touched itself, and need not be"
                    + " there any more."
        })
final class ForgetCommand extends WorkbenchCommand {

    @Mixin private TopicFolder folder = new TopicFolder();

    @Option(names = "--json", description = "Print the count as JSON.")
    private boolean json;

    ForgetCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        long deleted =
                workbench
                        .folderIngest()
                        .forget(station().resolve(folder.path()), folder.topic(workbench));
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
