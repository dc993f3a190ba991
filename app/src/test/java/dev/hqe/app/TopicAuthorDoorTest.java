package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the author of a Topic sees who types `hqe topic`, from nothing to a call.
class TopicAuthorDoorTest {

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private String folder = "";

    @BeforeEach
    void nameFolders() {
        home = work.resolve("home");
        folder = work.resolve("weather").toString();
    }

    @Test
    void aNewTopicIsBuiltCheckedTestedPackedInstalledGrantedAndCalled() throws Exception {
        Result made = HqeProcess.run(home, "topic", "new", "weather", "--dir", folder);
        JsonNode check = HqeProcess.run(home, "topic", "check", folder, "--json").json();
        JsonNode test = HqeProcess.run(home, "topic", "test", folder, "--json").json();
        String zip = work.resolve("weather.zip").toString();
        JsonNode pack = HqeProcess.run(home, "topic", "pack", folder, "-o", zip, "--json").json();
        JsonNode installed = HqeProcess.run(home, "topic", "install", zip, "--json").json();
        Result asked = HqeProcess.run(home, "topic", "grant", "weather");
        Result early = HqeProcess.run(home, "call", "weather.count_words", "{}");
        JsonNode granted =
                HqeProcess.run(home, "topic", "grant", "weather", "--yes", "--json").json();
        JsonNode answer =
                HqeProcess.run(home, "call", "weather.count_words", "{\"text\": \"a b c\"}").json();

        assertThat(made.out()).contains("built tools/weather.wasm", "hqe topic test " + folder);
        assertThat(check.path("ok").asBoolean()).isTrue();
        assertThat(check.at("/card/may/0/words").asString())
                .isEqualTo("read entities weather.Note");
        assertThat(test.path("passed").asInt()).isEqualTo(3);
        assertThat(pack.path("digest").asString())
                .isEqualTo(check.at("/card/digest").asString())
                .isEqualTo(granted.at("/grant/digest").asString());
        assertThat(installed.path("state").asString()).isEqualTo("ungranted");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.out()).contains("read entities weather.Note");
        assertThat(asked.err()).contains("Say --yes");
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err())
                .contains("The Topic weather is ungranted", "hqe topic grant weather");
        assertThat(granted.path("state").asString()).isEqualTo("active");
        assertThat(answer.path("words").asInt()).isEqualTo(3);
    }

    @Test
    void aCaseThatDoesNotHoldShowsWhereAndEndsWith1() throws Exception {
        HqeProcess.run(home, "topic", "new", "weather", "--dir", folder);
        Files.writeString(
                Path.of(folder, "tests/wrong.yaml"),
                """
                - name: two is three
                  tool: count_words
                  arguments: {text: one two}
                  expect: {words: 3}
                - name: it fails
                  tool: count_words
                  arguments: {text: one}
                  error: no such thing
                """);

        Result all = HqeProcess.run(home, "topic", "test", folder);
        Result one = HqeProcess.run(home, "topic", "test", folder, "--filter", "without a text");

        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.out())
                .contains(
                        "FAIL  " + folder + "/tests/wrong.yaml:1  two is three",
                        "$.words: expected 3, was 2",
                        "count_words answered {\"words\":2,\"texts\":1}",
                        "expected an error with 'no such thing', and it worked",
                        "2 of 5 cases failed");
        assertThat(one.exitCode()).isZero();
        assertThat(one.out()).contains("1 case, all hold");
    }

    @Test
    void theCasesOfAnInstalledTopicRunById() throws Exception {
        JsonNode test =
                HqeProcess.run(home, "topic", "test", "code_audit", "-f", "redact.yaml", "--json")
                        .json();

        assertThat(test.path("topic").asString()).isEqualTo("code_audit");
        assertThat(test.path("failed").asInt()).isZero();
        assertThat(test.path("passed").asInt()).isPositive();
    }

    @Test
    void printsTheSchemaOfEachFile() throws Exception {
        JsonNode topic = HqeProcess.run(home, "topic", "schema").json();
        JsonNode tests = HqeProcess.run(home, "topic", "schema", "tests").json();

        assertThat(topic.path("title").asString()).isEqualTo("topic.yaml");
        assertThat(tests.path("title").asString()).isEqualTo("tests/*.yaml");
    }

    @Test
    void saysWhatIsWrongWithTheInputAndEndsWith2() throws Exception {
        Files.createDirectories(work.resolve("full/x"));

        expect("(such as 'my_topic')", "new", "my-topic");
        expect("not empty", "new", "weather", "--dir", work + "/full");
        expect("(did you mean 'java'?)", "new", "weather", "--lang", "jva");
        expect("there is no such folder", "build", work + "/nowhere");
        expect("there is no such folder", "check", work + "/nowhere");
        expect("(did you mean 'code_audit'?)", "test", "code_adit");
        expect("none of the", "test", "code_audit", "--filter", "no such case");
        expect("(did you mean 'tests'?)", "schema", "test");
        expect("(did you mean 'code_audit'?)", "show", "code_adit");
        expect("(did you mean 'code_audit'?)", "grant", "code_adit", "--yes");
        expect("there is no such folder or zip", "install", work + "/nowhere");
        expect("came with the program and cannot be removed", "remove", "code_audit");
    }

    private void expect(String message, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "topic";
        System.arraycopy(arguments, 0, command, 1, arguments.length);

        Result result = HqeProcess.run(home, command);

        assertThat(result.err()).as(String.join(" ", command)).contains(message);
        assertThat(result.exitCode()).as(String.join(" ", command)).isEqualTo(2);
        assertThat(result.err()).doesNotContain("\tat ");
    }
}
