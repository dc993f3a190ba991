package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.server.ServerFiles;
import dev.hqe.app.topic.GoldenRun;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.GoldenCase;
import dev.hqe.kernel.topic.GoldenCases;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test",
        description = {
            "Runs the golden cases of a Topic, tests/*.yaml: each is a call in the sandbox, with the"
                    + " entities of the case and nothing else. Says what differs from what is"
                    + " expected.",
            "Ends with 1 if a case fails."
        },
        footer = {"", "Example: hqe topic test weather --filter 'without a text'"})
final class TopicTestCommand extends Subcommand {

    private static final int MAX_ANSWER = 2000;

    @Parameters(
            paramLabel = "DIR|ID",
            description = "The Topic's folder, or the id of one that is installed.")
    private String given = "";

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "TEXT",
            description = "Only cases whose file, name or tool has this text in it.")
    private String filter = "";

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    TopicTestCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = folder();
        String name = Files.isDirectory(Path.of(given)) ? given : folder.toString();
        Topic topic = TopicReader.read(folder, name);
        List<GoldenCase> all = GoldenCases.read(topic, name);
        List<GoldenCase> cases = all.stream().filter(this::isWanted).toList();
        if (cases.isEmpty()) {
            throw new Failures.BadInput(
                    all.isEmpty()
                            ? name + ": has no golden cases; write tests/*.yaml"
                            : "none of the " + all.size() + " cases has '" + filter + "' in it");
        }
        List<GoldenRun.Outcome> outcomes = new ArrayList<>();
        try (GoldenRun run = new GoldenRun(topic, installation().version())) {
            for (GoldenCase one : cases) {
                GoldenRun.Outcome outcome = run.run(one);
                outcomes.add(outcome);
                if (!json) {
                    print(outcome);
                }
            }
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
        if (json) {
            printJson(toJson(topic, outcomes, failed));
        } else {
            out().println(
                            failed == 0
                                    ? TopicView.counted(cases.size(), "case") + ", all hold"
                                    : failed + " of " + cases.size() + " cases failed");
        }
        return failed == 0 ? Failures.DONE : Failures.FAILED;
    }

    /// The folder that was given, or that of the installed Topic with that id.
    private Path folder() {
        if (given.indexOf('/') >= 0 || Files.exists(Path.of(given))) {
            return TopicFolders.require(Path.of(given));
        }
        Map<String, Path> byId = new TreeMap<>();
        ServerFiles.manifests(homeDirectory(), installation())
                .forEach((folder, manifest) ->
                        byId.putIfAbsent(manifest.path("id").asString(""), folder));
        byId.remove("");
        Path folder = byId.get(given);
        if (folder == null) {
            throw new Failures.BadInput(
                    given
                            + ": there is no such folder here, and no Topic of that id"
                            + Suggestion.among(given, byId.keySet())
                            + (byId.isEmpty()
                                    ? ""
                                    : ". There are: " + String.join(", ", byId.keySet())));
        }
        return folder.toAbsolutePath().normalize();
    }

    private boolean isWanted(GoldenCase one) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return (one.file() + "\n" + one.name() + "\n" + one.tool())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    private void print(GoldenRun.Outcome outcome) {
        GoldenCase one = outcome.goldenCase();
        out().println(
                        (outcome.holds() ? "ok    " : "FAIL  ")
                                + one.place()
                                + "  "
                                + Foreign.text(one.name())
                                + "  ("
                                + outcome.time().toMillis()
                                + " ms)");
        if (!outcome.holds()) {
            outcome.differences().forEach(line -> out().println("      " + Foreign.text(line)));
            String answer = outcome.answer().toString();
            out().println(
                            "      "
                                    + one.tool()
                                    + " answered "
                                    + Foreign.text(
                                            answer.length() <= MAX_ANSWER
                                                    ? answer
                                                    : answer.substring(0, MAX_ANSWER) + "..."));
        }
        out().flush();
    }

    private static ObjectNode toJson(Topic topic, List<GoldenRun.Outcome> outcomes, long failed) {
        ObjectNode answer = Json.object();
        answer.put("topic", topic.id().value());
        answer.put("ok", failed == 0);
        answer.put("passed", outcomes.size() - failed);
        answer.put("failed", failed);
        ArrayNode cases = answer.putArray("cases");
        for (GoldenRun.Outcome outcome : outcomes) {
            GoldenCase one = outcome.goldenCase();
            ObjectNode json = cases.addObject();
            json.put("file", one.file());
            json.put("line", one.line());
            json.put("name", one.name());
            json.put("tool", one.tool());
            json.put("ok", outcome.holds());
            json.put("millis", outcome.time().toMillis());
            ArrayNode differences = json.putArray("differences");
            outcome.differences().forEach(differences::add);
            json.set("answer", outcome.answer());
        }
        return answer;
    }
}
