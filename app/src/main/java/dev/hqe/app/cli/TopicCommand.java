package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.Workbench;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicCatalog.Rejected;
import dev.hqe.kernel.topic.TopicManifest.Capabilities;
import dev.hqe.kernel.topic.TopicManifest.ToolSpec;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.sandbox.CompileMode;
import dev.hqe.mcp.sandbox.ModuleRefusedException;
import dev.hqe.mcp.sandbox.WasmSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "topic",
        description = "Looks at Topics, the folders that bring a domain into the workbench.",
        subcommands = {
            TopicCommand.ListTopics.class,
            TopicCommand.Check.class,
            CommandLine.HelpCommand.class
        })
final class TopicCommand extends Subcommand {

    TopicCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        printUsage();
        return Failures.BAD_INPUT;
    }

    @Command(
            name = "list",
            description = "Lists the Topics, and the folders that are none and why.")
    static final class ListTopics extends WorkbenchCommand {

        @Option(names = "--json", description = "Print the list as JSON.")
        private boolean json;

        ListTopics(Installation installation) {
            super(installation);
        }

        @Override
        int run(Workbench workbench) {
            if (json) {
                ObjectNode answer = Json.object();
                ArrayNode topics = answer.putArray("topics");
                workbench.topics().topics().forEach(topic -> topics.add(toJson(topic)));
                ArrayNode rejected = answer.putArray("rejected");
                workbench.topics().rejected().forEach(r -> rejected.add(toJson(r)));
                printJson(answer);
                return Failures.DONE;
            }
            if (workbench.topics().topics().isEmpty()) {
                out().println("No Topics. Copy a Topic folder to " + workbench.home().topics());
            }
            workbench.topics().topics().forEach(topic -> out().println(line(topic)));
            workbench.topics().entries().stream()
                    .filter(entry -> entry.running().isEmpty() && entry.problems().isEmpty())
                    .flatMap(entry -> entry.found().stream())
                    .forEach(topic ->
                            out().println(
                                            line(topic)
                                                    + "  does nothing before it is granted: hqe"
                                                    + " topic grant "
                                                    + topic.id()));
            for (Rejected rejected : workbench.topics().rejected()) {
                out().println(rejected.folder().getFileName() + "  cannot be used:");
                rejected.problems().forEach(problem -> out().println("  " + problem));
            }
            return Failures.DONE;
        }
    }

    @Command(
            name = "check",
            description = {
                "Checks a Topic folder: its manifest, its schemas, the files it names and whether the"
                        + " sandbox admits its programs. Reports everything that is wrong."
            })
    static final class Check extends Subcommand {

        @Parameters(paramLabel = "DIR", description = "The Topic's folder.")
        private Path folder = Path.of("");

        @Option(names = "--json", description = "Print the result as JSON.")
        private boolean json;

        Check(Installation installation) {
            super(installation);
        }

        @Override
        public Integer call() {
            List<Problem> problems = new ArrayList<>();
            Topic topic = read(problems);
            if (json) {
                ObjectNode answer = Json.object();
                answer.put("ok", problems.isEmpty());
                ArrayNode list = answer.putArray("problems");
                problems.forEach(problem -> list.add(toJson(problem)));
                printJson(answer);
            } else if (topic != null && problems.isEmpty()) {
                out().println(line(topic) + "  ok");
            } else {
                problems.forEach(err()::println);
                err().println(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
            }
            return problems.isEmpty() ? Failures.DONE : Failures.BAD_INPUT;
        }

        private @Nullable Topic read(List<Problem> problems) {
            Path absolute = folder.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                throw new Failures.BadInput(
                        folder
                                + (Files.exists(absolute)
                                        ? ": is a file; give the Topic's folder"
                                        : ": there is no such folder"));
            }
            try {
                Topic topic = TopicReader.read(absolute, folder.toString());
                checkPrograms(topic, problems);
                return topic;
            } catch (InvalidDocumentException e) {
                problems.addAll(e.problems());
                return null;
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

    private static String line(Topic topic) {
        Capabilities capabilities = topic.manifest().capabilities();
        return topic.id()
                + " "
                + topic.manifest().version()
                + "  "
                + topic.manifest().name()
                + "  ("
                + counted(capabilities.tools().size(), "tool")
                + ", "
                + counted(capabilities.prompts().size(), "prompt")
                + ", "
                + counted(topic.schemas().size(), "kind")
                + ")";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static ObjectNode toJson(Topic topic) {
        ObjectNode json = Json.object();
        json.put("id", topic.id().value());
        json.put("name", topic.manifest().name());
        json.put("version", topic.manifest().version());
        json.put("description", topic.manifest().description());
        json.put("folder", topic.folder().toString());
        ArrayNode tools = json.putArray("tools");
        topic.manifest().capabilities().tools().forEach(tool -> tools.add(tool.name()));
        ArrayNode prompts = json.putArray("prompts");
        topic.manifest().capabilities().prompts().forEach(prompt -> prompts.add(prompt.name()));
        ArrayNode kinds = json.putArray("kinds");
        topic.schemas().keySet().stream().sorted().forEach(kind -> kinds.add(kind.value()));
        return json;
    }

    private static ObjectNode toJson(Rejected rejected) {
        ObjectNode json = Json.object();
        json.put("folder", rejected.folder().toString());
        ArrayNode problems = json.putArray("problems");
        rejected.problems().forEach(problem -> problems.add(toJson(problem)));
        return json;
    }

    private static ObjectNode toJson(Problem problem) {
        ObjectNode json = Json.object();
        json.put("file", problem.source());
        json.put("line", problem.line());
        json.put("message", problem.message());
        return json;
    }
}
