package dev.hqe.mcp.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Waits on this machine for the browser to come back with the authorization server's answer. It
/// hears on 127.0.0.1 alone, takes the first answer with the right `state`, and ignores everything
/// else: a favicon, a scanner, a page that guesses. Close it to free the port.
final class RedirectListener implements AutoCloseable {

    private static final String DEFAULT_PATH = "/callback";
    private static final int MAX_QUERY_CHARS = 16_384;

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI address;
    private final String state;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<AuthorizationAnswer> answer = new CompletableFuture<>();

    private RedirectListener(HttpServer server, URI address, String state) {
        this.server = server;
        this.address = address;
        this.state = state;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("oauth-redirect-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// @param wanted the address that was registered: its path and host name are kept, and its port
    ///   if it names one; empty for any
    /// @param state what the answer has to carry
    /// @throws IOException if the port is taken
    static RedirectListener open(Optional<URI> wanted, String state) throws IOException {
        int port = wanted.map(URI::getPort).filter(p -> p > 0).orElse(0);
        String host = wanted.map(URI::getHost).orElse("127.0.0.1");
        String path = wanted.map(URI::getRawPath).filter(p -> !p.isEmpty()).orElse(DEFAULT_PATH);
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 16);
        URI address = URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
        return new RedirectListener(server, address, state);
    }

    /// Where the browser is to come back to.
    URI address() {
        return address;
    }

    /// @throws OAuthException if nobody comes back in time
    AuthorizationAnswer await(Duration limit, String issuer) throws InterruptedException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new TimedOut(
                    "Nobody signed in at "
                            + issuer
                            + " within "
                            + limit.toSeconds()
                            + " s. Connect to the server again to get a new page.");
        } catch (ExecutionException failed) {
            throw new OAuthException("The answer of the browser could not be taken.", failed);
        }
    }

    /// The person did not come back.
    static final class TimedOut extends OAuthException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(message);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<AuthorizationAnswer> read = read(exchange);
            if (read.isEmpty()) {
                page(exchange, 404, "Nothing is here.");
                return;
            }
            boolean first = taken.compareAndSet(false, true);
            try {
                page(
                        exchange,
                        200,
                        "The workbench has the answer. You can close this page and go back to it.");
            } finally {
                // Only now: closing the listener must not cut the page off.
                if (first) {
                    answer.complete(read.get());
                }
            }
        }
    }

    /// The answer that a request carries, or empty for a stray.
    private Optional<AuthorizationAnswer> read(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        boolean ours =
                exchange.getRequestMethod().equals("GET")
                        && address.getRawPath().equals(exchange.getRequestURI().getRawPath())
                        && isOurHost(exchange.getRequestHeaders().getFirst("Host"))
                        && query != null
                        && query.length() <= MAX_QUERY_CHARS;
        if (!ours) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                // A parameter that comes twice is no answer (RFC 6749, section 3.1).
                if (parameters.put(decoded(name), decoded(value)) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException broken) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters)
                .filter(p -> sameState(p.getOrDefault("state", "")))
                .map(AuthorizationAnswer::new);
    }

    private boolean sameState(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    /// A name that was rebound to this machine is not ours.
    private boolean isOurHost(@Nullable String host) {
        int port = address.getPort();
        return ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void page(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body =
                ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>HQE Workbench"
                                + "</title><body style=\"font:16px/1.5 system-ui,sans-serif;"
                                + "max-width:32em;margin:20vh auto;padding:0 1em\"><p>"
                                + text
                                + "</p></body></html>")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
