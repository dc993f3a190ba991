package dev.hqe.mcp.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Every process that a server has started and that is still there.
///
/// A process belongs to the tree if its environment holds the marker, if its parent belongs, if it
/// is in the session or the process group of one that belongs, or if it belonged at an earlier
/// look. So one that was reparented, went into a session of its own, or wiped its environment is
/// found; one that did all three between two looks is not.
///
/// Thread-safe; looks are taken one after the other.
final class ProcessTree {

    private static final long FIRST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final Marker marker;
    private final long session;
    private final ProcessTable table;
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(ProcessTable.Row row, ProcessHandle handle) {}

    /// @param session the session that the tree's first process leads, or 0 if it has none of its
    ///   own
    ProcessTree(Marker marker, long session, ProcessTable table) {
        this.marker = marker;
        this.session = session;
        this.table = table;
    }

    /// Takes a look.
    ///
    /// @return the ids of its living processes
    synchronized Set<Long> living() {
        List<ProcessTable.Row> rows = table.rows(marker);
        Map<Long, ProcessTable.Row> members = members(rows);
        known.keySet().retainAll(members.keySet());
        for (ProcessTable.Row row : members.values()) {
            Known before = known.get(row.pid());
            if (before == null || before.row().start() != row.start()) {
                // The handle remembers when its process began, and signals no later one.
                ProcessHandle.of(row.pid())
                        .ifPresent(handle -> known.put(row.pid(), new Known(row, handle)));
            }
        }
        return Set.copyOf(members.keySet());
    }

    private Map<Long, ProcessTable.Row> members(List<ProcessTable.Row> rows) {
        long self = ProcessHandle.current().pid();
        Set<Long> shared = new HashSet<>(Set.of(0L));
        for (ProcessTable.Row row : rows) {
            if (row.pid() == self) {
                shared.add(row.group());
                shared.add(row.session());
            }
        }
        Set<Long> sessions = new HashSet<>();
        if (session != 0 && !shared.contains(session)) {
            sessions.add(session);
        }
        Map<Long, ProcessTable.Row> members = new LinkedHashMap<>();
        for (boolean grown = true; grown; ) {
            grown = false;
            for (ProcessTable.Row row : rows) {
                if (row.pid() == self || members.containsKey(row.pid())) {
                    continue;
                }
                if (row.marked()
                        || members.containsKey(row.parent())
                        || sessions.contains(row.group())
                        || sessions.contains(row.session())
                        || wasMember(row)) {
                    members.put(row.pid(), row);
                    grown = true;
                    for (long each : new long[] {row.group(), row.session()}) {
                        if (!shared.contains(each)) {
                            sessions.add(each);
                        }
                    }
                }
            }
        }
        return members;
    }

    private boolean wasMember(ProcessTable.Row row) {
        Known before = known.get(row.pid());
        return before != null && before.row().start() == row.start() && before.handle().isAlive();
    }

    /// Asks every process that the last look saw to end. (On Windows there is no asking.)
    synchronized void terminate() {
        known.values().forEach(each -> each.handle().destroy());
    }

    private synchronized void kill() {
        known.values().forEach(each -> each.handle().destroyForcibly());
    }

    /// Waits until no process is left.
    ///
    /// @return whether that came within the time; `false` at once when the thread is interrupted,
    ///   which stays so
    boolean awaitEnd(Duration atMost) {
        return awaitEnd(atMost, false);
    }

    /// Ends every process, and those that they start meanwhile, until none is left.
    ///
    /// @return whether that came within the time
    boolean end(Duration atMost) {
        boolean interrupted = Thread.interrupted();
        try {
            return awaitEnd(atMost, true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean awaitEnd(Duration atMost, boolean killing) {
        long until = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!living().isEmpty()) {
            if (killing) {
                kill();
            } else if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            // Nothing tells of the end of a process that is not our child, so while a server is
            // being stopped, and only then, we look again and again, ever more rarely.
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
        return true;
    }
}
