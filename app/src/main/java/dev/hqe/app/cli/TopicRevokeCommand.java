package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.topic.TopicEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = {
            "Switches a Topic off: nothing of it runs any more. Its folder and its entities stay."
        })
final class TopicRevokeCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "ID", description = "As 'hqe topic list' shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print what became of it as JSON.")
    private boolean json;

    TopicRevokeCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        TopicEntry found = workbench.topics().entry(id);
        TopicEntry entry =
                workbench
                        .topics()
                        .revoke(
                                found.id()
                                        .orElseThrow(() ->
                                                new Failures.BadInput(
                                                        id + " is no Topic that runs")));
        if (json) {
            printJson(TopicView.toJson(entry));
        } else {
            out().println(TopicView.handle(entry) + " revoked");
        }
        return Failures.DONE;
    }
}
