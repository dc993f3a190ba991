package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `hqe server test`, `logs` and `restart` on servers that do not do what one wants.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are shell scripts")
class ServerTrialDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectories(work.resolve("home"));
    }

    private void server(String script) throws Exception {
        Files.writeString(
                home.resolve("mcp.json"),
                """
                {"mcpServers": {"odd": {"command": "sh", "args": ["-c", "%s"]}}}
                """
                        .formatted(script));
    }

    @Test
    void showsWhatAServerSaidThatDidNotStartOnceAndLaterAgain() throws Exception {
        server("echo no such database >&2; exit 3");

        Result test = HqeProcess.run(home, "server", "test", "odd");
        Result logs = HqeProcess.run(home, "server", "logs", "odd");
        JsonNode lines = HqeProcess.run(home, "server", "logs", "odd", "--json").json();

        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.err()).contains("exit code 3").doesNotContain("WARNING");
        assertThat(logs.out()).contains("[test] no such database");
        assertThat(lines.path("lines"))
                .anySatisfy(line -> {
                    assertThat(line.path("text").asString()).isEqualTo("no such database");
                    assertThat(line.path("test").asBoolean()).isTrue();
                });
    }

    @Test
    void leavesNothingBehindWhenATestIsInterrupted() throws Exception {
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        Path up = work.resolve("up");
        server("touch " + up + "; exec sleep 600");
        Process test =
                HqeProcess.start(
                        home,
                        Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                        Main.class,
                        "server",
                        "test",
                        "odd");
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(up));

            test.destroy();

            assertThat(test.waitFor()).isNotZero();
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("hqe-server-"));
            }
        } finally {
            test.destroyForcibly();
        }
    }

    @Test
    void saysThatThereIsNothingToRestart() throws Exception {
        server("exec sleep 600");

        Result restart = HqeProcess.run(home, "server", "restart", "odd");

        assertThat(restart.exitCode()).isEqualTo(1);
        assertThat(restart.out()).isEmpty();
        assertThat(restart.err())
                .contains("no workbench is running on " + home)
                .contains("hqe server test odd");
    }
}
