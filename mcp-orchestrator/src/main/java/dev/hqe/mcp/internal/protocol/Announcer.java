package dev.hqe.mcp.internal.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Tells one client of changes. They come on threads that must not wait for a slow client, so each
/// is only noted, and a thread of this announcer's own tells; a change that comes again before it
/// was told is told once. What may wait is bounded by what the client has asked for. Thread-safe.
final class Announcer implements Consumer<Change> {

    private final Predicate<Change> wants;
    private final Function<Change, byte[]> message;
    private final Consumer<byte[]> out;
    private final Set<Change> waiting = new LinkedHashSet<>();
    private final ReentrantLock telling = new ReentrantLock();
    private boolean busy;
    private volatile boolean over;

    /// @param wants which changes; asked on the thread that changes something
    /// @param message what is said of one, asked when it is about to be said; empty for nothing
    /// @param out takes a message and may wait
    Announcer(Predicate<Change> wants, Function<Change, byte[]> message, Consumer<byte[]> out) {
        this.wants = wants;
        this.message = message;
        this.out = out;
    }

    @Override
    public void accept(Change change) {
        if (over || !wants.test(change)) {
            return;
        }
        synchronized (waiting) {
            waiting.add(change);
            if (busy) {
                return;
            }
            busy = true;
        }
        Thread.ofVirtual().name("mcp-announcer").start(this::tell);
    }

    /// Says something before anything else.
    void first(Runnable opening) {
        telling.lock();
        try {
            opening.run();
        } finally {
            telling.unlock();
        }
    }

    /// Says nothing more, and returns at once; a message that is under way may still come.
    void stop() {
        over = true;
    }

    /// Says nothing more, not even what waits, and then something last.
    void end(Runnable last) {
        over = true;
        telling.lock();
        try {
            last.run();
        } finally {
            telling.unlock();
        }
    }

    private void tell() {
        List<Change> changes = take();
        while (!changes.isEmpty()) {
            for (Change change : changes) {
                telling.lock();
                try {
                    if (!over) {
                        say(message.apply(change));
                    }
                } finally {
                    telling.unlock();
                }
            }
            changes = take();
        }
    }

    private void say(byte[] words) {
        if (words.length > 0) {
            out.accept(words);
        }
    }

    private List<Change> take() {
        synchronized (waiting) {
            List<Change> all = List.copyOf(waiting);
            waiting.clear();
            busy = !all.isEmpty();
            return all;
        }
    }
}
