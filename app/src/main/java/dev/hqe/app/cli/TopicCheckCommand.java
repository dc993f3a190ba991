package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        List<Problem> problems = new ArrayList<>();
        Topic topic = read(problems);
        if (json) {
            ObjectNode answer = Json.object();
            answer.put("ok", problems.isEmpty());
            answer.set("problems", TopicView.toJson(problems));
            printJson(answer);
        } else if (topic != null && problems.isEmpty()) {
            out().println(TopicView.line(topic) + "  ok");
        } else {
            problems.forEach(err()::println);
            err().println(TopicView.counted(problems.size(), "problem"));
        }
        return problems.isEmpty() ? Failures.DONE : Failures.BAD_INPUT;
    }

    private @Nullable Topic read(List<Problem> problems) {
        Path absolute = TopicFolders.require(folder);
        try {
            Topic topic = TopicReader.read(absolute, folder.toString());
            checkCases(topic, problems);
            checkPrograms(topic, problems);
            return topic;
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private void checkCases(Topic topic, List<Problem> problems) {
        try {
            GoldenCases.read(topic, folder.toString());
        } catch (InvalidDocumentException e) {
            problems.addAll(e.problems());
        }
    }

    private void checkPrograms(Topic topic, List<Problem> problems) {
        try (WasmSandbox sandbox =
                new WasmSandbox(Workbench.sandboxLimits(), CompileMode.INTERPRETED)) {
            topic.manifest().capabilities().tools().stream()
                    .map(ToolSpec::wasm)
                    .distinct()
                    .forEach(wasm -> checkProgram(sandbox, topic, wasm, problems));
        }
    }

    private void checkProgram(
            WasmSandbox sandbox, Topic topic, String wasm, List<Problem> problems) {
        try {
            sandbox.load(topic.file(wasm)).close();
        } catch (ModuleRefusedException e) {
            problems.add(new Problem(folder + "/" + wasm, 0, String.valueOf(e.getMessage())));
        }
    }
}
