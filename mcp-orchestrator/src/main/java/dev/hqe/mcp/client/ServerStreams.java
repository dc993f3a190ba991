package dev.hqe.mcp.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The streams of a legacy server that belong to no request: the one for its own messages, and the
/// only one of HTTP with SSE. Thread-safe.
final class ServerStreams implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ServerStreams.class.getName());
    private static final long USUAL_RETRY_MILLIS = 1_000;

    private final HttpRequests requests;
    private final URI endpoint;
    private final Supplier<Map<String, String>> headers;
    private final ClientLimits limits;
    private final Inbound inbound;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread own;
    private volatile @Nullable Thread old;

    /// @param headers of a request for a stream; a new map each time
    ServerStreams(
            HttpRequests requests,
            URI endpoint,
            Supplier<Map<String, String>> headers,
            ClientLimits limits,
            Inbound inbound) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.headers = headers;
        this.limits = limits;
        this.inbound = inbound;
    }

    static boolean isEventStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .isPresent();
    }

    static void handIn(EventStream.Event event, Inbound inbound) {
        if (event.data().length > 0 && event.type().equals("message")) {
            inbound.message(event.data(), 0, event.data().length);
        }
    }

    /// Waits before a stream is taken up again.
    ///
    /// @param retryMillis what the server wants; -1 for not said
    static void pause(long retryMillis, ClientLimits limits) throws InterruptedException {
        long wanted = retryMillis >= 0 ? retryMillis : USUAL_RETRY_MILLIS;
        Thread.sleep(Math.min(wanted, limits.longestRetry().toMillis()));
    }

    /// Reads the server's own messages until the session is another one (2025-11-25, Transports,
    /// "Listening for Messages from the Server").
    void listen() {
        stopListening();
        own = Thread.ofVirtual().name("mcp-http-server-stream").start(this::readOwn);
    }

    void stopListening() {
        Thread thread = own;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void readOwn() {
        String lastId = "";
        int failures = 0;
        try {
            while (!closed.get() && failures <= limits.reconnects()) {
                long retry = -1;
                failures++;
                Map<String, String> wanted = headers.get();
                if (!lastId.isEmpty()) {
                    wanted.put("Last-Event-ID", lastId);
                }
                try {
                    HttpResponse<InputStream> response = requests.get(endpoint, wanted);
                    try (InputStream body = response.body()) {
                        if (response.statusCode() != 200 || !isEventStream(response)) {
                            return;
                        }
                        EventStream events = new EventStream(body, limits.messageBytes());
                        for (Optional<EventStream.Event> event = events.next();
                                event.isPresent();
                                event = events.next()) {
                            failures = 0;
                            lastId = events.lastId();
                            retry = events.retryMillis();
                            handIn(event.get(), inbound);
                        }
                    }
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "the server's own stream", e);
                }
                pause(retry, limits);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the server's own stream is not read any more");
        } catch (RuntimeException e) {
            // Authorization is the host's code; calls will hear of it too.
            LOG.log(Level.DEBUG, "the server's own stream could not be opened", e);
        }
    }

    /// Opens HTTP with SSE (2024-11-05): a GET opens the one stream, whose first event names the
    /// address for requests. When that stream ends, so does the connection.
    Old openOld() throws InterruptedException {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread thread =
                Thread.ofVirtual().name("mcp-http-old-stream").start(() -> readOld(address));
        old = thread;
        try {
            return new Old.Open(address.get(limits.handshake().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "no stream of the old kind", e);
            return new Old.None(
                    switch (e.getCause()) {
                        case IOException io -> Unreachable.why(endpoint, io);
                        case null -> String.valueOf(e.getMessage());
                        // Also the host's authorization, which says what a person has to do.
                        case Throwable other -> String.valueOf(other.getMessage());
                    });
        } catch (TimeoutException e) {
            LOG.log(Level.DEBUG, "no stream of the old kind", e);
            thread.interrupt();
            return new Old.None("it named no address for requests in time");
        }
    }

    /// Whether there is a stream of HTTP with SSE.
    sealed interface Old {

        /// There is one.
        ///
        /// @param target where requests go
        record Open(URI target) implements Old {}

        /// There is none.
        ///
        /// @param why as the end of a sentence
        record None(String why) implements Old {}
    }

    private void readOld(CompletableFuture<URI> address) {
        String why = "the server closed its stream";
        try {
            HttpResponse<InputStream> response = requests.get(endpoint, headers.get());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200 || !isEventStream(response)) {
                    throw new IOException("status " + response.statusCode());
                }
                EventStream events = new EventStream(body, limits.messageBytes());
                for (Optional<EventStream.Event> event = events.next();
                        event.isPresent();
                        event = events.next()) {
                    if (event.get().type().equals("endpoint")) {
                        address.complete(named(event.get()));
                    } else {
                        handIn(event.get(), inbound);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // Also the host's authorization: without the stream there is no connection.
            why = Unreachable.why(endpoint, e);
            address.completeExceptionally(e);
        } catch (InterruptedException e) {
            address.completeExceptionally(e);
        }
        if (address.isDone() && !address.isCompletedExceptionally()) {
            inbound.ended(why);
        }
        address.completeExceptionally(new IOException("it ended without an address"));
    }

    private URI named(EventStream.Event event) throws IOException {
        String text = new String(event.data(), StandardCharsets.UTF_8);
        return HttpRequests.sameOrigin(endpoint, Optional.of(text))
                .orElseThrow(() -> new IOException("it names an address of another origin"));
    }

    @Override
    public void close() {
        closed.set(true);
        stopListening();
        Thread thread = old;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
