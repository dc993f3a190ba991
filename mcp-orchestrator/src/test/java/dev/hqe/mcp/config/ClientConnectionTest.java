package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.mcp.config.ClientConnection.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientConnectionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path folder = Path.of("");

    private static Launcher launcher(String program) {
        return new Launcher(program, List.of("mcp"), Map.of());
    }

    private ClientConnection connection(AgentClient client, String program) {
        String name = client == AgentClient.GOOSE ? "config.yaml" : "config.json";
        return new ClientConnection(client, folder.resolve(name), launcher(program));
    }

    @Test
    void clientFilesAreWhereHomeSays() {
        Path user = folder.resolve("user").toAbsolutePath();
        Path other = folder.resolve("other").toAbsolutePath();
        Map<String, String> environment = Map.of("HOME", other.toString());

        assertThat(Places.of("Linux", user, environment).home()).isEqualTo(other);
        assertThat(Places.of("Linux", user, environment).settings())
                .isEqualTo(other.resolve(".config"));
        assertThat(Places.of("Mac OS X", user, environment).home()).isEqualTo(other);
        assertThat(Places.of("Linux", user, Map.of("HOME", "relative")).home()).isEqualTo(user);
        assertThat(Places.of("Windows 11", user, environment).home()).isEqualTo(user);
    }

    @ParameterizedTest
    @EnumSource(AgentClient.class)
    void connectsIsIdempotentAndGoesAgain(AgentClient client) {
        ClientConnection connection = connection(client, "/opt/hqe/hqe");

        assertThat(connection.state()).isInstanceOf(State.Absent.class);
        assertThat(connection.plan().apply(NOW)).isEmpty();

        assertThat(connection.state()).isInstanceOf(State.Connected.class);
        assertThat(connection.plan().isEmpty()).isTrue();
        assertThat(connection(client, "/elsewhere/hqe").state())
                .isInstanceOfSatisfying(
                        State.Drifted.class,
                        drifted ->
                                assertThat(drifted.differences())
                                        .singleElement()
                                        .asString()
                                        .contains("/opt/hqe/hqe")
                                        .contains("/elsewhere/hqe"));
        assertThat(connection.planRemoval().apply(NOW)).isPresent();
        assertThat(connection.state()).isInstanceOf(State.Absent.class);
        assertThat(connection.planRemoval().isEmpty()).isTrue();
    }

    @Test
    void keepsEverythingElseAndWhatTheUserHasAddedToOurEntry() throws Exception {
        Path file = folder.resolve("config.json");
        String text =
                """
                {
                  // my servers
                  "servers": {
                    "hqe": {
                      "command": "/old/hqe",
                      "args": ["mcp"],
                      "env": {"LANG": "C"},
                      "dev": {"watch": "x"}
                    }, /* ours */
                    "other": {"command": "x"},
                  },
                }
                """;
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        ClientConnection.Change change = connection(AgentClient.VSCODE, "/new/hqe").plan();

        Path backup = change.apply(NOW).orElseThrow();

        assertThat(backup)
                .hasContent(text)
                .hasFileName("config.json.hqe-backup-20261122T100000.000Z");
        assertThat(Files.readString(file))
                .startsWith(
                        "{\n  // my servers\n  \"servers\": {\n    \"hqe\": {\n      \"type\": \"stdio\",\n")
                .contains("\"/new/hqe\"")
                .contains("\"LANG\": \"C\"")
                .contains("\"watch\": \"x\"")
                .endsWith("    }, /* ours */\n    \"other\": {\"command\": \"x\"},\n  },\n}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(change.diff())
                .anyMatch(line -> line.startsWith("-") && line.contains("/old/hqe"));
    }

    @Test
    void theDiffShowsNoSecretsOfOthers() throws Exception {
        String secret = "ghp_" + "abc1".repeat(9);
        Files.writeString(
                folder.resolve("config.json"),
                "{\"mcpServers\": {\n  \"a\": {\"command\": \"x\", \"env\": {\"GITHUB_TOKEN\": \""
                        + secret
                        + "\"}}\n}}");

        List<String> diff = connection(AgentClient.CURSOR, "/opt/hqe").plan().diff();

        assertThat(diff).anyMatch(line -> line.contains("\"GITHUB_TOKEN\": \"***\""));
        assertThat(String.join("\n", diff)).doesNotContain(secret);
    }

    @Test
    void refusesAFileItCannotReadAndLeavesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "{\n  \"mcpServers\": {\n");

        assertThatThrownBy(() -> connection(AgentClient.CURSOR, "/opt/hqe").plan())
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageMatching("(?s).*config.json:[0-9]+: is not valid JSON.*Mend that first");
        assertThat(file).hasContent("{\n  \"mcpServers\": {\n");
    }

    @Test
    void keepsAFewBackupsOnly() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");

        for (int i = 0; i < ConfigFile.MAX_BACKUPS + 5; i++) {
            connection(AgentClient.CURSOR, "/opt/hqe-" + i).plan().apply(NOW.plusSeconds(i));
        }

        try (var files = Files.list(folder)) {
            assertThat(files.toList()).hasSize(ConfigFile.MAX_BACKUPS + 1);
        }
    }

    @Test
    void knowsWhereEachClientKeepsItsFile() {
        Path home = Path.of("/home/ann");
        Places linux = new Places("Linux", home, Map.of());
        Places mac = new Places("Mac OS X", home, Map.of());
        Places windows = new Places("Windows 11", home, Map.of("APPDATA", "/roaming"));

        assertThat(AgentClient.CLAUDE_DESKTOP.file(mac))
                .isEqualTo(
                        home.resolve(
                                "Library/Application Support/Claude/claude_desktop_config.json"));
        assertThat(AgentClient.CLAUDE_DESKTOP.file(windows))
                .isEqualTo(Path.of("/roaming/Claude/claude_desktop_config.json"));
        assertThat(AgentClient.CLAUDE_CODE.file(linux)).isEqualTo(home.resolve(".claude.json"));
        assertThat(AgentClient.VSCODE.file(linux))
                .isEqualTo(home.resolve(".config/Code/User/mcp.json"));
        assertThat(AgentClient.CURSOR.file(mac)).isEqualTo(home.resolve(".cursor/mcp.json"));
        assertThat(AgentClient.GOOSE.file(linux))
                .isEqualTo(home.resolve(".config/goose/config.yaml"));
        assertThat(AgentClient.GOOSE.file(mac))
                .isEqualTo(home.resolve(".config/goose/config.yaml"));
        assertThat(AgentClient.GOOSE.file(windows))
                .isEqualTo(Path.of("/roaming/Block/goose/config/config.yaml"));
    }

    @Test
    void theLauncherCarriesTheDataDirectoryAndWrapsScriptsOnWindows() {
        Places windows = new Places("Windows 11", folder, Map.of());
        Places chosen = new Places("Linux", folder, Map.of("HQE_HOME", "/data/hqe"));

        assertThat(Launcher.of(List.of("C:\\hqe\\hqe.cmd"), List.of(), windows))
                .isEqualTo(new Launcher("cmd", List.of("/c", "C:\\hqe\\hqe.cmd", "mcp"), Map.of()));
        assertThat(Launcher.of(List.of("/opt/hqe"), List.of(), chosen).env())
                .containsEntry("HQE_HOME", "/data/hqe");
    }

    @ParameterizedTest
    @EnumSource(AgentClient.class)
    void isTakenBackAsIfItHadNeverBeen(AgentClient client) throws Exception {
        ClientConnection connection = connection(client, "/opt/hqe/hqe");
        ClientConnection.Change made = connection.plan();
        made.apply(NOW);
        boolean written = Files.exists(connection.file());
        made.undo();
        boolean gone = Files.notExists(connection.file());
        String before = client == AgentClient.GOOSE ? "# mine\nmodel: x\n" : "{\"mine\": 1}\n";
        Files.writeString(connection.file(), before);
        ClientConnection.Change changed = connection.plan();
        changed.apply(NOW);

        changed.undo();

        assertThat(written).isTrue();
        assertThat(gone).isTrue();
        assertThat(Files.readString(connection.file())).isEqualTo(before);
    }

    @Test
    void whatWasChangedSinceIsNotTakenBack() throws Exception {
        ClientConnection connection = connection(AgentClient.CURSOR, "/opt/hqe/hqe");
        ClientConnection.Change change = connection.plan();
        change.apply(NOW);
        Files.writeString(connection.file(), "{\"mine\": 1}\n");

        assertThatThrownBy(change::undo)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("was changed since");
        assertThat(Files.readString(connection.file())).isEqualTo("{\"mine\": 1}\n");
    }

    @ParameterizedTest
    @EnumSource(AgentClient.class)
    void saysWhatTheEntryStarts(AgentClient client) {
        ClientConnection connection = connection(client, "/opt/hqe/hqe");

        assertThat(connection.started()).isEmpty();
        connection.plan().apply(NOW);

        assertThat(connection.started()).contains(launcher("/opt/hqe/hqe"));
    }
}
