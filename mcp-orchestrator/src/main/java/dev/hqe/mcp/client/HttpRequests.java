package dev.hqe.mcp.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Single HTTP requests to one server: authorized, challenged at most [#MAX_CHALLENGES] times, and
/// redirected within their origin only. Thread-safe.
final class HttpRequests implements AutoCloseable {

    static final int MAX_CHALLENGES = 3;
    private static final int MAX_REDIRECTS = 3;
    private static final byte[] NO_BODY = new byte[0];

    private final URI server;
    private final Map<String, String> always;
    private final HttpAuthorization authorization;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    /// @param always headers of every request
    HttpRequests(
            URI server,
            Map<String, String> always,
            HttpAuthorization authorization,
            Duration connectTimeout) {
        this.server = server;
        this.always = Map.copyOf(always);
        this.authorization = authorization;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(executor)
                        .build();
    }

    HttpResponse<InputStream> get(URI target, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send("GET", target, NO_BODY, headers, Optional.empty());
    }

    HttpResponse<InputStream> post(URI target, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send("POST", target, body, headers, Optional.empty());
    }

    /// A request whose answer's body nobody needs.
    ///
    /// @return the status
    int brief(String verb, URI target, byte[] body, Map<String, String> headers, Duration patience)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                send(verb, target, body, headers, Optional.of(patience));
        try (InputStream answer = response.body()) {
            answer.skipNBytes(0);
            return response.statusCode();
        }
    }

    private HttpResponse<InputStream> send(
            String verb,
            URI target,
            byte[] body,
            Map<String, String> headers,
            Optional<Duration> patience)
            throws IOException, InterruptedException {
        URI to = target;
        int challenges = 0;
        int redirects = 0;
        while (true) {
            HttpResponse<InputStream> response =
                    client.send(
                            request(verb, to, body, headers, patience),
                            BodyHandlers.ofInputStream());
            int status = response.statusCode();
            if ((status == 401 || status == 403) && challenges < MAX_CHALLENGES) {
                challenges++;
                List<String> wanted = response.headers().allValues("www-authenticate");
                if (authorization.challenged(server, status, wanted)) {
                    response.body().close();
                    continue;
                }
            }
            if ((status == 307 || status == 308) && redirects < MAX_REDIRECTS) {
                redirects++;
                Optional<URI> next = sameOrigin(to, response.headers().firstValue("location"));
                if (next.isPresent()) {
                    response.body().close();
                    to = next.get();
                    continue;
                }
            }
            return response;
        }
    }

    private HttpRequest request(
            String verb,
            URI target,
            byte[] body,
            Map<String, String> headers,
            Optional<Duration> patience)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target)
                        // Over plain HTTP the upgrade to HTTP/2 costs a header that some servers
                        // stumble over.
                        .version(
                                "https".equalsIgnoreCase(target.getScheme())
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .method(
                                verb,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        always.forEach(request::setHeader);
        headers.forEach(request::setHeader);
        authorization.header(server).ifPresent(value -> request.setHeader("Authorization", value));
        patience.ifPresent(request::timeout);
        return request.build();
    }

    /// An address that a server names, when it is of the same origin.
    static Optional<URI> sameOrigin(URI base, Optional<String> named) {
        return named.flatMap(text -> {
            try {
                URI target = base.resolve(text);
                boolean same =
                        Objects.equals(base.getScheme(), target.getScheme())
                                && Objects.equals(base.getHost(), target.getHost())
                                && port(base) == port(target)
                                && target.getUserInfo() == null;
                return same ? Optional.of(target) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }
}
