package dev.hqe.ingestion.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/// An API on this machine that says what a test tells it to say.
final class ApiServer implements AutoCloseable {

    /// What it does with a request.
    interface Script {

        void answer(HttpExchange exchange, int request) throws IOException;
    }

    private final HttpServer server;
    private final List<String> seen = new ArrayList<>();
    private volatile Script script = (exchange, request) -> send(exchange, 404, "{}");

    ApiServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int request;
        synchronized (seen) {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            request = seen.size();
        }
        try (exchange) {
            script.answer(exchange, request);
        }
    }

    void does(Script does) {
        script = does;
    }

    /// Answers everything with this JSON.
    void says(String json) {
        script = (exchange, request) -> send(exchange, 200, json);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /// The requests so far: `GET /items?page=1`.
    List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        send(exchange, status, "application/json", json);
    }

    static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /// Announces more than comes, and hangs up.
    static void sendCut(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length + 1000L);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
    }

    /// The value of a parameter of the query; empty if it is not there.
    static String parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
