package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.plugin.AgentPlugin.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Agent Plugins 1.0.0, §4.1, §5, §6 and §8: the package and its manifest. Each test names its
/// rule.
class PluginManifestTest {

    @TempDir Path temp;
    private PluginFolderForTests plugin;

    @BeforeEach
    void makeFolder() throws IOException {
        plugin = new PluginFolderForTests(temp);
    }

    @Test
    void readsAPluginOfAManifestAlone() {
        AgentPlugin read = plugin.read();

        assertThat(read.name()).isEqualTo("acme.tools");
        assertThat(read.version()).isEmpty();
        assertThat(read.skills()).isEmpty();
        assertThat(read.servers()).isEmpty();
        assertThat(read.warnings()).isEmpty();
        assertThat(AgentPluginReader.isPlugin(plugin.path())).isTrue();
    }

    @Test
    void readsEveryFieldOfAManifest() throws IOException {
        plugin.manifest(
                """
                "version": "1.2", "description": "Tools.", "license": "MIT",
                "author": {"name": "A", "email": "not an address", "url": "nor a url"},
                "homepage": "h", "repository": "r", "keywords": ["x", "y"],
                "extensions": {"com.example.client": {"setting": [true]}}\
                """);

        AgentPlugin read = plugin.read();

        assertThat(read.version()).isEqualTo("1.2");
        assertThat(read.description()).isEqualTo("Tools.");
        assertThat(read.author()).isEqualTo(new Author("A", "not an address", "nor a url"));
        assertThat(read.homepage()).isEqualTo("h");
        assertThat(read.repository()).isEqualTo("r");
        assertThat(read.license()).isEqualTo("MIT");
        assertThat(read.keywords()).containsExactly("x", "y");
        assertThat(read.extensions()).hasToString("{\"com.example.client\":{\"setting\":[true]}}");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void section4_1_aPluginMustHaveAManifest() throws IOException {
        Files.delete(plugin.path().resolve("plugin.json"));

        assertThat(plugin.refusal()).containsExactly("acme/plugin.json: there is no such file");
    }

    @Test
    void section4_1_refusesAFolderThatIsNotThere() throws IOException {
        Path file = plugin.write("file", "");

        assertThat(catchThrowable(() -> AgentPluginReader.read(file, "acme")))
                .hasMessage("acme: is not a folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_refusesAManifestThatIsALinkOutOfTheFolder() throws IOException {
        Path outside = Files.writeString(temp.resolve("p.json"), PluginFolderForTests.MANIFEST);
        plugin.linkOut("plugin.json", outside);

        assertThat(plugin.refusal())
                .containsExactly(
                        "acme/plugin.json: is a link to something outside the plugin's folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_followsALinkInsideTheFolder() throws IOException {
        Files.move(plugin.path().resolve("plugin.json"), plugin.path().resolve("real.json"));
        plugin.linkOut("plugin.json", Path.of("real.json"));

        assertThat(plugin.read().name()).isEqualTo("acme.tools");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link needs a right there")
    void section4_1_theRootIsTheFolderWithItsOwnLinksResolved() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), plugin.path());

        AgentPlugin read = AgentPluginReader.read(link, "acme");

        assertThat(read.root()).isEqualTo(plugin.root());
    }

    @Test
    void section5_1_readsNoManifestFromAnywhereElse() throws IOException {
        Path folder = plugin.path();
        Files.createDirectories(folder.resolve(".claude-plugin"));
        Files.move(folder.resolve("plugin.json"), folder.resolve(".claude-plugin/plugin.json"));

        assertThat(plugin.refusal()).containsExactly("acme/plugin.json: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "", "{} {}"})
    void section5_2_theManifestMustBeOneJsonObject(String text) throws IOException {
        plugin.write("plugin.json", text);

        assertThat(plugin.refusal()).hasSize(1).allMatch(p -> p.startsWith("acme/plugin.json:"));
    }

    @Test
    void section5_2_reportsAndIgnoresAnUnknownFieldWithItsLine() throws IOException {
        plugin.manifest("\"skils\": \"./elsewhere\", \"mcpServers\": {\"x\": {}}, \"keyword\": 1");

        AgentPlugin read = plugin.read();

        assertThat(read.name()).isEqualTo("acme.tools");
        assertThat(read.servers()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/plugin.json:4: unknown field 'keyword' (did you mean 'keywords'?) is"
                                + " ignored",
                        "acme/plugin.json:4: unknown field 'mcpServers' is ignored",
                        "acme/plugin.json:4: unknown field 'skils' is ignored");
    }

    @Test
    void section5_2_theSchemaIdentifierIsRequired() throws IOException {
        plugin.write("plugin.json", "{\"name\": \"a\"}");

        assertThat(plugin.refusal())
                .containsExactly(
                        "acme/plugin.json:1: '$schema' is missing: write"
                                + " \"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json\"");
    }

    @Test
    void section5_2_refusesAVersionThatItDoesNotKnowAndFetchesNothing() throws IOException {
        plugin.write(
                "plugin.json",
                """
                {
                  "$schema": "https://agent-plugins.org/schemas/9.0.0/plugin.schema.json",
                  "name": 7
                }
                """);

        assertThat(plugin.refusal())
                .singleElement()
                .asString()
                .startsWith("acme/plugin.json:2: '$schema' names no version of Agent Plugins");
    }

    @Test
    void section5_2_aSchemaIdentifierOfAnotherTypeIsRefused() throws IOException {
        plugin.write("plugin.json", "{\"$schema\": 1, \"name\": \"a\"}");

        assertThat(plugin.refusal()).singleElement().asString().contains("'$schema'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\": 1",
                "\"description\": null",
                "\"homepage\": []",
                "\"repository\": {\"url\": \"x\"}",
                "\"license\": true",
                "\"keywords\": \"a, b\"",
                "\"keywords\": [\"a\", 1]",
                "\"author\": \"A\"",
                "\"author\": {\"name\": 1}",
                "\"author\": {\"twitter\": \"x\"}",
            })
    void section5_2_aFieldOfTheWrongTypeIsFatal(String field) throws IOException {
        plugin.manifest(field);
        plugin.goodSkill("one");

        assertThat(plugin.refusal()).singleElement().asString().startsWith("acme/plugin.json:4: ");
    }

    @Test
    void section5_3_theNameIsRequired() throws IOException {
        plugin.write(
                "plugin.json",
                "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json\"}");

        assertThat(plugin.refusal()).containsExactly("acme/plugin.json:1: 'name' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-plugin", "acme.tools", "lint3r", "a", "1", "a.b-c", "a-.b"})
    void section5_5_takesAName(String name) throws IOException {
        plugin.write("plugin.json", PluginFolderForTests.MANIFEST.replace("acme.tools", name));

        assertThat(plugin.read().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "My-Plugin",
                "-start",
                "end-",
                ".start",
                "end.",
                "has--double",
                "too..many",
                "under_score",
                "a b",
                "a/b",
                "ä",
                "a\\n",
                "a2345678901234567890123456789012345678901234567890123456789012345",
            })
    void section5_5_refusesAName(String name) throws IOException {
        plugin.write("plugin.json", PluginFolderForTests.MANIFEST.replace("acme.tools", name));

        assertThat(plugin.refusal())
                .singleElement()
                .asString()
                .startsWith("acme/plugin.json:3: 'name' must be 1 to 64 of a-z 0-9 - .");
    }

    @Test
    void section8_1_reportsAndIgnoresExtensionsThatAreNoObject() throws IOException {
        plugin.manifest("\"extensions\": [\"com.example\"]");

        assertThat(plugin.read().extensions()).isEmpty();
        assertThat(plugin.warnings())
                .containsExactly(
                        "acme/plugin.json:4: 'extensions' must be an object; it is ignored");
    }

    @Test
    void section8_1_doesNotLookIntoNamespacesOfOtherClients() throws IOException {
        plugin.manifest("\"extensions\": {\"com.example\": {\"name\": 3}, \"odd name\": 5}");

        AgentPlugin read = plugin.read();

        assertThat(read.warnings()).isEmpty();
        assertThat(read.extensions().propertyNames()).containsExactly("com.example", "odd name");
    }

    @Test
    void section8_2_doesNotLookIntoFoldersOfOtherClients() throws IOException {
        plugin.write("com.example.client/skills/x/SKILL.md", "not a skill");
        plugin.write("com.example.client/mcp.json", "{");

        assertThat(plugin.read().skills()).isEmpty();
        assertThat(plugin.warnings()).isEmpty();
    }

    @Test
    void section11_3_ignoresKindsOfComponentsThatItDoesNotKnow() throws IOException {
        plugin.write("agents/reviewer.md", "x");
        plugin.write("hooks/hooks.json", "{");
        plugin.write("commands/c.md", "x");

        assertThat(plugin.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme.tools-2, acme_tools_2",
        "7zip, plugin_7zip",
        "memory, memory_plugin",
        "a234567890123456789012345678901234567890123456789, "
                + "a23456789012345678901234567890123456789012345678",
    })
    void suggestsAnIdForATopic(String name, String id) throws IOException {
        plugin.write("plugin.json", PluginFolderForTests.MANIFEST.replace("acme.tools", name));

        assertThat(plugin.read().suggestedId()).isEqualTo(new TopicId(id));
    }

    @Test
    void keepsTheNumberOfWarningsBounded() throws IOException {
        StringBuilder fields = new StringBuilder("\"x0\": 0");
        for (int i = 1; i < 1_000; i++) {
            fields.append(", \"x").append(i).append("\": 0");
        }
        plugin.manifest(fields.toString());

        assertThat(plugin.warnings()).hasSize(201).contains("acme: and more; mend these first");
    }

    @Test
    void refusesAManifestLargerThanItsBound() throws IOException {
        plugin.manifest("\"description\": \"" + "x".repeat(3 << 20) + "\"");

        assertThat(plugin.refusal()).singleElement().asString().contains("is larger than");
    }
}
