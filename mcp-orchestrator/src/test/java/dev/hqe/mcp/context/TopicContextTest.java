package dev.hqe.mcp.context;

import static dev.hqe.mcp.context.EntityResourcesTest.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.ResourceRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void givesTheFilesThatTheManifestNamesAndNoOther() {
        TopicFiles files = new TopicFiles(List.of(topic));

        assertThat(files.resources(AGENT))
                .extracting("uri")
                .containsExactly(
                        "hqe://topics/notes/topic.yaml",
                        "hqe://topics/notes/schemas/note.json",
                        "hqe://topics/notes/prompts/sum%20up.md");
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
