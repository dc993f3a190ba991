package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "remove",
        description = {
            "Switches a Topic off and puts its folder aside; 'hqe topic restore' puts it back. Its"
                    + " entities stay."
        })
final class TopicRemoveCommand extends WorkbenchCommand {

    @Parameters(
            paramLabel = "ID",
            description = "As 'hqe topic list' shows it; the folder's name if it is no Topic.")
    private String id = "";

    @Option(names = "--json", description = "Print where its folder is now as JSON.")
    private boolean json;

    TopicRemoveCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        Path aside = workbench.topics().remove(id);
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("removed", id);
            answer.put("folder", aside.toString());
            printJson(answer);
        } else {
            out().println("removed " + id + "; its folder is " + aside);
            out().println("To put it back: hqe topic restore " + id);
        }
        return Failures.DONE;
    }
}
