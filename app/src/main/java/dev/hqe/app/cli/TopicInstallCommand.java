package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.topic.TopicEntry;
import dev.hqe.kernel.topic.TopicStatus;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "install",
        description = {
            "Copies a Topic, a folder or a zip of 'hqe topic pack', to where Topics lie. Nothing of"
                    + " it runs before it is granted."
        })
final class TopicInstallCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "DIR|ZIP", description = "The Topic.")
    private Path source = Path.of("");

    @Option(names = "--json", description = "Print what was installed as JSON.")
    private boolean json;

    TopicInstallCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        TopicEntry entry = workbench.topics().install(station().resolve(source).normalize());
        if (json) {
            printJson(TopicView.toJson(entry));
            return Failures.DONE;
        }
        out().println("installed " + TopicView.handle(entry) + " in " + entry.folder());
        if (!(entry.status() instanceof TopicStatus.Active)) {
            out().println(TopicView.meaning(entry));
        }
        return Failures.DONE;
    }
}
