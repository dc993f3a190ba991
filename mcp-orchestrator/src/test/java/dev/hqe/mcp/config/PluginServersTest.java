package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicReader;
import dev.hqe.mcp.config.HostedServerConfig.Http;
import dev.hqe.mcp.config.HostedServerConfig.Stdio;
import dev.hqe.mcp.config.HostedServerConfig.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PluginServersTest {

    private static final TopicId TOPIC = new TopicId("acme_tools");

    @TempDir private Path home = Path.of("");

    private Topic topic(String servers) throws IOException {
        Path folder = Files.createDirectories(home.resolve("topics/acme"));
        Files.writeString(
                folder.resolve("plugin.json"),
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json",
                 "name": "acme.tools"}
                """);
        Files.writeString(
                folder.resolve("mcp.json"),
                """
                {"$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json",
                 "mcpServers": {%s}}
                """
                        .formatted(servers));
        return TopicReader.read(folder, "acme");
    }

    private static HostedServerConfig own(String name) {
        return new Stdio(new ServerName(name), "x", List.of(), Map.of(), null, false, List.of());
    }

    @Test
    void aProgramRunsFromItsFolderWithADataFolderAndItsTextsAsTheyAre() throws IOException {
        Topic topic =
                topic(
                        "\"notes\": {\"type\": \"stdio\", \"command\": \"npx\", \"args\":"
                                + " [\"${secret:a}\", \"${PLUGIN_DATA}/x\"]}");

        PluginServers made = PluginServers.of(List.of(topic), home, List.of());

        Path data = home.resolve(PluginServers.DATA).resolve("acme_tools").toRealPath();
        assertThat(made.problems()).isEmpty();
        assertThat(made.servers())
                .singleElement()
                .isInstanceOfSatisfying(
                        Stdio.class,
                        server -> {
                            assertThat(server.name()).hasToString("acme_tools-notes");
                            assertThat(server.args()).containsExactly("${secret:a}", data + "/x");
                            assertThat(server.cwd()).isEqualTo(real(topic.folder()).toString());
                            assertThat(server.topic()).contains(TOPIC);
                            assertThat(server.references()).isEmpty();
                        });
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
    void theDataFolderIsItsOwnersAlone() throws IOException {
        Topic topic = topic("\"notes\": {\"type\": \"stdio\", \"command\": \"npx\"}");

        PluginServers.of(List.of(topic), home, List.of());

        Path data = home.resolve(PluginServers.DATA);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("acme_tools"))))
                .isEqualTo("rwx------");
    }

    @Test
    void anAddressKeepsTheTransportThatItNames() throws IOException {
        Topic topic =
                topic(
                        "\"a\": {\"type\": \"sse\", \"url\": \"https://example.com/sse\"},"
                                + "\"b\": {\"type\": \"streamable-http\","
                                + " \"url\": \"https://example.com/mcp\"}");

        PluginServers made = PluginServers.of(List.of(topic), home, List.of());

        assertThat(made.servers())
                .extracting(server -> ((Http) server).transport())
                .containsExactly(Transport.SSE, Transport.STREAMABLE_HTTP);
    }

    @Test
    void theNameOfAPersonsServerStaysThatServers() throws IOException {
        Topic topic =
                topic(
                        "\"notes\": {\"type\": \"stdio\", \"command\": \"npx\"},"
                                + "\"other\": {\"type\": \"stdio\", \"command\": \"npx\"}");

        PluginServers made =
                PluginServers.of(List.of(topic), home, List.of(own("Acme_Tools-notes")));

        assertThat(made.servers())
                .extracting(server -> server.name().value())
                .containsExactly("acme_tools-other");
        assertThat(made.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "acme_tools/mcp.json: server 'notes' is not hosted: its name here,"
                                + " 'acme_tools-notes', is taken by a server in mcp.json. Rename one"
                                + " of them.");
    }

    @Test
    void aNameThatDoesNotFitIsMadeToFitAndStaysTheSame() {
        ServerName odd = ServerName.of(TOPIC, "My server!");
        ServerName longer = ServerName.of(TOPIC, "x".repeat(100));

        assertThat(odd.value()).matches("acme_tools-My-server-[0-9a-f]{8}");
        assertThat(longer.value()).hasSize(40).startsWith("acme_tools-xxxx");
        assertThat(ServerName.of(TOPIC, "My server!")).isEqualTo(odd);
        assertThat(ServerName.of(TOPIC, "x".repeat(101))).isNotEqualTo(longer);
    }

    @Test
    void theyAreListedForThoseWhoLookWithoutOpeningTheWorkbench() throws IOException {
        Topic topic =
                topic(
                        "\"a\": {\"type\": \"stdio\", \"command\": \"npx\", \"env\": {\"A\": \"b\"}},"
                                + "\"b\": {\"type\": \"sse\", \"url\": \"https://example.com/sse\","
                                + " \"headers\": {\"X-A\": \"1\"}}");
        PluginServers made = PluginServers.of(List.of(topic), home, List.of());

        made.list(home);
        List<HostedServerConfig> listed = PluginServers.listed(home);
        PluginServers.NONE.list(home);

        assertThat(listed).isEqualTo(made.servers()).hasSize(2);
        assertThat(PluginServers.listed(home)).isEmpty();
    }

    @Test
    void aListThatSomebodyHasBrokenIsNone() throws IOException {
        Files.writeString(home.resolve("plugin-servers.json"), "{\"servers\": {\"a b\": 1}}");

        assertThat(PluginServers.listed(home)).isEmpty();
    }
}
