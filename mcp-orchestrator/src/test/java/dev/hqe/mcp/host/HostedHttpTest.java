package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.RestartPolicy;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.Supervisor;
import dev.hqe.mcp.process.Timers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server that is reached over HTTP.
class HostedHttpTest {

    @TempDir private Path home = Path.of("");
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (body.length == 0) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            JsonNode message = Json.MAPPER.readTree(body);
            String result =
                    switch (message.path("method").asString("")) {
                        case "initialize" ->
                                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":"
                                        + "{\"tools\":{}},\"serverInfo\":"
                                        + "{\"name\":\"web\",\"version\":\"1\"}}";
                        case "tools/list" -> "{\"tools\":[" + PipedServers.ECHO + "]}";
                        case "tools/call" ->
                                "{\"content\":[{\"type\":\"text\",\"text\":\"from afar\"}]}";
                        default -> "";
                    };
            if (message.path("id").isMissingNode()) {
                exchange.sendResponseHeaders(202, -1);
                return;
            }
            if (result.isEmpty()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] json =
                    ("{\"jsonrpc\":\"2.0\",\"id\":"
                                    + message.path("id")
                                    + ",\"result\":"
                                    + result
                                    + "}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    @Test
    void isCalledWithTheSecretThatItsHeaderNames() throws Exception {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/mcp", this::answer);
        web.start();
        HostedServerConfig config =
                new HostedServerConfig.Http(
                        new ServerName("web"),
                        "http://127.0.0.1:" + web.getAddress().getPort() + "/mcp",
                        HostedServerConfig.Transport.STREAMABLE_HTTP,
                        Map.of("Authorization", "Bearer ${secret:web:token}"),
                        false,
                        List.of());
        try (SecretStore secrets = SecretStore.inMemory();
                Secret token = Secret.of("t0ken-t0ken");
                Supervisor supervisor =
                        new Supervisor(
                                ServerLauncher.open(home, System.getenv()),
                                RestartPolicy.DEFAULT,
                                InstantSource.system(),
                                Timers.system(),
                                RandomGenerator.getDefault(),
                                fact -> {})) {
            secrets.put(new SecretName("web:token"), token);
            ServerConnector connector =
                    new ServerConnector(
                            supervisor,
                            new SecretReferences(secrets),
                            Map.of(),
                            (name, address) -> HttpAuthorization.NONE,
                            home.resolve("servers"),
                            InstantSource.system());
            try (HostBench bench = new HostBench(home.resolve("servers"), connector)) {
                bench.host.host(List.of(config));
                bench.host.connect(new ServerName("web"));

                assertThat(HostBench.text(bench.call("web.echo"))).isEqualTo("from afar");
                assertThat(authorizations).containsOnly("Bearer t0ken-t0ken");
            }
        } finally {
            web.stop(0);
        }
    }
}
