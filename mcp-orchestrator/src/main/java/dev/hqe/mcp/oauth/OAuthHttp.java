package dev.hqe.mcp.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The connection to authorization servers: every answer has a largest size and a latest time, and
/// nobody is redirected to another origin. Own one per process and close it last. Thread-safe.
public final class OAuthHttp implements AutoCloseable {

    private final HttpClient client;
    private final OAuthLimits limits;

    public OAuthHttp(OAuthLimits limits) {
        this.limits = limits;
        this.client =
                HttpClient.newBuilder()
                        // Some servers stumble over the header that asks for HTTP/2 in the clear.
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.request())
                        .build();
    }

    OAuthLimits limits() {
        return limits;
    }

    /// An answer; its body is not in its `toString`.
    record Reply(int status, String body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "Reply[status=" + status + ", chars=" + body.length() + "]";
        }
    }

    /// Fetches a document. Redirects are followed within the origin alone.
    ///
    /// @param what the document in words, for messages
    /// @throws OAuthException if it cannot be had within the limits
    Reply get(URI address, EndpointRules rules, String what) throws InterruptedException {
        URI next = rules.check(address, what);
        for (int redirects = 0; ; redirects++) {
            HttpResponse<String> response =
                    send(
                            HttpRequest.newBuilder(next)
                                    .header("Accept", "application/json")
                                    .GET()
                                    .build(),
                            what);
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Reply(response.statusCode(), response.body());
            }
            next = redirected(next, location.get(), what);
            if (redirects >= limits.redirects()) {
                throw new OAuthException(
                        what
                                + " at "
                                + address
                                + " was redirected more than "
                                + limits.redirects()
                                + " times. Ask the server's operator to correct it.");
            }
        }
    }

    /// Sends a form or a document. A redirect is an answer like any other, and so an error.
    Reply post(
            URI address, EndpointRules rules, String what, Map<String, String> headers, String body)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(rules.check(address, what))
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = send(request.build(), what);
        return new Reply(response.statusCode(), response.body());
    }

    private static URI redirected(URI from, String location, String what) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException broken) {
            throw new OAuthException(
                    what
                            + " at "
                            + from
                            + " was redirected to "
                            + OAuthException.quoted(location)
                            + ", which is no address.");
        }
        boolean sameOrigin =
                Objects.equals(from.getScheme(), to.getScheme())
                        && Objects.equals(from.getHost(), to.getHost())
                        && from.getPort() == to.getPort();
        if (!sameOrigin) {
            throw new OAuthException(
                    what
                            + " at "
                            + from
                            + " was redirected to "
                            + OAuthException.quoted(to.toString())
                            + ", another origin, and is not followed there. If that is its true"
                            + " address, the server's operator has to publish it.");
        }
        return to;
    }

    private HttpResponse<String> send(HttpRequest request, String what)
            throws InterruptedException {
        // The request's own timeout ends with the headers; a body that trickles is stopped by ours.
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofString(), limits.bodyBytes()));
        try {
            return answer.get(limits.request().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new OAuthException(
                    what
                            + " at "
                            + request.uri()
                            + " was not answered within "
                            + limits.request().toSeconds()
                            + " s. Try again later.",
                    late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            String reason =
                    cause instanceof IOException && cause.getMessage() != null
                            ? OAuthException.quoted(cause.getMessage())
                            : String.valueOf(cause);
            throw new OAuthException(
                    what
                            + " at "
                            + request.uri()
                            + " cannot be read: "
                            + reason
                            + ". Check the connection, or try again later.",
                    failed);
        } finally {
            answer.cancel(true);
        }
    }

    /// Ends requests that are under way.
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
