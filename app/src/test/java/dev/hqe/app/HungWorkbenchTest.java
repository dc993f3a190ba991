package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A workbench that is suspended while others use it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are not suspended there")
@Timeout(300)
class HungWorkbenchTest {

    /// Less patience than a person would have.
    private static final Map<String, String> IMPATIENT =
            Map.of("JDK_JAVA_OPTIONS", "-Dhqe.quiet.millis=200 -Dhqe.welcome.millis=2000");

    @TempDir private Path work = Path.of("");

    private static void signal(HeadlessProcess workbench, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + workbench.pid()).start().waitFor())
                .isZero();
    }

    @Test
    void anAgentIsToldSoAndGoesOnWhenTheWorkbenchDoes() throws Exception {
        Path home = work.resolve("home");
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            AgentProcess agent = AgentProcess.start(home, IMPATIENT).introduced("agent");
            assertThat(agent.tools()).isNotEmpty();
            signal(workbench, "STOP");

            // It stops when one of its threads has had its turn, which takes a moment.
            JsonNode told =
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> agent.ask("tools/list", "{}"), said -> said.has("error"));
            Result status = HqeProcess.runIn(home, IMPATIENT, "", "status", "--json");
            signal(workbench, "CONT");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> agent.ask("tools/list", "{}").has("result"));
            Result awake = HqeProcess.run(home, "status", "--json");
            agent.kill();

            assertThat(told.path("error").path("message").asString())
                    .contains("(process " + workbench.pid() + ") is there but does not answer")
                    .contains("hqe stop --force");
            assertThat(status.exitCode()).isEqualTo(3);
            JsonNode state = Json.MAPPER.readTree(status.out());
            assertThat(state.path("state").asString()).isEqualTo("unresponsive");
            assertThat(state.path("pid").asLong()).isEqualTo(workbench.pid());
            assertThat(awake.json().path("state").asString()).isEqualTo("running");
            Result none = HqeProcess.run(work.resolve("none"), "status", "--json");
            assertThat(none.exitCode()).isEqualTo(1);
            assertThat(Json.MAPPER.readTree(none.out()).path("state").asString()).isEqualTo("none");
        }
    }
}
