package dev.hqe.mcp.http;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The MCP endpoint, and the documents that say where it is. Everything that every request has to
/// pass is in [#handle], from top to bottom; what the protocol makes of it is in [Endpoint].
/// Thread-safe.
public final class McpHttpHandler extends Handler.Abstract {

    /// Where the endpoint is.
    public static final String ENDPOINT = "/mcp";

    private static final System.Logger LOG = System.getLogger(McpHttpHandler.class.getName());

    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final Pattern TOKEN = Pattern.compile("[!-~&&[^\\s\"\\\\]]{1,4096}");
    private static final Set<String> ALLOWED_HEADERS =
            Set.of(
                    "accept",
                    "authorization",
                    "content-type",
                    "last-event-id",
                    "mcp-method",
                    "mcp-name",
                    "mcp-protocol-version",
                    "mcp-session-id");

    private final HttpSettings settings;
    private final HttpLimits limits;
    private final Door door;
    private final Authenticator authenticator;
    private final Documents documents;
    private final Endpoint endpoint;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final Semaphore quiet = new Semaphore(0);
    private volatile boolean stopping;

    /// @param server what is served
    /// @param authenticator [Authenticator#NOBODY_ASKED] for a server without keys
    public McpHttpHandler(McpServer server, HttpSettings settings, Authenticator authenticator) {
        this.settings = settings;
        this.limits = settings.limits();
        this.door = new Door(settings);
        this.authenticator = authenticator;
        this.documents =
                new Documents(server.info(), !authenticator.equals(Authenticator.NOBODY_ASKED));
        this.endpoint = new Endpoint(server, limits);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // A call may take longer than a connection may be silent.
        request.addIdleTimeoutListener(timeout -> false);
        Exchange exchange = begin(request, response, callback);
        try {
            response.getHeaders().put(NO_SNIFFING);
            admit(exchange, response);
        } catch (RuntimeException e) {
            // The edge to the network: one request that hits a defect ends with that request.
            LOG.log(Level.ERROR, () -> "an HTTP request broke with " + QuietTrace.of(e));
            exchange.refuse(500, RpcError.INTERNAL_ERROR, "Internal error");
        }
        return true;
    }

    private Exchange begin(Request request, Response response, Callback callback) {
        Exchange[] self = new Exchange[1];
        Exchange exchange = new Exchange(request, response, callback, () -> end(self[0]));
        self[0] = exchange;
        open.incrementAndGet();
        exchanges.add(exchange);
        return exchange;
    }

    private void end(Exchange exchange) {
        if (exchanges.remove(exchange) && open.decrementAndGet() == 0 && stopping) {
            quiet.release();
        }
    }

