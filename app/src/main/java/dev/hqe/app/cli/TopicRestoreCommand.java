package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.topic.TopicEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Puts back what was removed last under an id, with its grant if it had one.")
final class TopicRestoreCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "ID", description = "As it was given to 'hqe topic remove'.")
    private String id = "";

    @Option(names = "--json", description = "Print what became of it as JSON.")
    private boolean json;

    TopicRestoreCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        TopicEntry entry = workbench.topics().restore(id);
        if (json) {
            printJson(TopicView.toJson(entry));
        } else {
            out().println("restored " + TopicView.handle(entry) + ": " + TopicView.meaning(entry));
        }
        return Failures.DONE;
    }
}
