package dev.hqe.mcp;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Tells running calls when their time is up. One platform thread, because tools that keep every
/// carrier of the virtual threads busy are exactly those that must be interrupted.
///
/// A timer queue would wake its thread for each call that comes alone, which costs more than a
/// short tool does. Here a call only enters a set; the thread sleeps until the earliest deadline it
/// has seen and is woken early only for an earlier one. With like timeouts that is almost never.
final class Deadlines implements AutoCloseable {

    private final Set<RunningCall<?>> calls = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile long wakeAtNanos;
    private volatile boolean asleepForGood = true;
    private volatile boolean closed;

    Deadlines() {
        thread = Thread.ofPlatform().daemon().name("mcp-deadlines").unstarted(this::watch);
        thread.start();
    }

    void add(RunningCall<?> call) {
        calls.add(call);
        if (asleepForGood || call.dueNanos() - wakeAtNanos < 0) {
            LockSupport.unpark(thread);
        }
    }

    void remove(RunningCall<?> call) {
        calls.remove(call);
    }

    private void watch() {
        while (!closed) {
            // Announce first, scan second: a call added in between either is seen by the scan or
            // sees the announcement and unparks us.
            asleepForGood = true;
            long now = System.nanoTime();
            boolean any = false;
            long earliest = 0;
            for (Iterator<RunningCall<?>> each = calls.iterator(); each.hasNext(); ) {
                RunningCall<?> call = each.next();
                if (call.dueNanos() - now <= 0 && !call.due()) {
                    each.remove();
                    continue;
                }
                if (!any || call.dueNanos() - earliest < 0) {
                    earliest = call.dueNanos();
                    any = true;
                }
            }
            if (!any) {
                LockSupport.park(this);
                continue;
            }
            wakeAtNanos = earliest;
            asleepForGood = false;
            LockSupport.parkNanos(this, Math.max(1, earliest - System.nanoTime()));
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