    private void admit(Exchange exchange, Response response) {
        Request request = exchange.request();
        HttpFields headers = exchange.headers();
        Optional<String> objection = door.objection(headers, Request.getLocalPort(request));
        if (objection.isPresent()) {
            exchange.refuse(403, RpcError.INVALID_REQUEST, objection.get());
            return;
        }
        if (stopping || open.get() > limits.requests()) {
            String why = stopping ? "the server is stopping" : "too many requests are open";
            exchange.refuse(503, RpcError.INTERNAL_ERROR, "Service unavailable: " + why);
            return;
        }
        allowOrigin(headers, response);
        String path = request.getHttpURI().getCanonicalPath();
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            preflight(exchange, response);
            return;
        }
        if (path == null || !path.equals(ENDPOINT)) {
            document(exchange, response, path == null ? "" : path);
            return;
        }
        Optional<Access> access = authenticate(exchange, response);
        if (access.isEmpty()) {
            return;
        }
        switch (method) {
            case "POST" -> endpoint.post(exchange, access.get());
            case "GET" -> endpoint.get(exchange, access.get());
            case "DELETE" -> endpoint.delete(exchange, access.get());
            default -> notAllowed(exchange, "POST, GET, DELETE");
        }
    }

    private Optional<Access> authenticate(Exchange exchange, Response response) {
        List<String> given = exchange.headers().getValuesList(HttpHeader.AUTHORIZATION);
        String token = bearer(given);
        return switch (authenticator.authenticate(token)) {
            case Authenticator.Outcome.Known(Access access) -> {
                exchange.admittedWhile(() -> isStill(access, token));
                yield Optional.of(access);
            }
            case Authenticator.Outcome.Unknown(String message) -> {
                String error = given.isEmpty() ? "" : ", error=\"invalid_token\"";
                challenge(exchange, response, error);
                exchange.refuse(401, RpcError.INVALID_REQUEST, message);
                yield Optional.empty();
            }
            case Authenticator.Outcome.Forbidden(String message) -> {
                challenge(exchange, response, ", error=\"insufficient_scope\"");
                exchange.refuse(403, RpcError.INVALID_REQUEST, message);
                yield Optional.empty();
            }
        };
    }

    /// A key may be revoked while its holder listens or waits.
    private boolean isStill(Access access, String token) {
        try {
            return authenticator.authenticate(token)
                            instanceof Authenticator.Outcome.Known(Access now)
                    && now.identity().equals(access.identity());
        } catch (RuntimeException e) {
            // The authenticator is another module's: what it cannot say now it says later, and new
            // requests are not let in meanwhile.
            LOG.log(Level.WARNING, () -> "a key could not be checked: " + QuietTrace.of(e));
            return true;
        }
    }

    private static String bearer(List<String> values) {
        if (values.size() != 1 || values.getFirst().length() < 8) {
            return "";
        }
        String value = values.getFirst();
        String token = value.substring(7).strip();
        return value.regionMatches(true, 0, "Bearer ", 0, 7) && TOKEN.matcher(token).matches()
                ? token
                : "";
    }

    private void challenge(Exchange exchange, Response response, String error) {
        String metadata = Documents.resourceMetadata(base(exchange));
        response.getHeaders()
                .put(
                        HttpHeader.WWW_AUTHENTICATE,
                        "Bearer resource_metadata=\"" + metadata + "\"" + error);
    }

    /// As the client sees us; the door has let that name in.
    private static String base(Exchange exchange) {
        return (exchange.request().isSecure() ? "https://" : "http://")
                + exchange.headers().get(HttpHeader.HOST);
    }

    private void document(Exchange exchange, Response response, String path) {
        Optional<Documents.Document> found = documents.at(path, base(exchange));
        if (found.isEmpty()) {
            exchange.refuse(
                    404, RpcError.INVALID_REQUEST, "Not found: the MCP endpoint is at " + ENDPOINT);
        } else if (!exchange.request().getMethod().equals("GET")) {
            notAllowed(exchange, "GET");
        } else {
            response.getHeaders()
                    .put(HttpHeader.CACHE_CONTROL, "public, max-age=3600")
                    .put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET");
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
            byte[] body = found.get().json().getBytes(StandardCharsets.UTF_8);
            exchange.document(200, found.get().type(), body);
        }
    }

    static void notAllowed(Exchange exchange, String allowed) {
        exchange.header("Allow", allowed);
        exchange.refuse(405, RpcError.INVALID_REQUEST, "Method not allowed: use " + allowed);
    }

    /// A page that the door lets in may read the answers.
    private static void allowOrigin(HttpFields headers, Response response) {
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null) {
            response.getHeaders()
                    .put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .put(HttpHeader.VARY, "Origin");
            response.getHeaders()
                    .put(
                            HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
                            "Mcp-Session-Id, WWW-Authenticate");
        }
    }

    private static void preflight(Exchange exchange, Response response) {
        String asked = exchange.headers().get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
        if (asked != null) {
            List<String> allowed =
                    List.of(asked.toLowerCase(Locale.ROOT).split(",", 100)).stream()
                            .map(String::strip)
                            .filter(name ->
                                    ALLOWED_HEADERS.contains(name)
                                            || name.matches("mcp-param-[a-z0-9._-]+"))
                            .toList();
            response.getHeaders()
                    .put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", allowed));
        }
        response.getHeaders()
                .put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, DELETE")
                .put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
        exchange.empty(204);
    }

    /// What is due: looks at open requests and at sessions.
    void tick(long now) {
        for (Exchange exchange : exchanges) {
            exchange.tick(
                    now,
                    McpHttpServer.WATCH_AFTER.toNanos(),
                    limits.keepAlive().toNanos(),
                    limits.bodyTime().toNanos());
        }
        endpoint.expire(now);
    }

    /// Lets nobody in any more, and tells those who only listen that there is nothing more to hear.
    void beginStop() {
        stopping = true;
        endpoint.endSubscriptions();
        exchanges.stream().filter(Exchange::isListening).forEach(Exchange::stop);
    }

    /// Waits until nobody waits for anything, or time is up.
    void awaitQuiet(Duration atMost) throws InterruptedException {
        long due = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (open.get() > 0 && left > 0) {
            // One who comes now is refused, and may have been the last to end again.
            boolean told = quiet.tryAcquire(left, TimeUnit.NANOSECONDS);
            left = told ? due - System.nanoTime() : 0;
        }
    }

    /// Cancels what still runs; whoever waits for it is told.
    void endStop() {
        exchanges.forEach(Exchange::stop);
        endpoint.close();
    }

    /// Open requests, for tests.
    int open() {
        return open.get();
    }

    /// Requests whose client is being watched, for tests.
    long watched() {
        return exchanges.stream().filter(Exchange::isWatched).count();
    }

    /// Open sessions, for tests.
    int sessions() {
        return endpoint.sessions();
    }

    HttpSettings settings() {
        return settings;
    }
}
