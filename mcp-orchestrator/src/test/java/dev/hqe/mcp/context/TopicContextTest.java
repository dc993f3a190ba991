package dev.hqe.mcp.context;

import static dev.hqe.mcp.context.EntityResourcesTest.AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.ResourceRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class TopicContextTest {

    private final Topic topic;

    TopicContextTest(@TempDir Path work) throws Exception {
        Path folder = work.resolve("notes");
        Files.createDirectories(folder.resolve("prompts"));
        Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas/note.json"), "{\"type\": \"object\"}");
        Files.writeString(folder.resolve("secret.txt"), "not named by the manifest");
        Files.writeString(
                folder.resolve("prompts/sum up.md"), "Sum up {{ what }} in {{style}} for $1.");
        Files.writeString(
                folder.resolve("prompts/report.md"),
                "{{count}} {{factor}} {{sure}} {{until}} {{tone}}");
        Files.writeString(
                folder.resolve("topic.yaml"),
                """
                id: notes
                name: Notes
                version: 1.0.0
                data_schema: {Note: schemas/note.json}
                capabilities:
                  prompts:
                    - name: summarise
                      title: Sum up
                      file: prompts/sum up.md
                      arguments:
                        - {name: what, description: Which note., required: true}
                        - {name: style, description: How., required: false}
                    - name: report
                      file: prompts/report.md
                      arguments:
                        - {name: count, type: integer, required: true}
                        - {name: factor, type: number}
                        - {name: sure, type: boolean}
                        - {name: until, type: date}
                        - {name: tone, values: [plain, formal, very formal, informal]}
                """);
        topic = TopicReader.read(folder, "notes");
    }

    @Test
    void fillsATemplateIn() throws Exception {
        Prompt prompt = new TopicPrompts(List.of(topic)).prompts(AGENT).getFirst();

        ObjectNode result =
                prompt.get(new PromptCall(AGENT, Map.of("what", "$0 \\ {{style}}"), Caller.NONE));

        assertThat(prompt.definition().name().value()).isEqualTo("notes.summarise");
        assertThat(prompt.definition().required()).containsExactly("what");
        assertThat(prompt.definition().json().path("title").asString()).isEqualTo("Sum up");
        assertThat(result.at("/messages/0/content/text").asString())
                .isEqualTo("Sum up $0 \\ {{style}} in  for $1.");
    }

    private Prompt report() {
        return new TopicPrompts(List.of(topic)).prompts(AGENT).get(1);
    }

    @Test
    void takesValuesThatAreWhatTheManifestSays() throws Exception {
        Map<String, String> arguments =
                Map.of(
                        "count",
                        "-42",
                        "factor",
                        "1.5e3",
                        "sure",
                        "true",
                        "until",
                        "2026-02-28",
                        "tone",
                        "very formal");

        ObjectNode result = report().get(new PromptCall(AGENT, arguments, Caller.NONE));

        assertThat(result.at("/messages/0/content/text").asString())
                .isEqualTo("-42 1.5e3 true 2026-02-28 very formal");
    }

    @ParameterizedTest
    @CsvSource({
        "count, four, count is a whole number such as 42",
        "count, 1.5, count is a whole number such as 42",
        "count, '', count is a whole number such as 42",
        "factor, NaN, factor is a number such as 2.5",
        "factor, 1e9999, factor is a number such as 2.5",
        "sure, yes, sure is true or false",
        "until, 2026-02-30, until is a date such as 2026-03-31",
        "until, 31.3.2026, until is a date such as 2026-03-31",
        "tone, formall, 'tone is one of plain, formal, very formal, informal'"
    })
    void saysWhichValueIsNotWhatItShouldBe(String name, String value, String problem) {
        Map<String, String> arguments = new HashMap<>(Map.of("count", "1"));
        arguments.put(name, value);

        assertThatThrownBy(() -> report().get(new PromptCall(AGENT, arguments, Caller.NONE)))
                .isInstanceOf(McpException.class)
                .hasMessageStartingWith("Prompt notes.report: ")
                .hasMessageContaining(problem);
    }

    @Test
    void saysAllThatIsWrongAtOnceAndWhatWasPerhapsMeant() {
        Map<String, String> arguments = Map.of("count", "x", "tone", "formall", "factor", "");

        assertThatThrownBy(() -> report().get(new PromptCall(AGENT, arguments, Caller.NONE)))
                .hasMessageContaining("count is")
                .hasMessageContaining("did you mean 'formal'?")
                .hasMessageNotContaining("factor");
    }

    @Test
    void completesFirstWhatBeginsSoThenWhatHasItInside() throws Exception {
        assertThat(completions("tone", ""))
                .containsExactly("plain", "formal", "very formal", "informal");
        assertThat(completions("tone", "FORM"))
                .containsExactly("formal", "very formal", "informal");
        assertThat(completions("tone", "xyz")).isEmpty();
        assertThat(completions("sure", "t")).containsExactly("true");
        assertThat(completions("count", "1")).isEmpty();
        assertThat(completions("nothing", "")).isEmpty();
    }

    private List<String> completions(String argument, String typed) throws Exception {
        return report().complete(
                        new CompletionRequest(AGENT, "notes.report", argument, typed, Map.of()))
                .values();
    }

    @Test
    void givesTheFilesThatTheManifestNamesAndNoOther() {
        TopicFiles files = new TopicFiles(List.of(topic));

        assertThat(files.resources(AGENT))
                .extracting("uri")
                .containsExactly(
                        "hqe://topics/notes/topic.yaml",
                        "hqe://topics/notes/schemas/note.json",
                        "hqe://topics/notes/prompts/sum%20up.md",
                        "hqe://topics/notes/prompts/report.md");
        assertThat(read(files, "hqe://topics/notes/schemas/note.json"))
                .contains("{\"type\": \"object\"}");
        for (String uri :
                List.of(
                        "hqe://topics/notes/secret.txt",
                        "hqe://topics/notes/../notes/topic.yaml",
                        "hqe://topics/other/topic.yaml")) {
            assertThat(files.read(new ResourceRead(AGENT, uri, Caller.NONE))).as(uri).isEmpty();
        }
    }

    private static String read(TopicFiles files, String uri) {
        return files.read(new ResourceRead(AGENT, uri, Caller.NONE))
                .orElseThrow()
                .at("/contents/0/text")
                .asString();
    }

    @Test
    void tellsOfOtherTopics() {
        AtomicInteger told = new AtomicInteger();
        TopicFiles files = new TopicFiles(List.of(topic));
        TopicPrompts prompts = new TopicPrompts(List.of(topic));
        files.onChange(told::incrementAndGet);
        prompts.onChange(told::incrementAndGet);

        files.reload(List.of());
        prompts.reload(List.of());

        assertThat(told).hasValue(2);
        assertThat(files.resources(AGENT)).isEmpty();
        assertThat(prompts.prompts(AGENT)).isEmpty();
    }
}
