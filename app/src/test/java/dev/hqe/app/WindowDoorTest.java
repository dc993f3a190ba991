package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.cli.HqeCommand;
import dev.hqe.app.door.FrontDoor;
import dev.hqe.kernel.json.Json;
import dev.hqe.ui.Display;
import dev.hqe.ui.WorkbenchWindow;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The window of a workbench that others use as well: it opens and closes in the process of the
/// workbench, here this one, where a test can reach into it.
class WindowDoorTest {

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"robot","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"entities.query",\
            "arguments":{}}}
            """;

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private Workbench workbench;
    private FrontDoor door;

    @BeforeEach
    void open() throws Exception {
        assumeThat(WorkbenchWindow.obstacle(Display.here()))
                .as("what JavaFX lacks on this system")
                .isEmpty();
        home = work.resolve("home");
        Installation installation = HqeProcess.installation();
        workbench = Workbench.open(home, installation);
        door = HqeCommand.openDoor(workbench, installation);
    }

    @AfterEach
    void close() throws Exception {
        if (door != null) {
            door.close();
            workbench.close();
        }
    }

    @Test
    void anAgentIsToldWhatThePersonAtTheWindowSays() throws Exception {
        HqeProcess.run(home, "policy", "ask", "--tool", "entities.query");
        door.window().show(Display.here());
        Process agent = HqeProcess.start(home, Main.class, "mcp");
        try (BufferedReader answers = agent.inputReader()) {
            agent.getOutputStream().write(INITIALIZE.getBytes(UTF_8));
            agent.getOutputStream().flush();
            await().atMost(60, TimeUnit.SECONDS).until(() -> fx(() -> find("#approval") != null));
            String asked = fx(() -> find("#approval").getAccessibleText());

            // The first presses do not count: the question has only just appeared.
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() ->
                            fx(() -> {
                                if (find("#approval-allow") instanceof Button allow) {
                                    allow.fire();
                                }
                                return find("#approval") == null;
                            }));
            answers.readLine(); // to initialize
            JsonNode answer = Json.MAPPER.readTree(answers.readLine());

            assertThat(asked).contains("entities.query");
            assertThat(answer.path("id").asInt()).isEqualTo(1);
            assertThat(answer.path("result").path("structuredContent").path("total").asInt(-1))
                    .isZero();
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void aSecondHqeOpensTheWindowAndWaitsUntilItIsClosed() throws Exception {
        Process first = HqeProcess.start(home, Main.class);
        awaitWindows(1);
        Result status = HqeProcess.run(home, "status");
        Process second = HqeProcess.start(home, Main.class);
        await().atMost(60, TimeUnit.SECONDS).until(() -> door.guests().list().size() == 2);
        int windows = fx(() -> javafx.stage.Window.getWindows().size());

        closeWindow();

        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(second.exitValue()).isZero();
        assertThat(first.errorReader().readLine()).isNull();
        assertThat(status.out())
                .contains("process " + ProcessHandle.current().pid(), "kept by: window")
                .contains("command hqe, process " + first.pid());
        assertThat(windows).isEqualTo(1);
    }

    @Test
    void theWindowOpensAgainAndStaysWhenTheAskerIsKilled() throws Exception {
        door.window().show(Display.here());
        awaitWindows(1);
        closeWindow();
        awaitWindows(0);

        Process asker = HqeProcess.start(home, Main.class);
        awaitWindows(1);
        await().atMost(60, TimeUnit.SECONDS).until(() -> door.guests().list().size() == 1);
        asker.destroyForcibly();

        await().atMost(20, TimeUnit.SECONDS).until(() -> door.guests().list().isEmpty());
        assertThat(fx(() -> javafx.stage.Window.getWindows().size())).isEqualTo(1);
        assertThat(door.guests().keepers()).containsExactly("window");
    }

    @Test
    void aClosedWindowLeavesTheWorkbenchToThoseWhoUseIt() throws Exception {
        Window.Showing showing = door.window().show(Display.here());
        Process agent = HqeProcess.start(home, Main.class, "mcp");
        agent.getOutputStream().write(INITIALIZE.getBytes(UTF_8));
        agent.getOutputStream().flush();
        BufferedReader answers = agent.inputReader();
        answers.readLine();

        closeWindow();

        showing.gone().get(20, TimeUnit.SECONDS);
        assertThat(door.guests().keepers()).isEmpty();
        assertThat(door.shutIfUnused()).isFalse();
        assertThat(answers.readLine()).contains("structuredContent");
        agent.getOutputStream().close();
        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(20, TimeUnit.SECONDS).until(door::shutIfUnused);
    }

    @Test
    void aWorkbenchOfAnotherBuildSaysSoToWhoWantsTheWindowOrHttp() throws Exception {
        door.close();
        Path jar = work.resolve("other/lib/hqe-app.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "another build");
        Installation other =
                new Installation(
                        "test",
                        work.resolve("other"),
                        HqeProcess.installation().command(),
                        Extension.NONE);
        door = HqeCommand.openDoor(workbench, other);
        door.window().show(Display.here());

        Result window = HqeProcess.run(home);
        Result serve = HqeProcess.run(home, "serve", "--no-auth", "--port", "0");

        for (Result refused : new Result[] {window, serve}) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("hqe: the workbench that is running (process ")
                    .contains("of another build", "hqe stop")
                    .doesNotContain("\tat ");
        }
    }

    private static void awaitWindows(int count) {
        await().atMost(60, TimeUnit.SECONDS).until(() -> windowsOrNone() == count);
    }

    /// Before JavaFX runs there is none.
    private static int windowsOrNone() {
        try {
            return fx(() -> javafx.stage.Window.getWindows().size());
        } catch (IllegalStateException notStarted) {
            return 0;
        }
    }

    private static void closeWindow() {
        fx(() -> {
            javafx.stage.Window.getWindows().getFirst().hide();
            return true;
        });
    }

    private static Node find(String selector) {
        return javafx.stage.Window.getWindows().getFirst().getScene().getRoot().lookup(selector);
    }

    private static <T> T fx(Supplier<T> asked) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(asked.get());
            } catch (Throwable e) { // handed to the test
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
