package dev.hqe.mcp.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An MCP server's metadata and an honest authorization server on one loopback port. It checks PKCE
/// and rotates refresh tokens; a test replaces the answer of a path to make it dishonest.
final class ScriptedServers implements AutoCloseable {

    /// One request that arrived.
    record Seen(String method, String path, Map<String, String> form, String authorization) {}

    /// An answer: a status, headers by name, a body.
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer json(int status, JsonNode body) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/json"),
                    Json.MAPPER.writeValueAsString(body));
        }

        static Answer error(int status, String code) {
            return json(status, Json.object().put("error", code));
        }

        static Answer redirect(String to) {
            return new Answer(302, Map.of("Location", to), "");
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final Map<String, Function<Seen, Answer>> answers = new ConcurrentHashMap<>();
    final ObjectNode resource;
    final ObjectNode metadata;

    /// What the next token answer says beside the tokens.
    volatile Optional<Integer> expiresIn = Optional.of(3_600);

    /// Whether token answers have a refresh token.
    volatile boolean refreshes = true;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger issued = new AtomicInteger();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();

    ScriptedServers() {
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        resource = Json.object().put("resource", server().toString());
        resource.putArray("authorization_servers").add(issuer());
        metadata = Json.object().put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize?tenant=a");
        metadata.put("token_endpoint", issuer() + "/token");
        metadata.put("registration_endpoint", issuer() + "/register");
        metadata.putArray("code_challenge_methods_supported").add("S256");
        metadata.putArray("token_endpoint_auth_methods_supported").add("none");
        metadata.put("authorization_response_iss_parameter_supported", true);
        answers.put(
                "/.well-known/oauth-protected-resource/mcp", seen -> Answer.json(200, resource));
        answers.put("/.well-known/oauth-authorization-server", seen -> Answer.json(200, metadata));
        answers.put("/authorize", this::authorize);
        answers.put("/token", this::token);
        answers.put("/register", this::register);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    URI server() {
        return URI.create(issuer() + "/mcp");
    }

    List<Seen> at(String path) {
        return seen.stream().filter(request -> request.path().equals(path)).toList();
    }

    long tokenRequests(String grant) {
        return at("/token").stream()
                .filter(request -> grant.equals(request.form().get("grant_type")))
                .count();
    }

    private Answer authorize(Seen request) {
        Map<String, String> query = request.form();
        String code = "code-" + issued.incrementAndGet();
        challenges.put(code, query.getOrDefault("code_challenge", ""));
        return Answer.redirect(
                query.get("redirect_uri")
                        + "?code="
                        + code
                        + "&state="
                        + encoded(query.getOrDefault("state", ""))
                        + "&iss="
                        + encoded(issuer()));
    }

    private Answer token(Seen request) {
        Map<String, String> form = request.form();
        boolean good =
                switch (form.getOrDefault("grant_type", "")) {
                    case "authorization_code" ->
                            s256(form.getOrDefault("code_verifier", ""))
                                    .equals(challenges.remove(form.getOrDefault("code", "")));
                    case "refresh_token" ->
                            refreshTokens.remove(form.getOrDefault("refresh_token", "")) != null;
                    default -> true;
                };
        return good ? tokens() : Answer.error(400, "invalid_grant");
    }

    /// The next access token, with a refresh token that is good once.
    Answer tokens() {
        int number = issued.incrementAndGet();
        refreshTokens.put("refresh-" + number, true);
        ObjectNode body = Json.object().put("access_token", "access-" + number);
        body.put("token_type", "bearer");
        if (refreshes) {
            body.put("refresh_token", "refresh-" + number);
        }
        expiresIn.ifPresent(seconds -> body.put("expires_in", seconds));
        return Answer.json(200, body);
    }

    private Answer register(Seen request) {
        return Answer.json(
                201, Json.object().put("client_id", "client-" + issued.incrementAndGet()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            String path = exchange.getRequestURI().getPath();
            Seen request =
                    new Seen(
                            exchange.getRequestMethod(),
                            path,
                            form(body.startsWith("{") || body.isEmpty() ? query : body),
                            Optional.ofNullable(
                                            exchange.getRequestHeaders().getFirst("Authorization"))
                                    .orElse(""));
            seen.add(request);
            Answer answer =
                    answers.getOrDefault(path, r -> new Answer(404, Map.of(), "")).apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : (text == null ? "" : text).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
