package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a person sees who types `hqe`, good input and bad.
class FrontDoorTest {

    /// Parts of a made-up key of the documented form, joined at run time.
    private static final String KEY = "AKIA" + "Q3EGZ7NTR5KPLM2X";

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void fillFolder() throws Exception {
        home = work.resolve("home");
        Path sources = Files.createDirectories(work.resolve("project/src"));
        Files.writeString(sources.resolve("App.java"), "class App {}\n");
        Files.writeString(sources.resolve("deploy.sh"), "#!/bin/sh\nexport AWS_KEY=" + KEY + "\n");
        folder = work.resolve("project");
    }

    @Test
    void ingestsAFolderAndLetsATopicsToolReadIt() throws Exception {
        JsonNode report =
                HqeProcess.run(home, "ingest", folder.toString(), "-t", "code_audit", "--json")
                        .json();
        JsonNode entities = HqeProcess.run(home, "entities", "--json").json();
        Result call = HqeProcess.run(home, "call", "code_audit.find_secrets", "{}");

        assertThat(report.path("created").asInt()).isEqualTo(2);
        assertThat(entities.path("total").asInt()).isEqualTo(2);
        JsonNode finding = call.json().path("findings").path(0);
        assertThat(finding.path("rule").asString()).isEqualTo("aws-access-key-id");
        assertThat(finding.path("path").asString()).isEqualTo("src/deploy.sh");
        assertThat(finding.path("line").asInt()).isEqualTo(2);
        assertThat(call.out() + call.err()).doesNotContain(KEY.substring(4));
    }

    @Test
    void printsTheWholeMcpResultAsJson() throws Exception {
        JsonNode result =
                HqeProcess.run(home, "call", "--json", "code_audit.redact", "{\"text\": \"a\"}")
                        .json();

        assertThat(result.path("isError").asBoolean(true)).isFalse();
        assertThat(result.path("structuredContent").path("text").asString()).isEqualTo("a");
        assertThat(result.path("content").path(0).path("type").asString()).isEqualTo("text");
    }

    @Test
    void aSecondIngestStoresOnlyWhatHasChanged() throws Exception {
        HqeProcess.run(home, "ingest", folder.toString(), "-t", "code_audit");
        Files.delete(folder.resolve("src/deploy.sh"));
        Files.writeString(folder.resolve("README.md"), "# New\n");

        JsonNode report =
                HqeProcess.run(home, "ingest", folder.toString(), "-t", "code_audit", "--json")
                        .json();

        assertThat(report.path("created").asInt()).isEqualTo(1);
        assertThat(report.path("unchanged").asInt()).isEqualTo(1);
        assertThat(report.path("deleted").asInt()).isEqualTo(1);
    }

    @Test
    void readsArgumentsFromStandardInput() throws Exception {
        Result call =
                HqeProcess.runWithInput(
                        home,
                        "{\"text\": \"key = " + KEY + "\"}",
                        "call",
                        "code_audit.redact",
                        "-");

        assertThat(call.json().path("count").asInt()).isEqualTo(1);
        assertThat(call.out()).doesNotContain(KEY);
    }

    @Test
    void saysWhatIsWrongWithTheInputAndEndsWith2() throws Exception {
        expect("there is no such folder", "ingest", work + "/nowhere", "-t", "code_audit");
        expect("did you mean 'code_audit'?", "ingest", folder.toString(), "-t", "code_adit");
        expect("Missing required option: '--topic=TOPIC'", "ingest", folder.toString());
        expect("did you mean 'code_audit.redact'?", "call", "code_audit.redakt");
        expect("not valid JSON", "call", "code_audit.redact", "{text");
        expect("must be a JSON object", "call", "code_audit.redact", "[]");
        expect("text", "call", "code_audit.redact", "{\"txt\": 1}");
        expect("limit must be 1 to 1000", "entities", "--limit", "0");
        expect("Unmatched argument", "tools", "surplus");
        expect(
                "Unknown option: '--jsn' (did you mean '--json'?)\nSee: hqe tools",
                "tools",
                "--jsn");
        expect("(did you mean 'list'?)\nSee: hqe server --help", "server", "lst");
        expect("'yesterday' is not a time such as", "entities", "--since", "yesterday");
        expect("there is no such folder", "demo", work + "/nowhere");
    }

