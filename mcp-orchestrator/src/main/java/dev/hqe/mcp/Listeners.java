package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Those who want to be told of something, in the order in which they came. Adding and taking away
/// cost little however many there are. Thread-safe; all of it may be called while a listener is
/// being told.
///
/// ```java
/// Listeners<Consumer<String>> updates = new Listeners<>();
/// Registration mine = updates.add(uri -> ...);
/// updates.tell(listener -> listener.accept(uri));
/// mine.close();
/// ```
///
/// @param <L> what is called: a `Runnable` when there is only one thing to say
public final class Listeners<L> {

    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final ConcurrentNavigableMap<Long, L> byTurn = new ConcurrentSkipListMap<>();
    private final AtomicLong turns = new AtomicLong();

    /// Adds a listener, which hears of whatever is told from here on. Added twice it is told twice.
    ///
    /// @return takes this listener away; after that no telling reaches it any more, except one that
    ///   is just calling it
    public Registration add(L listener) {
        long turn = turns.getAndIncrement();
        byTurn.put(turn, listener);
        return () -> byTurn.remove(turn);
    }

    /// Calls every listener, one after the other, on this thread. One that throws is logged and
    /// does not keep the others from being told. Who is added meanwhile hears only what is told
    /// next.
    public void tell(Consumer<? super L> call) {
        for (Long turn : byTurn.headMap(turns.get()).keySet()) {
            L listener = byTurn.get(turn);
            if (listener == null) {
                continue; // taken away while those before it were told
            }
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                // A listener is foreign code: neither the others nor the teller can help it.
                LOG.log(
                        Level.ERROR,
                        () -> "a listener failed; the others are told: " + QuietTrace.of(e));
            }
        }
    }

    /// Takes all listeners away.
    public void clear() {
        byTurn.clear();
    }
}
