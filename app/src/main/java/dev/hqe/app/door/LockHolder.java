package dev.hqe.app.door;

import dev.hqe.kernel.HomeOwner;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.shim.DoorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// The process that holds the lock of a data directory, as the lock says.
///
/// @param pid of the process
/// @param taken when it took the lock
public record LockHolder(long pid, Instant taken) {

    private static final Pattern JAVA = Pattern.compile("javaw?(\\.exe)?");

    /// A clock that was set in between may be off by that much.
    private static final Duration CLOCK = Duration.ofSeconds(5);

    /// Who holds it now; empty if nobody does, or the lock does not say who.
    ///
    /// @throws dev.hqe.kernel.HomeException if the lock cannot be looked at
    public static Optional<LockHolder> of(Path home) {
        return WorkbenchHome.holder(home).flatMap(LockHolder::of);
    }

    static Optional<LockHolder> of(HomeOwner owner) {
        return owner.taken().map(taken -> new LockHolder(owner.pid().orElseThrow(), taken));
    }

    /// Kills it, so that it has no time to put anything in order, and waits for its end.
    ///
    /// @throws DoorException if it is not certain that this is the process that took the lock
    /// @throws TimeoutException if the system has not ended it by then
    public void kill(Duration patience)
            throws DoorException, InterruptedException, TimeoutException {
        ProcessHandle process =
                ProcessHandle.of(pid).filter(this::isWorkbench).orElseThrow(this::unclear);
        process.destroyForcibly();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the end of process " + pid, e);
        }
    }

    private DoorException unclear() {
        return new DoorException(
                "process "
                        + pid
                        + " is said to hold the data, but it is no Java process of yours that was"
                        + " there when the lock was taken ("
                        + taken
                        + "), so it was left alone. If it is the workbench, end it yourself: kill -9 "
                        + pid);
    }

    /// A process that was given the number of one that is gone has started after that one took the
    /// lock.
    private boolean isWorkbench(ProcessHandle process) {
        ProcessHandle.Info its = process.info();
        ProcessHandle.Info ours = ProcessHandle.current().info();
        return !process.equals(ProcessHandle.current())
                && its.user().equals(ours.user())
                && its.startInstant().filter(at -> at.isBefore(taken.plus(CLOCK))).isPresent()
                && its.command()
                        .filter(command ->
                                JAVA.matcher(fileName(command)).matches()
                                        || its.command().equals(ours.command()))
                        .isPresent();
    }

    private static String fileName(String command) {
        return String.valueOf(Path.of(command).getFileName());
    }
}
