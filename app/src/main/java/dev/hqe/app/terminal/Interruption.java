package dev.hqe.app.terminal;

import dev.hqe.mcp.Registration;
import java.util.ArrayList;
import java.util.List;

/// Ends a command before it is done: first in its own way, then by interrupting its thread. Made on
/// that thread. Thread-safe.
public final class Interruption {

    private final List<Runnable> stops = new ArrayList<>();
    private final Thread thread = Thread.currentThread();
    private volatile boolean begun;
    private boolean over;

    /// Runs this when the command is to end; at once where it is already.
    ///
    /// @param stop bounded in time
    /// @return takes it back; what it has begun is done by then
    public Registration onBegin(Runnable stop) {
        synchronized (stops) {
            if (begun) {
                stop.run();
            } else {
                stops.add(stop);
            }
        }
        return () -> {
            synchronized (stops) {
                stops.remove(stop);
            }
        };
    }

    /// The command is to end.
    public void begin() {
        synchronized (stops) {
            begun = true;
            stops.forEach(Runnable::run);
            stops.clear();
        }
        synchronized (this) {
            if (!over) {
                thread.interrupt();
            }
        }
    }

    /// Whether the command is to end, or was.
    public boolean hasBegun() {
        return begun;
    }

    /// The command has ended: from here on its thread is not interrupted, and is not now.
    public void over() {
        synchronized (this) {
            over = true;
        }
        boolean ignored = Thread.interrupted(); // it was for the command
    }
}
