package dev.hqe.mcp.context;

import static dev.hqe.mcp.context.EntityResourcesTest.AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.plugin.AgentPluginReader;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.ResourceRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SkillContextTest {

    private static final TopicId ACME = new TopicId("acme");
    private static final byte[] NO_TEXT = {(byte) 0x89, 'P', 'N', 'G', 0};

    private final Path work;
    private final Path folder;
    private final List<TopicSkill> skills;

    SkillContextTest(@TempDir Path work) throws Exception {
        this.work = work;
        folder = work.resolve("acme");
        write(
                "plugin.json",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json\","
                        + " \"name\": \"acme\"}");
        write(
                "skills/deploy-it/SKILL.md",
                """
                ---
                name: deploy-it
                description: Deploys the thing.
                metadata: {level: 3}
                user-invocable: false
                ---
                # Deploy
                Run scripts/run it+.sh with {{ nothing filled in }} and $1.
                """);
        write("skills/deploy-it/scripts/run it+.sh", "#!/bin/sh\n");
        Files.write(folder.resolve("skills/deploy-it/logo.png"), NO_TEXT);
        write("skills/plain/SKILL.md", "---\nname: plain\ndescription: Plain.\n---\nDo it.");
        write("secret.txt", "not of a skill");
        skills =
                AgentPluginReader.read(folder, "acme").skills().stream()
                        .map(skill -> new TopicSkill(ACME, skill))
                        .toList();
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Optional<ObjectNode> read(String uri) {
        return new SkillResources(skills).read(new ResourceRead(AGENT, uri, Caller.NONE));
    }

    @Test
    void givesASkillAsAPromptThatSaysWhereItsFilesAre() throws Exception {
        Prompt prompt = new SkillPrompts(skills).prompts(AGENT).getFirst();

        ObjectNode result = prompt.get(new PromptCall(AGENT, Map.of(), Caller.NONE));

        assertThat(prompt.definition().name().value()).isEqualTo("acme.deploy-it");
        assertThat(prompt.definition().json().path("description").asString())
                .isEqualTo("Deploys the thing.");
        assertThat(prompt.definition().required()).isEmpty();
        assertThat(result.path("description").asString()).isEqualTo("Deploys the thing.");
        assertThat(result.at("/messages/0/role").asString()).isEqualTo("user");
        assertThat(result.at("/messages/0/content/text").asString())
                .isEqualTo(
                        """
                        # Deploy
                        Run scripts/run it+.sh with {{ nothing filled in }} and $1.

                        ---
                        These are the instructions of the skill 'deploy-it' of the Topic 'acme'.
                        Paths in them are resources below skill://acme/deploy-it/ to be read when they are needed:
                        - skill://acme/deploy-it/logo.png
                        - skill://acme/deploy-it/scripts/run%20it%2B.sh\
                        """);
    }

    @Test
    void saysNothingOfFilesWhereThereAreNone() throws Exception {
        Prompt prompt = new SkillPrompts(skills).prompts(AGENT).getLast();

        ObjectNode result = prompt.get(new PromptCall(AGENT, Map.of(), Caller.NONE));

        assertThat(result.at("/messages/0/content/text").asString())
                .isEqualTo(
                        "Do it.\n\n---\nThese are the instructions of the skill 'plain' of the Topic"
                                + " 'acme'.");
    }

    @Test
    void listsTheSkillsFirstAndThenTheirFiles() {
        SkillResources resources = new SkillResources(skills);

        assertThat(resources.resources(AGENT))
                .extracting(one -> one.json().toString())
                .containsExactly(
                        "{\"uri\":\"skill://acme/deploy-it/SKILL.md\",\"name\":\"deploy-it\","
                                + "\"description\":\"Deploys the thing.\","
                                + "\"mimeType\":\"text/markdown\"}",
                        "{\"uri\":\"skill://acme/plain/SKILL.md\",\"name\":\"plain\","
                                + "\"description\":\"Plain.\",\"mimeType\":\"text/markdown\"}",
                        "{\"uri\":\"skill://acme/deploy-it/logo.png\","
                                + "\"name\":\"deploy-it/logo.png\","
                                + "\"description\":\"A file of the skill 'deploy-it'.\","
                                + "\"mimeType\":\"image/png\",\"size\":5}",
                        "{\"uri\":\"skill://acme/deploy-it/scripts/run%20it%2B.sh\","
                                + "\"name\":\"deploy-it/scripts/run it+.sh\","
                                + "\"description\":\"A file of the skill 'deploy-it'.\","
                                + "\"mimeType\":\"application/x-sh\",\"size\":10}");
    }

    @Test
    void readsTextAsTextAndTheRestAsBytes() {
        ObjectNode main = read("skill://acme/deploy-it/SKILL.md").orElseThrow();
        ObjectNode script = read("skill://acme/deploy-it/scripts/run%20it%2B.sh").orElseThrow();
        ObjectNode unencoded = read("skill://acme/deploy-it/scripts/run it+.sh").orElseThrow();
        ObjectNode logo = read("skill://acme/deploy-it/logo.png").orElseThrow();

        assertThat(main.at("/contents/0/text").asString()).startsWith("---\nname: deploy-it\n");
        assertThat(main.at("/contents/0/mimeType").asString()).isEqualTo("text/markdown");
        assertThat(script.at("/contents/0/text").asString()).isEqualTo("#!/bin/sh\n");
        assertThat(script.at("/contents/0/uri").asString())
                .isEqualTo("skill://acme/deploy-it/scripts/run%20it%2B.sh");
        assertThat(unencoded.at("/contents/0/text").asString()).isEqualTo("#!/bin/sh\n");
        assertThat(Base64.getDecoder().decode(logo.at("/contents/0/blob").asString()))
                .isEqualTo(NO_TEXT);
        assertThat(logo.at("/contents/0/mimeType").asString()).isEqualTo("image/png");
    }

    @Test
    void givesNoFileThatIsNotOfASkill() {
        for (String uri :
                List.of(
                        "skill://acme/deploy-it",
                        "skill://acme/deploy-it/",
                        "skill://acme/deploy-it/../../secret.txt",
                        "skill://acme/deploy-it/%2E%2E/%2E%2E/secret.txt",
                        "skill://acme/deploy-it/%zz",
                        "skill://acme/secret.txt",
                        "skill://other/deploy-it/SKILL.md",
                        "skill://index.json",
                        "hqe://topics/acme/deploy-it/SKILL.md")) {
            assertThat(read(uri)).as(uri).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void givesNoFileThatHasBecomeALinkToSomethingElse() throws Exception {
        Path logo = folder.resolve("skills/deploy-it/logo.png");
        Files.delete(logo);
        Files.createSymbolicLink(logo, Files.writeString(work.resolve("outside"), "secret"));

        assertThatThrownBy(() -> read("skill://acme/deploy-it/logo.png"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("leads out of its plugin");
    }

    @Test
    void givesNoFileThatIsTooLarge() throws Exception {
        Files.write(folder.resolve("skills/deploy-it/logo.png"), new byte[(4 << 20) + 1]);

        assertThatThrownBy(() -> read("skill://acme/deploy-it/logo.png"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("larger than 4194304 bytes");
    }

    @Test
    void completesTheVariablesOfItsTemplate() {
        SkillResources resources = new SkillResources(skills);
        String template = resources.templates(AGENT).getFirst().uriTemplate();

        assertThat(template).isEqualTo("skill://{topic}/{skill}/{+path}");
        assertThat(complete(resources, template, "topic", "a", Map.of())).containsExactly("acme");
        assertThat(complete(resources, template, "skill", "", Map.of("topic", "acme")))
                .containsExactly("deploy-it", "plain");
        assertThat(complete(resources, template, "skill", "", Map.of("topic", "other"))).isEmpty();
        assertThat(complete(resources, template, "path", "s", Map.of("skill", "deploy-it")))
                .containsExactly("SKILL.md", "scripts/run it+.sh");
        assertThat(resources.complete(request("hqe://{x}", "x", "", Map.of()))).isEmpty();
    }

    private static List<String> complete(
            SkillResources resources,
            String template,
            String argument,
            String value,
            Map<String, String> others) {
        return resources
                .complete(request(template, argument, value, others))
                .orElseThrow()
                .values();
    }

    private static CompletionRequest request(
            String template, String argument, String value, Map<String, String> others) {
        return new CompletionRequest(AGENT, template, argument, value, others);
    }

    @Test
    void makesTheEntriesOfTheSkillsExtension() {
        SkillResources resources = new SkillResources(skills);

        assertThat(resources.skills())
                .containsExactly("skill://acme/deploy-it/SKILL.md", "skill://acme/plain/SKILL.md");
        ObjectNode entry = resources.skill("skill://acme/deploy-it/SKILL.md").orElseThrow();
        assertThat(entry.path("uri").asString()).isEqualTo("skill://acme/deploy-it/SKILL.md");
        assertThat(entry.path("frontmatter"))
                .hasToString(
                        "{\"name\":\"deploy-it\",\"description\":\"Deploys the thing.\","
                                + "\"metadata\":{\"level\":3},\"user-invocable\":false}");
        assertThat(entry.path("resources").size()).isEqualTo(3);
        assertThat(entry.at("/resources/2"))
                .hasToString(
                        "{\"uri\":\"skill://acme/deploy-it/scripts/run%20it%2B.sh\","
                                + "\"digest\":\"sha256:"
                                + "a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf\","
                                + "\"size\":10}");
        assertThat(resources.skill("skill://acme/deploy-it/logo.png")).isEmpty();
    }

    @Test
    void tellsOfOtherSkills() {
        AtomicInteger told = new AtomicInteger();
        SkillResources resources = new SkillResources(skills);
        SkillPrompts prompts = new SkillPrompts(skills);
        resources.onChange(told::incrementAndGet);
        prompts.onChange(told::incrementAndGet);

        resources.reload(List.of());
        prompts.reload(List.of());

        assertThat(told).hasValue(2);
        assertThat(resources.resources(AGENT)).isEmpty();
        assertThat(resources.skills()).isEmpty();
        assertThat(prompts.prompts(AGENT)).isEmpty();
    }
}
