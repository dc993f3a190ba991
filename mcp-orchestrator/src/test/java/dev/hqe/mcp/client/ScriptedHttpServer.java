package dev.hqe.mcp.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// A real HTTP server on loopback that does what a test's script says.
final class ScriptedHttpServer implements AutoCloseable {

    /// What the server does with one request.
    interface Script {
        void received(Request request) throws IOException;
    }

    /// One request and the way to answer it.
    record Request(HttpExchange exchange, JsonNode message) {

        String verb() {
            return exchange.getRequestMethod();
        }

        String path() {
            return exchange.getRequestURI().getPath();
        }

        String method() {
            return message.path("method").asString("");
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
        }

        void status(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        }

        Request with(String header, String value) {
            exchange.getResponseHeaders().add(header, value);
            return this;
        }

        void answer(String result) throws IOException {
            with("Content-Type", "application/json").status(200, response(result));
        }

        void refuse(int status, int code, String data) throws IOException {
            with("Content-Type", "application/json")
                    .status(
                            status,
                            "{\"jsonrpc\":\"2.0\",\"id\":"
                                    + message.path("id")
                                    + ",\"error\":{\"code\":"
                                    + code
                                    + ",\"message\":\"no\",\"data\":"
                                    + data
                                    + "}}");
        }

        String response(String result) {
            return "{\"jsonrpc\":\"2.0\",\"id\":"
                    + message.path("id")
                    + ",\"result\":"
                    + result
                    + "}";
        }

        OutputStream stream() throws IOException {
            with("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            return exchange.getResponseBody();
        }
    }

    final List<Request> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    ScriptedHttpServer(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    Request request =
                            new Request(
                                    exchange,
                                    body.length == 0 ? Json.object() : Json.MAPPER.readTree(body));
                    heard.add(request);
                    script.received(request);
                });
        server.start();
    }

    URI uri(String path) {
        return URI.create(
                "http://"
                        + server.getAddress().getHostString()
                        + ":"
                        + server.getAddress().getPort()
                        + path);
    }

    HttpTransport transport(HttpAuthorization authorization) {
        return new HttpTransport(
                uri("/mcp"), Map.of("X-Api-Key", "k"), authorization, Duration.ofSeconds(5));
    }

    McpClient connect(ClientHandler handler) throws InterruptedException {
        return McpClient.connect(
                transport(HttpAuthorization.NONE),
                OwnServerTest.IDENTITY,
                handler,
                ClientLimits.DEFAULT);
    }

    List<Request> heard(String method) {
        return heard.stream().filter(request -> request.method().equals(method)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
