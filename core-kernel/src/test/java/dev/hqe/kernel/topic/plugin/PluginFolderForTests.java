package dev.hqe.kernel.topic.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A plugin's folder on disk, `acme` to the problems, that a test fills.
final class PluginFolderForTests {

    static final String MANIFEST =
            """
            {
              "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
              "name": "acme.tools"
            }
            """;

    private final Path folder;

    PluginFolderForTests(Path temp) throws IOException {
        folder = temp.resolve("plugins/acme");
        write("plugin.json", MANIFEST);
    }

    Path path() {
        return folder;
    }

    Path root() throws IOException {
        return folder.toRealPath();
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// Writes a manifest with more fields behind the two that must be.
    void manifest(String fields) throws IOException {
        write("plugin.json", MANIFEST.replace("\n}", ",\n  " + fields + "\n}"));
    }

    void skill(String name, String frontmatter) throws IOException {
        write("skills/" + name + "/SKILL.md", "---\n" + frontmatter + "\n---\n# Do it\n");
    }

    void goodSkill(String name) throws IOException {
        skill(name, "name: " + name + "\ndescription: Does something.");
    }

    void servers(String members) throws IOException {
        write(
                "mcp.json",
                """
                {
                  "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
                  "mcpServers": {
                    %s
                  }
                }
                """
                        .formatted(members));
    }

    /// Writes one stdio server, `s`, with these fields on line 4.
    void stdio(String fields) throws IOException {
        servers("\"s\": {\"type\": \"stdio\", " + fields + "}");
    }

    void remote(String fields) throws IOException {
        servers("\"s\": {\"type\": \"streamable-http\", " + fields + "}");
    }

    /// A link to what lies outside the plugin.
    void linkOut(String name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    AgentPlugin read() {
        return AgentPluginReader.read(folder, "acme");
    }

    List<String> warnings() {
        return read().warnings().stream().map(Problem::toString).toList();
    }

    List<String> skillNames() {
        return read().skills().stream().map(Skill::name).toList();
    }

    List<String> serverNames() {
        return read().servers().stream().map(PluginServer::name).toList();
    }

    /// What is wrong with a plugin that is refused.
    List<String> refusal() {
        InvalidDocumentException e =
                catchThrowableOfType(InvalidDocumentException.class, this::read);
        assertThat(e).as("the plugin is refused").isNotNull();
        return e.problems().stream().map(Problem::toString).toList();
    }
}
