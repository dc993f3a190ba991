package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.ServerLimits;
import dev.hqe.mcp.StdioConnection;
import dev.hqe.mcp.client.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Calls are written to servers and answered to clients by the threads that make them. A client or
/// a server that does not read holds up its own calls and nothing else.
@Timeout(60)
class IsolationTest {

    /// Small enough to be written at once; a few are more than a pipe holds.
    private static final String MUCH = "x".repeat(60_000);

    @TempDir private Path folder = Path.of("");
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final PipedServers servers = new PipedServers();
    private HostBench bench;
    private McpServer server;

    @BeforeEach
    void host() throws InterruptedException {
        servers.script =
                (message, from) -> {
                    String said = message.at("/params/arguments/message").asString("");
                    if (said.equals("stop reading")) {
                        awaitQuietly(deaf);
                    }
                    String answer = said.equals("much") ? MUCH : "so be it";
                    from.answer(
                            message,
                            "{\"content\":[{\"type\":\"text\",\"text\":\"" + answer + "\"}]}");
                };
        bench = new HostBench(folder, servers).with("one", "two");
        server =
                new McpServer(
                        new ServerInfo("bench", "", "1"),
                        "",
                        bench.road,
                        List.of(),
                        List.of(),
                        ServerLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        deaf.countDown();
        bench.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A client, which reads when it is told to.
    private final class Client implements AutoCloseable {

        private final OutputStream out;
        private final BufferedReader in;
        private final StdioConnection connection;

        Client() throws IOException {
            Pipe there = Pipe.open();
            Pipe back = Pipe.open();
            out = Channels.newOutputStream(there.sink());
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    Channels.newInputStream(back.source()),
                                    StandardCharsets.UTF_8));
            connection =
                    new StdioConnection(
                            server,
                            Channels.newInputStream(there.source()),
                            Channels.newOutputStream(back.sink()),
                            ConnectionLimits.DEFAULT);
            Thread.ofPlatform().daemon().start(this::serve);
            say(
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                            + "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}");
            hear();
        }

        private void serve() {
            try {
                connection.serve();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void say(String line) {
            try {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void call(int id, String tool, String message) {
            say(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + id
                            + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
                            + tool
                            + "\",\"arguments\":{\"message\":\""
                            + message
                            + "\"}}}");
        }

        JsonNode hear() throws IOException {
            return Json.MAPPER.readTree(in.readLine());
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /// The server that has been called so often, once it has.
    private ScriptedServer called(int times) {
        return await().atMost(HostBench.LONG)
                .until(
                        () ->
                                servers.opened.stream()
                                        .filter(each -> each.heard("tools/call").size() >= times)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asString("");
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNoOther() throws Exception {
        try (Client slow = new Client();
                Client other = new Client()) {
            for (int id = 1; id <= 5; id++) {
                slow.call(id, "one.echo", "much");
                called(id);
            }

            for (int id = 1; id <= 50; id++) {
                other.call(id, "one.echo", "hello");
                assertThat(text(other.hear())).isEqualTo("so be it");
            }
            for (int id = 1; id <= 5; id++) {
                assertThat(text(slow.hear())).isEqualTo(MUCH);
            }
        }
    }

    @Test
    void aServerThatDoesNotReadHoldsUpNoOtherAndEndsItsCallWhenItDies() throws Exception {
        try (Client first = new Client();
                Client second = new Client();
                Client client = new Client()) {
            first.call(1, "one.echo", "stop reading");
            ScriptedServer one = called(1);
            second.call(1, "one.echo", MUCH);

            client.call(1, "one.echo", MUCH);
            for (int id = 2; id <= 50; id++) {
                client.call(id, "two.echo", "hello");
                assertThat(text(client.hear())).isEqualTo("so be it");
            }
            one.close();
            JsonNode ended = client.hear();
            assertThat(ended.path("id").asInt()).isEqualTo(1);
            assertThat(text(ended)).contains("server 'one'");
        }
    }

    @Test
    void aCallThatWaitsForAServerIsTakenBack() throws Exception {
        try (Client client = new Client()) {
            client.call(1, "one.echo", "stop reading");
            ScriptedServer one = called(1);

            client.say(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                            + "\"params\":{\"requestId\":1}}");
            client.call(2, "two.echo", "hello");

            assertThat(client.hear().path("id").asInt()).isEqualTo(2);
            deaf.countDown();
            await().atMost(HostBench.LONG)
                    .until(() -> !one.heard("notifications/cancelled").isEmpty());
        }
    }
}
