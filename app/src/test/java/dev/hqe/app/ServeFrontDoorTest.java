package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `hqe serve` as a person starts it and an agent finds it.
class ServeFrontDoorTest {

    private static final Map<String, String> PASSPHRASE = Map.of("HQE_PASSPHRASE", "correct horse");

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
