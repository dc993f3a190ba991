package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `hqe serve` as a person starts it and an agent finds it.
class ServeFrontDoorTest {

    private static final Map<String, String> PASSPHRASE = Map.of("HQE_PASSPHRASE", "correct horse");

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"robot","version":"1"}}}
            """;

    private final List<Process> started = new ArrayList<>();

    @TempDir private Path work = Path.of("");

    private Path home() {
        return work.resolve("home");
    }

    @Test
    void servesWhoHasAKeyUntilItIsStopped() throws Exception {
        Result made = HqeProcess.runIn(home(), PASSPHRASE, "", "key", "new", "agent", "--json");
        String key = made.json().path("key").asString();
        Process hqe = HqeProcess.start(home(), PASSPHRASE, Main.class, "serve", "--port", "0");
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(hqe.getInputStream(), StandardCharsets.UTF_8))) {
            String line = String.valueOf(out.readLine());
            assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");
            URI endpoint = URI.create(line.substring("listening on ".length()) + "/mcp");

            HttpResponse<String> stranger = listTools(endpoint, "");
            HttpResponse<String> agent = listTools(endpoint, key);
            hqe.destroy();

            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(stranger.body()).contains("hqe key new");
            assertThat(agent.statusCode()).isEqualTo(200);
            assertThat(agent.body()).contains("entities.query");
            assertThat(hqe.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            hqe.destroyForcibly();
        }
    }

    @Test
    void letsEverybodyInOnlyOnThisMachine() throws Exception {
        Result open =
                HqeProcess.run(home(), "serve", "--no-auth", "--host", "0.0.0.0", "--port", "0");

        assertThat(open.exitCode()).isEqualTo(2);
        assertThat(open.err()).contains("--no-auth").doesNotContain("\tat ");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            Result taken = HqeProcess.run(home(), "serve", "--no-auth", "--port", port);

            assertThat(taken.exitCode()).isEqualTo(1);
            assertThat(taken.err()).contains(port, "taken").doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatThePortIsNone() throws Exception {
        Result none = HqeProcess.run(home(), "serve", "--no-auth", "--port", "99999");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("99999").doesNotContain("\tat ");
    }

    @Test
    void agentsJoinTheWorkbenchThatServes() throws Exception {
        Process serve = start(Map.of(), "serve", "--no-auth", "--port", "0");
        String address = address(serve);
        Process agent = start(Map.of(), "mcp");
        agent.getOutputStream().write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
        agent.getOutputStream().flush();
        String answer = agent.inputReader().readLine();
        JsonNode status = running().status().orElseThrow();

        Result stop = HqeProcess.run(home(), "stop");

        assertThat(answer).contains("hqe-workbench");
        assertThat(status.path("pid").asLong()).isEqualTo(serve.pid());
        assertThat(status.path("keptBy").toString()).isEqualTo("[\"" + address + "\"]");
        assertThat(status.path("guests").path(0).path("name").asString()).isEqualTo("robot 1");
        assertThat(stop.exitCode()).isZero();
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isZero();
    }

    @Test
    void servesInTheWorkbenchThatRunsAsLongAsItIsThereItself() throws Exception {
        Process headless = startHeadless(Map.of());
        Process first = start(Map.of(), "serve", "--no-auth", "--port", "0");
        Process second = start(Map.of(), "serve", "--no-auth", "--port", "0", "--json");
        URI firstEndpoint = URI.create(address(first) + "/mcp");
        JsonNode said = Json.MAPPER.readTree(second.inputReader().readLine());
        String port = Integer.toString(firstEndpoint.getPort());
        Result taken = HqeProcess.run(home(), "serve", "--no-auth", "--port", port);
        HttpResponse<String> served = listTools(firstEndpoint, "");
        JsonNode status = running().status().orElseThrow();

        first.destroyForcibly();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> running().status().orElseThrow().path("keptBy").size() == 1);
        HqeProcess.run(home(), "stop");

        assertThat(status.path("pid").asLong()).isEqualTo(headless.pid());
        assertThat(status.path("keptBy")).hasSize(2);
        assertThat(said.path("keys").asBoolean(true)).isFalse();
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err()).contains(port, "taken").doesNotContain("\tat ");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> listTools(firstEndpoint, "")).isInstanceOf(IOException.class);
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
    }

    @Test
    void waitsForAProcessThatHoldsTheDataAndLetsItGo() throws Exception {
        Process serve;
        try (WorkbenchHome _ = WorkbenchHome.open(home(), Instant.now())) {
            serve = start(Map.of(), "serve", "--no-auth", "--port", "0");
            assertThat(serve.errorReader().readLine())
                    .isEqualTo("hqe: another process holds the data, waiting for it");
        }

        String line = serve.inputReader().readLine();

        assertThat(line).startsWith("listening on ");
    }

    @Test
    void asksForKeysInTheWorkbenchThatRunsAndSaysWhatKeepsThemFromIt() throws Exception {
        Result made = HqeProcess.runIn(home(), PASSPHRASE, "", "key", "new", "agent", "--json");
        startHeadless(Map.of());
        Result locked = HqeProcess.runIn(home(), PASSPHRASE, "", "serve", "--port", "0");
        HqeProcess.run(home(), "stop");
        startHeadless(PASSPHRASE);
        Process serve = start(Map.of(), "serve", "--port", "0");
        URI endpoint = URI.create(address(serve) + "/mcp");

        HttpResponse<String> stranger = listTools(endpoint, "");
        HttpResponse<String> agent = listTools(endpoint, made.json().path("key").asString());

        assertThat(locked.exitCode()).isEqualTo(1);
        assertThat(locked.err())
                .contains("cannot read the keys", "hqe stop", "hqe serve")
                .doesNotContain("\tat ");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(agent.statusCode()).isEqualTo(200);
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home(), HqeProcess.installation().build());
    }

    private Process start(Map<String, String> environment, String... arguments) throws Exception {
        Process process = HqeProcess.start(home(), environment, Main.class, arguments);
        started.add(process);
        return process;
    }

    private Process startHeadless(Map<String, String> environment) throws Exception {
        Process headless = start(environment, "headless", "--idle", "3m");
        await().atMost(60, TimeUnit.SECONDS).until(() -> running().status().isPresent());
        return headless;
    }

    private static String address(Process serve) throws Exception {
        return String.valueOf(serve.inputReader().readLine()).substring("listening on ".length());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        running().stop(Duration.ofSeconds(60));
        started.forEach(Process::destroyForcibly);
    }

    private static HttpResponse<String> listTools(URI endpoint, String key) throws Exception {
        String body =
                """
                {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{\
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}\
                """;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/list")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
