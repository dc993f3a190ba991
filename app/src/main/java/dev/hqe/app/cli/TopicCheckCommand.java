package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.topic.FolderCheck;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.CapabilityCard;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "check",
        description = {
            "Checks a Topic folder: its manifest, its schemas, the files it names, its golden cases,"
                    + " and whether the sandbox admits its programs. Reports everything that is"
                    + " wrong, and else what the Topic may do."
        })
final class TopicCheckCommand extends Subcommand {

    @Parameters(paramLabel = "DIR", description = "The Topic's folder.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    TopicCheckCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        FolderCheck check = FolderCheck.of(TopicFolders.require(folder), folder.toString());
        List<Problem> problems = check.problems();
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("ok", problems.isEmpty());
            answer.set("problems", TopicView.toJson(problems));
            check.warnings().forEach(answer.putArray("warnings")::add);
            check.card().ifPresent(card -> answer.set("card", CardView.toJson(card)));
            printJson(answer);
        } else {
            problems.forEach(problem -> err().println(Foreign.text(problem.toString())));
            check.warnings().forEach(one -> err().println("warning: " + Foreign.text(one)));
            if (problems.isEmpty()) {
                check.topic().ifPresent(topic -> out().println(TopicView.line(topic) + "  ok"));
                check.card().ifPresent(this::print);
            } else {
                err().println(TopicView.counted(problems.size(), "problem"));
            }
        }
        return problems.isEmpty() ? Failures.DONE : Failures.BAD_INPUT;
    }

    private void print(CapabilityCard card) {
        out().println();
        CardView.lines(card).forEach(out()::println);
    }
}
