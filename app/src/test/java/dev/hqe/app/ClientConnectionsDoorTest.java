package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.connect.ClientConnections;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.mcp.config.Places;
import dev.hqe.ui.AgentSetup.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connecting other programs, with what they would start as processes of their own.
class ClientConnectionsDoorTest {

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private Path user = Path.of("");

    @BeforeEach
    void choose() {
        home = work.resolve("home");
        user = work.resolve("user");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        new RunningWorkbench(home, HqeProcess.installation().build()).stop(Duration.ofSeconds(60));
    }

    private ClientConnections connections() {
        return new ClientConnections(
                home,
                new Installation(
                        "test",
                        HqeProcess.installation().folder(),
                        HqeProcess.command(Main.class),
                        Extension.NONE),
                new Places("Linux", user, Map.of("HQE_HOME", home.toString())));
    }

    @Test
    void whatTheEntryNamesIsStartedAndSaysWhatItOffers() throws Exception {
        ClientConnection connection =
                connections().connection(AgentClient.CURSOR, Optional.empty());
        connection.plan().apply(Instant.now());

        Trial trial = connections().trial(connection);

        assertThat(trial)
                .isInstanceOfSatisfying(
                        Trial.Works.class, works -> assertThat(works.tools()).isNotEmpty());
    }

    @Test
    void aProfileOfTheEntryStaysUnlessAnotherIsNamed() throws Exception {
        assertThat(HqeProcess.run(home, "profile", "new", "research").exitCode()).isZero();
        connections()
                .connection(AgentClient.CURSOR, Optional.of("research"))
                .plan()
                .apply(Instant.now());

        ClientConnection again = connections().connection(AgentClient.CURSOR, Optional.empty());

        assertThat(again.launcher().args()).endsWith("mcp", "--profile", "research");
        assertThat(again.plan().isEmpty()).isTrue();
    }

    @Test
    void aProgramThatIsGoneIsNamedWithWhatToDo() throws Exception {
        ClientConnection connection = written("\"/no/such/hqe\", \"args\": [\"mcp\"]");

        Trial trial = connections().trial(connection);

        assertThat(trial)
                .isInstanceOfSatisfying(
                        Trial.Fails.class,
                        fails -> {
                            assertThat(fails.message()).contains("/no/such/hqe");
                            assertThat(fails.fix()).contains("Connect again");
                        });
    }

    @Test
    void aProgramThatSaysSomethingElseFailsWithWhatItSaid() throws Exception {
        ClientConnection connection =
                written("\"sh\", \"args\": [\"-c\", \"echo no workbench here >&2\"]");

        Trial trial = connections().trial(connection);

        assertThat(trial)
                .isInstanceOfSatisfying(
                        Trial.Fails.class,
                        fails -> assertThat(fails.said()).contains("no workbench here"));
    }

    @Test
    void theCommandTestsTheSameWay() throws Exception {
        Path file = work.resolve("mcp.json");
        List<String> cursor = List.of("connect", "cursor", "--file", file.toString());
        Result before = HqeProcess.run(home, with(cursor, "--test"));
        Result connected = HqeProcess.run(home, with(cursor, "--yes"));
        Result after = HqeProcess.run(home, with(cursor, "--test"));

        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.err()).contains("Cursor is not connected");
        assertThat(connected.exitCode()).isZero();
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(after.out()).contains("Cursor will see ");
    }

    /// A file of Cursor's with an entry of ours that starts this.
    private ClientConnection written(String command) throws Exception {
        ClientConnection connection =
                connections().connection(AgentClient.CURSOR, Optional.empty());
        Files.createDirectories(connection.file().getParent());
        Files.writeString(
                connection.file(), "{\"mcpServers\": {\"hqe\": {\"command\": " + command + "}}}");
        return connection;
    }

    private static String[] with(List<String> words, String more) {
        return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }
}
