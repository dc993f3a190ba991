package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One workbench for all agents of a data directory, each of which starts `hqe mcp`.
class WarmFrontDoorTest {

    private static final String QUERY = "{\"name\":\"entities.query\",\"arguments\":{}}";

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private final List<AgentProcess> agents = new ArrayList<>();

    @BeforeEach
    void choose() {
        home = work.resolve("home");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        agents.forEach(AgentProcess::kill);
        running().stop(Duration.ofSeconds(60));
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home, HqeProcess.installation().build());
    }

    private AgentProcess agent() throws Exception {
        AgentProcess agent = AgentProcess.start(home);
        agents.add(agent);
        return agent;
    }

    private long workbench() throws Exception {
        return running().status().orElseThrow().path("pid").asLong();
    }

    private List<String> connected() throws Exception {
        List<String> names = new ArrayList<>();
        running()
                .status()
                .orElseThrow()
                .path("guests")
                .forEach(guest -> names.add(guest.path("name").asString()));
        return names;
    }

    @Test
    void severalAgentsStartOneWorkbenchAndShareIt() throws Exception {
        List<AgentProcess> three = List.of(agent(), agent(), agent());
        for (int i = 0; i < three.size(); i++) {
            three.get(i).introduced("agent" + i);
        }

        JsonNode tools = three.get(1).ask("tools/list", "{}");
        JsonNode call = three.get(2).call("entities.query");

        assertThat(tools.path("result").path("tools").size()).isPositive();
        assertThat(call.path("result").path("structuredContent").path("total").asInt(-1)).isZero();
        assertThat(connected()).containsExactlyInAnyOrder("agent0 1", "agent1 1", "agent2 1");
        assertThat(home.resolve("logs/workbench.log")).content().containsOnlyOnce("starting");
    }

    @Test
    void anAgentThatGoesAwayInAnyWayIsGoneInTheWorkbench() throws Exception {
        agent().introduced("stays");
        AgentProcess leaves = agent().introduced("leaves");
        AgentProcess killed = agent().introduced("killed");

        leaves.process().getOutputStream().close();
        killed.kill();

        assertThat(leaves.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(leaves.process().exitValue()).isZero();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(connected()).containsExactly("stays 1"));
    }

    @Test
    void aKilledWorkbenchIsReplacedAndItsAgentsGoOn() throws Exception {
        AgentProcess agent = agent().introduced("agent");
        agent.ask("ping", "{}");
        long first = workbench();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        ProcessHandle.of(first).ifPresent(process -> process.onExit().join());
        JsonNode tools = agent.ask("tools/list", "{}");

        assertThat(tools.path("result").path("tools").size()).isPositive();
        assertThat(workbench()).isNotEqualTo(first);
        assertThat(connected()).containsExactly("agent 1");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "there are no such pipes")
    void aLongCommandLetsOthersInAndItsAgentsGoOnInAnotherWorkbench() throws Exception {
        try (StalledIngest ingest = StalledIngest.start(home, work)) {
            AgentProcess agent = agent().introduced("agent");
            JsonNode tools = agent.ask("tools/list", "{}");
            Result status = HqeProcess.run(home, "status");
            Result entities = HqeProcess.run(home, "entities");
            long during = workbench();

            ingest.release();
            Result ended = ingest.result();
            JsonNode call = agent.ask("tools/call", QUERY);

            assertThat(tools.path("result").path("tools").size()).isPositive();
            assertThat(during).isEqualTo(ingest.process().pid());
            assertThat(status.out()).contains("kept by: hqe ingest", "agent agent, version 1");
            assertThat(entities.out()).contains("one.txt");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(call.at("/result/structuredContent/total").asInt(-1)).isOne();
            assertThat(workbench()).isNotEqualTo(during);
        }
    }

    @Test
    void statusStopAndLogsSayHowThingsStand() throws Exception {
        Result none = HqeProcess.run(home, "status");
        Result noneAsJson = HqeProcess.run(home, "status", "--json");
        agent().introduced("agent");
        Result running = HqeProcess.run(home, "status");
        long pid = workbench();
        Result stopped = HqeProcess.run(home, "stop");
        Result again = HqeProcess.run(home, "stop");
        Result logs = HqeProcess.run(home, "logs");

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.out()).contains("no workbench is running in " + home);
        assertThat(Json.MAPPER.readTree(noneAsJson.out()).path("pid").isNull()).isTrue();
        assertThat(running.out()).contains("process " + pid, "agent agent, version 1, process ");
        assertThat(stopped.out()).isEqualTo("stopped (process " + pid + ")\n");
        assertThat(ProcessHandle.of(pid).isPresent()).isFalse();
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("no workbench is running");
        assertThat(logs.out()).contains("starting, process " + pid, "ready", "ended");
    }

    @Test
    void aWorkbenchThatNobodyUsesLeaves() throws Exception {
        Process headless = HqeProcess.start(home, Main.class, "headless", "--idle", "1s");

        assertThat(headless.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(headless.exitValue()).isZero();
        assertThat(home.resolve("run/workbench.sock")).doesNotExist();
        assertThat(running().status()).isEmpty();
    }

    @Test
    void anAgentIsToldWhyThereIsNoWorkbench() throws Exception {
        Files.createDirectories(home);
        Files.createDirectory(home.resolve("workbench.db")); // where a file should be

        JsonNode answer = agent().introduce("agent");

        assertThat(answer.path("error").path("message").asString())
                .contains("the workbench could not be started", "workbench.db", "workbench.log");
    }

    @Test
    @DisabledOnOs(value = WINDOWS, disabledReason = "there are no POSIX permissions")
    void nobodyElseGetsToTheSocket() throws Exception {
        agent().introduced("agent");

        assertThat(Files.getPosixFilePermissions(home.resolve("run"))).hasSize(3);
    }
}
