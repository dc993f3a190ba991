package dev.hqe.mcp.http;

import dev.hqe.mcp.internal.protocol.MessageText;
import dev.hqe.mcp.internal.protocol.RequestId;
import dev.hqe.mcp.internal.protocol.RpcError;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its response, whatever is said over it. Each is answered once, in one of
/// the ways below; who comes second does nothing. Thread-safe.
final class Exchange {

    private static final int LARGE = 64 * 1024;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField EVENTS =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/event-stream");
    private static final HttpField NO_CACHE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache, no-transform");
    private static final HttpField NO_BUFFERING =
            new PreEncodedHttpField("X-Accel-Buffering", "no");
    private static final HttpField RETRY_LATER =
            new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Runnable onEnd;
    private final Optional<WatchedEndPoint> endPoint;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long startedNanos = System.nanoTime();
    private volatile boolean readingBody;
    private volatile Runnable alsoAtEnd = () -> {};
    private volatile BooleanSupplier isAdmitted = () -> true;
    private long lookedNanos = startedNanos;
    private volatile @Nullable Waiting waiting;
    private volatile @Nullable EventWriter events;

    /// Somebody who works on an answer that may take a while.
    interface Waiting {

        /// The client has gone away.
        void gone();

        /// There has been nothing to say for a while.
        void silent();

        /// The server stops: what has not been answered is now.
        void stop();
    }

    /// @param onEnd runs once, when everything is over
    Exchange(Request request, Response response, Callback callback, Runnable onEnd) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.onEnd = onEnd;
        this.endPoint =
                request.getConnectionMetaData().getConnection().getEndPoint()
                                instanceof WatchedEndPoint watched
                        ? Optional.of(watched)
                        : Optional.empty();
        endPoint.ifPresent(WatchedEndPoint::requestBegins);
    }

    HttpFields headers() {
        return request.getHeaders();
    }

    Request request() {
        return request;
    }

    /// Adds a header to the response, as long as nothing of it has gone out.
    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    void readingBody(boolean now) {
        readingBody = now;
    }

    /// Says how to find out whether the client may still be here; asked by [#tick] every now and
    /// then, since what it was let in with may end before the response does.
    void admittedWhile(BooleanSupplier still) {
        isAdmitted = still;
    }

    /// Runs a task as well when everything is over; once per exchange, before it is answered.
    void whenOver(Runnable task) {
        alsoAtEnd = task;
    }

    /// Says who is to hear of the client's end from now on.
    void awaitedBy(Waiting who) {
        waiting = who;
    }

    /// Answers with one JSON text. Waits until a large one is written: until then it takes up
    /// memory, and whoever waits here does not make more of it.
    void json(int status, byte[] body) {
        document(status, JSON, body);
    }

    /// Answers with a document of any type.
    void document(int status, HttpField type, byte[] body) {
        if (answered.compareAndSet(false, true)) {
            endPoint.ifPresent(WatchedEndPoint::unwatch);
            response.setStatus(status);
            response.getHeaders().put(type);
            if (status == 503) {
                response.getHeaders().put(RETRY_LATER);
            }
            response.write(true, ByteBuffer.wrap(body), finishing());
            if (body.length > LARGE) {
                awaitEnd();
            }
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // by the call's deadline; the connection has one of its own
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Answers with an error that belongs to no readable request.
    void refuse(int status, int code, String message) {
        json(status, MessageText.error(Optional.<RequestId>empty(), new RpcError(code, message)));
    }

    /// Answers with nothing but a status.
    void empty(int status) {
        if (answered.compareAndSet(false, true)) {
            endPoint.ifPresent(WatchedEndPoint::unwatch);
            response.setStatus(status);
            response.write(true, ByteBuffer.allocate(0), finishing());
        }
    }

    /// Turns the response into a stream of events; empty when it has been answered already.
    Optional<EventWriter> stream(int maxBytes) {
        if (!answered.compareAndSet(false, true)) {
            return Optional.empty();
        }
        response.setStatus(200);
        response.getHeaders().put(EVENTS).put(NO_CACHE).put(NO_BUFFERING);
        EventWriter writer =
                new EventWriter(
                        response,
                        finishing(),
                        maxBytes,
                        () -> endPoint.ifPresent(WatchedEndPoint::unwatch));
        events = writer;
        watch();
        return Optional.of(writer);
    }

    /// Breaks the connection off: nothing that could be said would be understood.
    void abandon(String why) {
        endPoint.ifPresent(WatchedEndPoint::unwatch);
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        EOFException cause = new EOFException(why);
        EventWriter stream = events;
        if (stream != null) {
            stream.abort(cause);
        } else if (answered.compareAndSet(false, true)) {
            finishing().failed(cause);
        }
    }

    /// What is due by now: a look whether the client is still there, a sign of life.
    ///
    /// @param watchAfterNanos how old a request must be to be worth a look
    void tick(long now, long watchAfterNanos, long keepAliveNanos, long bodyNanos) {
        long age = now - startedNanos;
        if (now - lookedNanos > LOOK_AGAIN_NANOS) {
            lookedNanos = now;
            if (!isAdmitted.getAsBoolean()) {
                dismiss();
                return;
            }
        }
        if (readingBody) {
            if (age > bodyNanos) {
                abandon("the body took too long");
            }
            return;
        }
        EventWriter stream = events;
        if (stream != null) {
            stream.keepAlive(now, keepAliveNanos);
            return;
        }
        Waiting who = waiting;
        if (who != null && !answered.get() && age > watchAfterNanos) {
            watch();
            if (age > keepAliveNanos) {
                who.silent();
            }
        }
    }

    private void dismiss() {
        Waiting who = waiting;
        if (who != null) {
            who.gone();
        }
        abandon("the client may not be here any more");
    }

    /// Whether the client waits for nothing in particular.
    boolean isListening() {
        return waiting instanceof Listener;
    }

    /// The server stops.
    void stop() {
        Waiting who = waiting;
        if (who != null) {
            who.stop();
        }
    }

    /// For tests.
    boolean isWatched() {
        return endPoint.map(WatchedEndPoint::isWatched).orElse(false);
    }

    private void watch() {
        Waiting who = waiting;
        if (who != null) {
            endPoint.ifPresent(socket -> socket.watch(() -> lost(who)));
        }
    }

    /// The client is gone: there is nobody to answer.
    private void lost(Waiting who) {
        who.gone();
        abandon("the client closed the connection");
    }

    private Callback finishing() {
        return new Callback() {
            @Override
            public void succeeded() {
                end();
                callback.succeeded();
            }

            @Override
            public void failed(Throwable cause) {
                end();
                Waiting who = waiting;
                if (who != null) {
                    who.gone();
                }
                callback.failed(cause);
            }

            @Override
            public InvocationType getInvocationType() {
                return InvocationType.EITHER;
            }
        };
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            endPoint.ifPresent(WatchedEndPoint::requestEnds);
            over.countDown();
            onEnd.run();
            alsoAtEnd.run();
        }
    }
}
