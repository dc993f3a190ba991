package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.topic.TopicEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "show",
        description = {
            "Shows a Topic: what it may do, its tools, prompts and kinds, what is wrong with it,"
                    + " and what has changed since it was granted."
        })
final class TopicShowCommand extends WorkbenchCommand {

    @Parameters(paramLabel = "ID", description = "As 'hqe topic list' shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    TopicShowCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run(Workbench workbench) {
        TopicEntry entry = workbench.topics().entry(id);
        if (json) {
            ObjectNode answer = TopicView.toJson(entry);
            PausedView.add(answer, PausedView.of(workbench, entry));
            entry.card().ifPresent(card -> answer.set("card", CardView.toJson(card)));
            printJson(answer);
            return Failures.DONE;
        }
        entry.card().ifPresent(card -> CardView.lines(card).forEach(out()::println));
        out().println("Folder: " + entry.folder());
        out().println("State: " + entry.status().word() + ", " + TopicView.meaning(entry));
        PausedView.lines(PausedView.of(workbench, entry)).forEach(out()::println);
        entry.grant()
                .ifPresent(
                        grant -> out().println("Granted: " + grant.version() + ", " + grant.at()));
        entry.problems().forEach(problem -> out().println("  " + Foreign.text(problem.toString())));
        if (!TopicView.changes(entry).isEmpty()) {
            out().println("Changes since it was granted:");
            CardView.lines(TopicView.changes(entry)).forEach(line -> out().println("  " + line));
        }
        return Failures.DONE;
    }
}