    private void expect(String message, String... arguments) throws Exception {
        Result result = HqeProcess.run(home, arguments);

        assertThat(result.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(result.err()).as(String.join(" ", arguments)).contains(message);
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void reportsEveryProblemOfATopicFolderAtOnce() throws Exception {
        Path topic = Files.createDirectories(work.resolve("broken"));
        Files.writeString(
                topic.resolve("topic.yaml"),
                """
                id: Broken
                name: A broken Topic
                version: 1.0.0
                capabilities:
                  tools:
                    - name: count
                      description: Counts.
                      wasm: tools/count.wasm
                      input_shema: {type: object}
                data_schema:
                  Note: ../outside.json
                """);

        Result result = HqeProcess.run(home, "topic", "check", topic.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("topic.yaml:1: /id: \"Broken\" does not match")
                .contains("topic.yaml:9: /capabilities/tools/0: unknown field 'input_shema'")
                .contains("did you mean 'input_schema'?")
                .contains("'input_schema' is missing")
                .contains("topic.yaml:8: there is no file 'tools/count.wasm'")
                .contains("topic.yaml:11: '../outside.json' lies outside the Topic's folder")
                .contains("5 problems");
    }

    @Test
    void refusesASecondWorkbenchWhereTheFirstHasNoDoor() throws Exception {
        Process first = HqeProcess.start(home, Main.class, "mcp", "--standalone");
        try (BufferedReader answers = first.inputReader()) {
            first.getOutputStream()
                    .write(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nonsense\"}\n"
                                    .getBytes(StandardCharsets.UTF_8));
            first.getOutputStream().flush();
            assertThat(answers.readLine()).as("the first one is up").contains("error");

            Result second = HqeProcess.run(home, "tools");

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .contains("another process holds the data, waiting for it")
                    .contains(home + ": in use by another workbench (process " + first.pid())
                    .contains("Stop that one (hqe stop), or set HQE_HOME");
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(HqeProcess.run(home, "tools").exitCode()).as("no stale lock").isZero();
    }

    @Test
    void saysWhenTheHomeCannotBeWritten() throws Exception {
        Path file = Files.writeString(work.resolve("file"), "in the way");

        Result onFile = HqeProcess.run(file, "tools");
        Result below = HqeProcess.run(file.resolve("home"), "tools");

        assertThat(onFile.exitCode()).isEqualTo(1);
        assertThat(onFile.err()).contains(file.toString()).contains("Set HQE_HOME");
        assertThat(below.exitCode()).isEqualTo(1);
        assertThat(below.err()).contains(file.toString()).contains("Set HQE_HOME");
    }

    @Test
    void filtersEntitiesByTheirData() throws Exception {
        HqeProcess.run(home, "ingest", folder.toString(), "-t", "code_audit");

        assertThat(total("--where", "$.language=Java")).isEqualTo(1);
        assertThat(total("--where", "$.size>=1", "--where", "$.path^=src/")).isEqualTo(2);
        assertThat(total("--where", "$.size<1")).isZero();
        assertThat(total("--since", "2020-01-01T00:00:00Z")).isEqualTo(2);
        assertThat(total("--before", "2020-01-01T00:00:00Z")).isZero();
        expect("is not like '$.language=Java'", "entities", "--where", "language");
    }

    private int total(String... filter) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("entities", "--json"));
        arguments.addAll(List.of(filter));
        return HqeProcess.run(home, arguments.toArray(String[]::new)).json().path("total").asInt();
    }

    @Test
    void keepsATopicFromPosingAsTheWorkbenchOrWritingToTheTerminal() throws Exception {
        Path topic = Files.createDirectories(work.resolve("posing"));
        Files.writeString(
                topic.resolve("topic.yaml"),
                """
                id: entities
                name: "a\\e]0;owned\\a name"
                version: 1.0.0
                """);

        Result result = HqeProcess.run(home, "topic", "check", topic.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("topic.yaml:1: 'entities' is kept for the workbench's own tools")
                .contains("topic.yaml:2: /name:")
                .doesNotContain("\u001b");
    }

    @Test
    void showsWhatTheRulesSayOfEachTool() throws Exception {
        HqeProcess.run(home, "policy", "deny", "--tool", "code_audit.redact");

        String text = HqeProcess.run(home, "tools").out();
        JsonNode tools = HqeProcess.run(home, "tools", "--json").json();
        Files.writeString(home.resolve("policy.yaml"), "rules: 3\n");
        Result broken = HqeProcess.run(home, "tools");

        assertThat(text)
                .containsPattern("code_audit.redact +deny ")
                .containsPattern("code_audit.restore +allow ");
        assertThat(tools)
                .anySatisfy(tool -> {
                    assertThat(tool.path("name").asString()).isEqualTo("code_audit.redact");
                    assertThat(tool.path("ruling").asString()).isEqualTo("deny");
                });
        assertThat(broken.out()).doesNotContain("allow ");
        assertThat(broken.err())
                .containsOnlyOnce("policy.yaml:1:")
                .contains("agents may call nothing");
    }

    @Test
    void forgetsAFolderThatIsGone() throws Exception {
        HqeProcess.run(home, "ingest", folder.toString(), "-t", "code_audit");
        Files.move(folder, work.resolve("elsewhere"));

        Result result = HqeProcess.run(home, "forget", folder.toString(), "-t", "code_audit");

        assertThat(result.out()).isEqualTo("2 entities deleted\n");
        assertThat(total()).isZero();
    }

    @Test
    void refusesToIngestItsOwnData() throws Exception {
        HqeProcess.run(home, "tools");

        expect("is the workbench's own data directory", "ingest", home + "", "-t", "code_audit");
    }

    @Test
    void doctorFindsNothingWrongWithAFreshHome() throws Exception {
        JsonNode findings = HqeProcess.run(home, "doctor", "--json").json().path("findings");

        assertThat(findings.size()).isGreaterThanOrEqualTo(5);
        assertThat(findings).allSatisfy(f -> assertThat(f.path("ok").asBoolean()).isTrue());
    }

    @Test
    void doctorNamesATopicThatCannotBeUsed() throws Exception {
        Path topic = Files.createDirectories(home.resolve("topics/broken"));
        Files.writeString(topic.resolve("topic.yaml"), "id: broken\n");

        Result result = HqeProcess.run(home, "doctor");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("1 folder cannot be used. Run: hqe topic check '" + topic + "'");
    }

    @Test
    void runsTheDemoOnAFolder() throws Exception {
        Result demo = HqeProcess.run(home, "demo", folder.toString());

        assertThat(demo.err()).isEmpty();
        assertThat(demo.exitCode()).isZero();
        assertThat(demo.out())
                .contains("2 files: 2 stored")
                .contains("code_audit.find_secrets")
                .contains("aws-access-key-id")
                .contains("src/deploy.sh:2:16")
                .contains("connect Claude Code");
        assertThat(home).as("the demo has a home of its own").doesNotExist();
        Path own =
                demo.out()
                        .lines()
                        .filter(line -> line.contains("Open a workbench in "))
                        .map(line -> Path.of(line.replaceAll(".* in ", "")))
                        .findFirst()
                        .orElseThrow();
        assertThat(own).as("nobody is left who would hold it").doesNotExist();
    }
}
