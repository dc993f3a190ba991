package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.ui.Display;
import dev.hqe.ui.WorkbenchWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `hqe` without a command, beside agents and other commands, each a process of its own.
class WindowFrontDoorTest {

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"robot","version":"1"}}}
            """;

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void choose() {
        assumeThat(WorkbenchWindow.obstacle(Display.here()))
                .as("what JavaFX lacks on this system")
                .isEmpty();
        home = work.resolve("home");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        running().stop(Duration.ofSeconds(60));
        started.forEach(Process::destroyForcibly);
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home, HqeProcess.installation().build());
    }

    private Process start(Map<String, String> environment, String... arguments) throws Exception {
        Process process = HqeProcess.start(home, environment, Main.class, arguments);
        started.add(process);
        return process;
    }

    private JsonNode awaitKeptByWindow() {
        return await().atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> running().status(),
                        status -> status.toString().contains("\"keptBy\":[\"window\"]"))
                .orElseThrow();
    }

    @Test
    void agentsJoinTheWorkbenchOfTheWindowUntilAllIsStopped() throws Exception {
        Process window = start(Map.of());
        long pid = awaitKeptByWindow().path("pid").asLong();
        Process agent = start(Map.of(), "mcp");
        agent.getOutputStream().write(INITIALIZE.getBytes(UTF_8));
        agent.getOutputStream().flush();
        String answer = agent.inputReader().readLine();
        Optional<JsonNode> status = running().status();

        Result stop = HqeProcess.run(home, "stop");

        assertThat(pid).isEqualTo(window.pid());
        assertThat(answer).contains("hqe-workbench");
        assertThat(status.orElseThrow().path("guests").path(0).path("name").asString())
                .isEqualTo("robot 1");
        assertThat(stop.out()).isEqualTo("stopped (process " + pid + ")\n");
        assertThat(window.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(window.exitValue()).isZero();
    }

    @Test
    void aHeadlessWorkbenchShowsTheWindowUntilItIsStopped() throws Exception {
        Process headless = start(Map.of(), "headless", "--idle", "30s");
        await().atMost(60, TimeUnit.SECONDS).until(() -> running().status().isPresent());
        Process asker = start(Map.of());
        long pid = awaitKeptByWindow().path("pid").asLong();

        HqeProcess.run(home, "stop");

        assertThat(pid).isEqualTo(headless.pid());
        assertThat(asker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asker.exitValue()).isZero();
        assertThat(asker.errorReader().readLine()).isNull();
    }

    @Test
    void whoWaitsIsToldThatTheWorkbenchDied() throws Exception {
        Process window = start(Map.of());
        awaitKeptByWindow();
        Process asker = start(Map.of());
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> running().status().toString().contains("\"name\":\"hqe\""));

        window.destroyForcibly();

        assertThat(asker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asker.exitValue()).isEqualTo(1);
        assertThat(asker.errorReader().readLine()).contains("the workbench has ended");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "displays have no names elsewhere")
    void aDisplayThatCannotBeOpenedLeavesTheWorkbenchUnharmed() throws Exception {
        Map<String, String> desktop = Map.of(HqeProcess.PLATFORM, "gtk", "DISPLAY", ":4711");
        start(Map.of(HqeProcess.PLATFORM, "gtk", "DISPLAY", ""), "headless", "--idle", "3m");
        await().atMost(60, TimeUnit.SECONDS).until(() -> running().status().isPresent());

        Result refused = HqeProcess.runIn(home, desktop, "");
        Result again = HqeProcess.runIn(home, desktop, "");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("hqe: ").doesNotContain("\tat ");
        assertThat(again.err()).isEqualTo(refused.err());
        assertThat(running().status()).isPresent();
    }
}
