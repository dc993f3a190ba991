package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.client.ScriptedHttpServer.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Both eras over real HTTP on loopback.
class HttpClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /// Answers what opens a legacy session, and leaves the rest to the script.
    private static ScriptedHttpServer legacy(ScriptedHttpServer.Script script) throws IOException {
        AtomicInteger sessions = new AtomicInteger();
        return new ScriptedHttpServer(request -> {
            switch (request.method()) {
                case "server/discover" -> request.status(400, "Bad Request: no session");
                case "initialize" ->
                        request.with("Mcp-Session-Id", "s" + sessions.incrementAndGet())
                                .answer(EraTest.initialized("2025-06-18"));
                case "notifications/initialized" -> request.status(202, "");
                default -> {
                    if (request.verb().equals("DELETE")) {
                        request.status(200, "");
                    } else {
                        script.received(request);
                    }
                }
            }
        });
    }

    private static ScriptedHttpServer modern(ScriptedHttpServer.Script script) throws IOException {
        return new ScriptedHttpServer(request -> {
            if (request.method().equals("server/discover")) {
                request.answer(EraTest.DISCOVERED);
            } else {
                script.received(request);
            }
        });
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void aLegacySessionIsNamedInEveryRequestAndEndedAtTheEnd()
            throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                legacy(request -> {
                    if (request.verb().equals("GET")) {
                        request.status(405, "");
                    } else {
                        request.answer("{\"tools\":[]}");
                    }
                })) {

            server.connect(ClientHandler.NONE).close();

            await().atMost(LONG)
                    .until(() -> server.heard.stream().anyMatch(r -> r.verb().equals("DELETE")));
            assertThat(server.heard("initialize").getFirst().header("Mcp-Session-Id")).isEmpty();
            assertThat(server.heard("initialize").getFirst().header("MCP-Protocol-Version"))
                    .isEmpty();
            for (Request request : server.heard) {
                assertThat(request.header("X-Api-Key")).contains("k");
                if (!request.method().equals("initialize")
                        && !request.method().equals("server/discover")) {
                    assertThat(request.header("Mcp-Session-Id")).contains("s1");
                    assertThat(request.header("MCP-Protocol-Version")).contains("2025-06-18");
                    assertThat(request.header("Mcp-Method")).isEmpty();
                }
            }
        }
    }

    @Test
    void aLostSessionIsOpenedAnewAndTheRequestMadeAgain() throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                        legacy(request -> {
                            if (request.verb().equals("GET")) {
                                request.status(405, "");
                            } else if (request.header("Mcp-Session-Id").equals(Optional.of("s1"))) {
                                request.refuse(404, -32001, "null");
                            } else {
                                request.answer("{\"ok\":1}");
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {

            RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThat(server.heard("initialize")).hasSize(2);
        }
    }

    @Test
    void theServersOwnStreamIsHeardAndItsQuestionsAreAnswered()
            throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        ConversationTest.Host host = new ConversationTest.Host();
        BlockingQueue<Request> answers = new LinkedBlockingQueue<>();
        try (ScriptedHttpServer server =
                        legacy(request -> {
                            if (request.verb().equals("GET")) {
                                try (OutputStream out = request.stream()) {
                                    write(
                                            out,
                                            """
                                            : hello

                                            data: {"jsonrpc":"2.0",
                                            data: "method":"notifications/tools/list_changed"}

                                            data: {"jsonrpc":"2.0","id":7,
                                            data: "method":"roots/list"}

                                            """);
                                    over.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            } else {
                                request.status(202, "");
                                answers.add(request);
                            }
                        });
                McpClient client = server.connect(host)) {

            await().atMost(LONG).until(() -> host.heard.contains(new ServerNotice.ToolsChanged()));
            Request answer = answers.take();

            assertThat(answer.message().path("id").asInt()).isEqualTo(7);
            assertThat(answer.message().at("/result/roots/0/name").asString()).isEqualTo("project");
            assertThat(client.malformed()).isZero();
        } finally {
            over.countDown();
        }
    }

    @Test
    void aBrokenLegacyStreamIsTakenUpWhereItEnded() throws IOException, InterruptedException {
        BlockingQueue<Request> calls = new LinkedBlockingQueue<>();
        try (ScriptedHttpServer server =
                        legacy(request -> {
                            if (request.verb().equals("POST")) {
                                calls.add(request);
                                try (OutputStream out = request.stream()) {
                                    write(out, "id: e1\nretry: 10\ndata: \n\n");
                                }
                            } else if (request.header("Last-Event-ID").isEmpty()) {
                                request.status(405, "");
                            } else {
                                String answer = calls.element().response("{\"ok\":1}");
                                try (OutputStream out = request.stream()) {
                                    write(out, "id: e2\ndata: " + answer + "\n\n");
                                }
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {

            RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThat(server.heard.stream().filter(r -> r.verb().equals("GET")))
                    .anyMatch(r -> r.header("Last-Event-ID").equals(Optional.of("e1")));
        }
    }

    @Test
    void aBrokenModernStreamLosesTheCall() throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                        modern(request -> {
                            try (OutputStream out = request.stream()) {
                                write(out, "id: e1\ndata: \n\n");
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {

            assertThatThrownBy(() -> client.request("x/y", Params.NONE, RequestOptions.DEFAULT))
                    .isInstanceOf(ClientException.Lost.class)
                    .hasMessageContaining("stream ended before the answer");
        }
    }

    /// A server of 2024-11-05.
    ///
    /// @param events what goes out on its stream
    /// @param posted how it answers a POST where its stream is
    private static ScriptedHttpServer older(
            BlockingQueue<String> events, ScriptedHttpServer.Script posted) throws IOException {
        return new ScriptedHttpServer(request -> {
            if (request.verb().equals("GET")) {
                try (OutputStream out = request.stream()) {
                    write(out, "event: endpoint\ndata: /messages?s=1\n\n");
                    while (true) {
                        write(out, "event: message\r\n" + events.take());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else if (request.path().equals("/mcp")) {
                posted.received(request);
            } else {
                request.with("Content-Type", "text/plain").status(202, "Accepted");
                String result =
                        request.method().equals("initialize")
                                ? EraTest.initialized("2024-11-05")
                                : "{\"ok\":1}";
                if (request.message().has("id")) {
                    events.add("data: " + request.response(result) + "\r\n\r\n");
                }
            }
        });
    }

    @Test
    void anOlderServerIsSpokenToOverItsOneStream() throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                        older(new LinkedBlockingQueue<>(), request -> request.status(405, ""));
                McpClient client = server.connect(ClientHandler.NONE)) {

            RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThat(client.server().version()).isEqualTo("2024-11-05");
            assertThat(client.malformed()).isZero();
        }
    }

    private static McpClient connectOldKind(ScriptedHttpServer server) throws InterruptedException {
        return McpClient.connect(
                HttpTransport.ofOldKind(server.uri("/mcp"), Map.of(), HttpAuthorization.NONE, LONG),
                OwnServerTest.IDENTITY,
                ClientHandler.NONE,
                ClientLimits.DEFAULT);
    }

    @Test
    void oneThatIsKnownToBeOlderIsSentNothingBeforeItsStreamIsOpen()
            throws IOException, InterruptedException {
        // A status that no server of 2024-11-05 is known by.
        try (ScriptedHttpServer server =
                        older(new LinkedBlockingQueue<>(), request -> request.status(500, ""));
                McpClient client = connectOldKind(server)) {

            RawJson got = client.request("x/y", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThat(server.heard.getFirst().verb()).isEqualTo("GET");
            assertThat(server.heard).noneMatch(request -> request.method().contains("discover"));
        }
    }

    @Test
    void oneThatIsNotOlderAfterAllIsRefusedWithTheReason() throws IOException {
        try (ScriptedHttpServer server = modern(request -> request.status(405, ""))) {
            assertThatThrownBy(() -> connectOldKind(server))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("opens no event stream as HTTP+SSE (2024-11-05) has it")
                    .hasMessageContaining("status 405");
        }
    }

    @Test
    void aModernRequestRepeatsItselfInHeaders() throws IOException, InterruptedException {
        ConversationTest.Host host = new ConversationTest.Host();
        try (ScriptedHttpServer server =
                        modern(request -> {
                            if (request.method().equals("tools/list")) {
                                request.answer(
                                        """
                                        {"tools":[{"name":"größe","inputSchema":{"type":"object",
                                        "properties":{"region":{"type":"string","x-mcp-header":"Region"},
                                        "deep":{"type":"object","properties":{"n":{"type":"integer",
                                        "x-mcp-header":"N"}}},"flag":{"type":"boolean",
                                        "x-mcp-header":"Flag"}}}},
                                        {"name":"bad","inputSchema":{"type":"object","properties":
                                        {"a":{"type":"number","x-mcp-header":"A"}}}}]}\
                                        """);
                            } else {
                                request.answer("{\"content\":[]}");
                            }
                        });
                McpClient client = server.connect(host)) {

            List<String> names =
                    client.listTools().items().stream()
                            .map(tool -> tool.path("name").asString())
                            .toList();
            client.callTool(
                    "größe",
                    RawJson.of("{\"region\":\" eu\",\"deep\":{\"n\":42.0},\"flag\":null}"),
                    RequestOptions.DEFAULT);

            Request call = server.heard("tools/call").getFirst();
            assertThat(names).containsExactly("größe");
            assertThat(call.header("Mcp-Method")).contains("tools/call");
            assertThat(call.header("Mcp-Name")).contains("=?base64?Z3LDtsOfZQ==?=");
            assertThat(call.header("Mcp-Param-Region")).contains("=?base64?IGV1?=");
            assertThat(call.header("Mcp-Param-N")).contains("42");
            assertThat(call.header("Mcp-Param-Flag")).isEmpty();
            assertThat(call.header("MCP-Protocol-Version")).contains("2026-07-28");
            await().atMost(LONG)
                    .until(() ->
                            host.heard.stream()
                                    .anyMatch(notice -> notice.toString().contains("tool bad")));
        }
    }

    @Test
    void aToolWhoseHeadersAreOtherOnesByNowIsListedAgain()
            throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                        modern(request -> {
                            if (request.method().equals("tools/list")) {
                                request.answer(
                                        """
                                        {"tools":[{"name":"t","inputSchema":{"properties":{"a":
                                        {"type":"string","x-mcp-header":"A"}}}}]}\
                                        """);
                            } else if (request.header("Mcp-Param-A").isEmpty()) {
                                request.refuse(400, -32020, "null");
                            } else {
                                request.answer("{\"ok\":1}");
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {

            RawJson got = client.callTool("t", RawJson.of("{\"a\":\"b\"}"), RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
        }
    }

    @Test
    void anInterruptedModernCallClosesItsStream() throws IOException, InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch calling = new CountDownLatch(1);
        try (ScriptedHttpServer server =
                        modern(request -> {
                            try (OutputStream out = request.stream()) {
                                calling.countDown();
                                while (true) {
                                    write(out, ": still there\n");
                                }
                            } catch (IOException e) {
                                gone.countDown();
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    client.request("x/y", Params.NONE, RequestOptions.DEFAULT);
                                } catch (InterruptedException | ClientException e) {
                                    // Left as it should.
                                }
                            });
            calling.await();

            caller.interrupt();
            caller.join();

            gone.await();
            assertThat(server.heard("notifications/cancelled")).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                        modern(request -> request.answer("{\"a\":\"" + "x".repeat(5_000) + "\"}"));
                McpClient client =
                        McpClient.connect(
                                server.transport(HttpAuthorization.NONE),
                                OwnServerTest.IDENTITY,
                                ClientHandler.NONE,
                                ClientLimits.DEFAULT.withMessageBytes(4_096))) {

            assertThatThrownBy(() -> client.request("x/y", Params.NONE, RequestOptions.DEFAULT))
                    .isInstanceOf(ClientException.Lost.class)
                    .hasMessageContaining("larger than 4096 bytes");
        }
    }

    @Test
    void aChallengeIsPassedToTheAuthorizationAndTheRequestMadeAgain()
            throws IOException, InterruptedException {
        List<String> challenges = new CopyOnWriteArrayList<>();
        HttpAuthorization authorization =
                new HttpAuthorization() {
                    @Override
                    public Optional<String> header(URI server) {
                        return challenges.isEmpty()
                                ? Optional.empty()
                                : Optional.of("Bearer t" + challenges.size());
                    }

                    @Override
                    public boolean challenged(URI server, int status, List<String> wanted) {
                        challenges.add(status + " " + wanted);
                        return true;
                    }
                };
        try (ScriptedHttpServer server =
                        modernBehind("Bearer t2", request -> request.answer("{\"ok\":1}"));
                McpClient client =
                        McpClient.connect(
                                server.transport(authorization),
                                OwnServerTest.IDENTITY,
                                ClientHandler.NONE,
                                ClientLimits.DEFAULT)) {

            assertThat(client.server().era()).isEqualTo(ServerEra.MODERN);
            assertThat(challenges)
                    .containsExactly("401 [Bearer realm=\"x\"]", "401 [Bearer realm=\"x\"]");
        }
    }

    private static ScriptedHttpServer modernBehind(String header, ScriptedHttpServer.Script script)
            throws IOException {
        return new ScriptedHttpServer(request -> {
            if (!request.header("Authorization").equals(Optional.of(header))) {
                request.with("WWW-Authenticate", "Bearer realm=\"x\"").status(401, "");
            } else if (request.method().equals("server/discover")) {
                request.answer(EraTest.DISCOVERED);
            } else {
                script.received(request);
            }
        });
    }

    @Test
    void aServerThatWantsAuthorizationIsNotTakenForLegacy() throws IOException {
        try (ScriptedHttpServer server = modernBehind("never", request -> {})) {

            assertThatThrownBy(() -> server.connect(ClientHandler.NONE))
                    .isInstanceOfSatisfying(
                            ClientException.HttpRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));
            assertThat(server.heard("initialize")).isEmpty();
        }
    }

    @Test
    void aRedirectIsFollowedWithinItsOriginOnly() throws IOException, InterruptedException {
        List<Request> elsewhere = new CopyOnWriteArrayList<>();
        try (ScriptedHttpServer other =
                        new ScriptedHttpServer(request -> {
                            elsewhere.add(request);
                            request.status(200, "");
                        });
                ScriptedHttpServer server =
                        modern(request -> {
                            if (request.path().equals("/moved")) {
                                request.answer("{\"ok\":1}");
                            } else {
                                String to =
                                        request.method().equals("x/near")
                                                ? "/moved"
                                                : other.uri("/moved").toString();
                                request.with("Location", to).status(307, "");
                            }
                        });
                McpClient client = server.connect(ClientHandler.NONE)) {

            RawJson got = client.request("x/near", Params.NONE, RequestOptions.DEFAULT);

            assertThat(got).hasToString("{\"ok\":1}");
            assertThatThrownBy(() -> client.request("x/far", Params.NONE, RequestOptions.DEFAULT))
                    .isInstanceOfSatisfying(
                            ClientException.HttpRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(307));
            assertThat(elsewhere).isEmpty();
        }
    }

    @Test
    void headersThatAreTheProtocolsOwnCannotBeConfigured() {
        assertThatThrownBy(() ->
                        new HttpTransport(
                                URI.create("http://127.0.0.1/mcp"),
                                Map.of("mcp-session-id", "x"),
                                HttpAuthorization.NONE,
                                LONG))
                .hasMessageContaining("mcp-session-id")
                .hasMessageContaining("remove it");
    }
}
