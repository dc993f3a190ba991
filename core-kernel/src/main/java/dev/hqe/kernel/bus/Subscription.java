package dev.hqe.kernel.bus;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One subscriber's place on the bus: its mailbox, its thread and its counts. Closing it ends the
/// subscription; what waits is still delivered, for at most [#DRAIN].
///
/// Thread-safe.
public final class Subscription implements AutoCloseable {

    /// How long a closing subscription may take to handle what is waiting.
    public static final Duration DRAIN = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Subscription.class.getName());
    private static final int BATCH = 256;

    private final String name;
    private final Class<? extends Fact> type;
    private final Mailbox<?> mailbox;
    private final Thread thread;
    private final Runnable onClose;
    private final EventBus.Handling handling = new EventBus.Handling();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean stopped;

    private <F extends Fact> Subscription(
            String name,
            Class<F> type,
            Mailbox<F> mailbox,
            Consumer<? super Envelope<F>> handler,
            Consumer<Subscription> onClose) {
        this.name = name;
        this.type = type;
        this.mailbox = mailbox;
        this.onClose = () -> onClose.accept(this);
        this.thread =
                Thread.ofVirtual()
                        .name("bus-" + name)
                        .unstarted(() ->
                                ScopedValue.where(EventBus.HANDLING, handling)
                                        .run(() -> deliver(mailbox, handler)));
    }

    static <F extends Fact> Subscription start(
            String name,
            Class<F> type,
            Mailbox<F> mailbox,
            Consumer<? super Envelope<F>> handler,
            Consumer<Subscription> onClose) {
        Subscription subscription = new Subscription(name, type, mailbox, handler, onClose);
        subscription.thread.start();
        return subscription;
    }

    private <F extends Fact> void deliver(
            Mailbox<F> mailbox, Consumer<? super Envelope<F>> handler) {
        @Nullable Envelope<F>[] batch = Mailbox.ring(BATCH);
        try {
            for (int count = mailbox.take(batch); count > 0; count = mailbox.take(batch)) {
                for (int i = 0; i < count && !stopped; i++) {
                    Envelope<F> envelope = batch[i];
                    batch[i] = null;
                    if (envelope != null) {
                        handle(envelope, handler);
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private <F extends Fact> void handle(
            Envelope<F> envelope, Consumer<? super Envelope<F>> handler) {
        try {
            handling.begin(envelope.id());
            handler.accept(envelope);
            delivered.incrementAndGet();
        } catch (RuntimeException | Error e) { // the edge: a subscriber's failure stays its own
            failed.incrementAndGet();
            LOG.log(Level.WARNING, () -> "subscriber " + name + " failed on " + envelope, e);
        } finally {
            handling.end();
        }
        if (!stopped && Thread.interrupted()) { // left behind by the handler; not ours to end on
            LOG.log(Level.DEBUG, "subscriber {0} left its thread interrupted", name);
        }
    }

    /// The name given when subscribing, as it appears in logs and thread names.
    public String name() {
        return name;
    }

    public Class<? extends Fact> type() {
        return type;
    }

    /// Facts handled without a failure.
    public long delivered() {
        return delivered.get();
    }

    /// Facts whose handling threw.
    public long failed() {
        return failed.get();
    }

    /// Facts that never reached the handler because the mailbox was full.
    public long dropped() {
        return mailbox.dropped();
    }

    /// Facts in the mailbox now.
    public int waiting() {
        return mailbox.waiting();
    }

    @Override
    public void close() {
        onClose.run();
        mailbox.close();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            if (!thread.join(DRAIN)) {
                stop();
                LOG.log(
                        Level.WARNING,
                        "subscriber {0} was stopped with {1} facts waiting",
                        name,
                        mailbox.waiting());
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        stopped = true;
        thread.interrupt();
    }
}
