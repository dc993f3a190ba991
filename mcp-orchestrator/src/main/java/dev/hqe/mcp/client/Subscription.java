package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Something that a server tells of until it is closed. Thread-safe.
public final class Subscription implements AutoCloseable {

    private final CountDownLatch acknowledgement = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable onClose;
    private volatile ObjectNode granted = Json.object();
    private volatile @Nullable PendingCall call;

    Subscription(Runnable onClose) {
        this.onClose = onClose;
    }

    /// What the server agreed to tell: a filter like the one that was asked for.
    public ObjectNode granted() {
        return granted.deepCopy();
    }

    /// A number that [ServerNotice.SubscriptionEnded] names; 0 in the legacy era.
    public long id() {
        PendingCall carrier = call;
        return carrier == null ? 0 : carrier.id();
    }

    /// Ends it. Once; more often does nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    void carriedBy(PendingCall carrier) {
        call = carrier;
    }

    @Nullable PendingCall call() {
        return call;
    }

    void acknowledged(JsonNode filter) {
        if (filter instanceof ObjectNode object) {
            granted = object;
        }
        acknowledgement.countDown();
    }

    /// Lets whoever waits for the acknowledgement go on.
    void over() {
        acknowledgement.countDown();
    }

    boolean awaitAcknowledgement(long millis) throws InterruptedException {
        return acknowledgement.await(millis, TimeUnit.MILLISECONDS);
    }
}
