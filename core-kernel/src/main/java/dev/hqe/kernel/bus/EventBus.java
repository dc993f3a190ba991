package dev.hqe.kernel.bus;

import java.lang.reflect.Modifier;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries facts from who publishes them to who subscribed to exactly their type, inside one JVM.
///
/// Guarantees:
/// - A subscriber sees the facts of one publishing thread in the order they were published.
/// - A slow or failing subscriber affects only itself: it has its own bounded mailbox, with the
///   overflow policy it chose, and its own virtual thread. What it throws is logged and counted.
/// - A fact published while handling another carries that one as its cause; one that takes the way
///   through the outbox does not, since its row does not keep it.
///
/// The bus keeps nothing: what must survive a crash is a row first, and reaches the bus through the
/// [dev.hqe.kernel.store.Outbox].
///
/// Thread-safe.
public final class EventBus implements AutoCloseable {

    /// Bound on each subscription's thread, once: binding it for each fact costs more than handing
    /// the fact over.
    static final ScopedValue<Handling> HANDLING = ScopedValue.newInstance();

    /// What a subscription's thread is handling now; only that thread looks at it.
    static final class Handling {

        private @Nullable EventId event;

        void begin(EventId id) {
            event = id;
        }

        void end() {
            event = null;
        }
    }

    private record Subscriber<F extends Fact>(Subscription subscription, Mailbox<F> mailbox) {}

    private final InstantSource clock;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentHashMap<Class<?>, List<Subscriber<?>>> subscribers =
            new ConcurrentHashMap<>();
    private volatile boolean closed;

    public EventBus(InstantSource clock) {
        this.clock = clock;
    }

    /// Hears every fact of exactly this type from now on.
    ///
    /// @param name who listens, for logs and thread names
    /// @param type a record; nobody publishes an interface
    /// @param capacity how many facts may wait, 1 to 1048576, beside those that the subscriber has
    ///   taken and is about to handle, which are no more than that and no more than 256
    /// @param handler runs on the subscription's own thread, one fact at a time; may block
    public <F extends Fact> Subscription subscribe(
            String name,
            Class<F> type,
            int capacity,
            Overflow overflow,
            Consumer<? super Envelope<F>> handler) {
        if (Modifier.isAbstract(type.getModifiers())) { // so is every interface
            throw new IllegalArgumentException(
                    name + " would never hear " + type.getName() + ": subscribe to a record");
        }
        Mailbox<F> mailbox = new Mailbox<>(capacity, overflow);
        Subscription subscription =
                Subscription.start(name, type, mailbox, handler, ended -> remove(type, ended));
        subscribers.merge(
                type, List.of(new Subscriber<>(subscription, mailbox)), EventBus::concatenated);
        if (closed) { // looked at last: close may not have seen this one
            subscription.close();
            throw new IllegalStateException("the event bus is closed");
        }
        return subscription;
    }

    /// Tells a fact to everyone who hears its type, and returns without waiting for them (but see
    /// [Overflow#BLOCK]). After [#close] it does nothing.
    public <F extends Fact> void publish(F fact) {
        List<Subscriber<?>> hearing = subscribers.get(fact.getClass());
        if (hearing == null || closed) {
            return;
        }
        EventId cause = HANDLING.isBound() ? HANDLING.get().event : null;
        Envelope<F> envelope =
                new Envelope<>(new EventId(lastId.incrementAndGet()), clock.instant(), cause, fact);
        for (Subscriber<?> subscriber : hearing) {
            deliver(subscriber, envelope);
        }
    }

    @SuppressWarnings("unchecked") // the map's key is the class of the fact that the mailbox takes
    private static <F extends Fact> void deliver(Subscriber<?> subscriber, Envelope<F> envelope) {
        ((Mailbox<F>) subscriber.mailbox()).offer(envelope);
    }

    /// Everyone who listens now.
    public List<Subscription> subscriptions() {
        return subscribers.values().stream()
                .flatMap(List::stream)
                .<Subscription>map(Subscriber::subscription)
                .toList();
    }

    private void remove(Class<?> type, Subscription ended) {
        subscribers.computeIfPresent(
                type,
                (key, list) -> {
                    List<Subscriber<?>> left =
                            list.stream().filter(s -> s.subscription() != ended).toList();
                    return left.isEmpty() ? null : left;
                });
    }

    private static List<Subscriber<?>> concatenated(
            List<Subscriber<?>> some, List<Subscriber<?>> more) {
        List<Subscriber<?>> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /// Ends every subscription; facts that wait are still delivered, for at most
    /// [Subscription#DRAIN] each.
    @Override
    public void close() {
        closed = true;
        subscriptions().forEach(Subscription::close);
    }
}
