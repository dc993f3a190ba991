package dev.hqe.mcp.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// The threads that guests run on, and the caller's side of waiting for one.
///
/// Guests get platform threads with a fixed stack, because how deep a guest may recurse must not
/// depend on its caller; the caller only waits, so it may be a virtual thread. Threads are kept for
/// a while and used again: starting one costs more than a small run.
///
/// A run that does not end after being interrupted is given up: its caller is answered, and its
/// thread lives on until the guest ends. Up to [SandboxLimits.Run#abandoned()] such threads are
/// free; each further one holds its place among [SandboxLimits.Run#concurrent()], so the number of
/// threads is bounded whatever guests do.
///
/// Thread-safe.
final class GuestThreads implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GuestThreads.class.getName());
    private static final Duration NUDGE = Duration.ofMillis(20);
    private static final Duration POLL = Duration.ofMillis(5);

    private final SandboxLimits.Run limits;
    private final Semaphore turns;
    private final Semaphore abandonments;
    private final Set<GuestCall<?>> running = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    GuestThreads(SandboxLimits.Run limits) {
        this.limits = limits;
        this.turns = new Semaphore(limits.concurrent(), true);
        this.abandonments = new Semaphore(limits.abandoned());
        // No maximum of its own: `turns` bounds it, and a worker that has just finished is not yet
        // waiting for work when the next run comes.
        this.pool =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        5,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform()
                                .name("hqe-wasm-guest-", 0)
                                .daemon(true)
                                .inheritInheritableThreadLocals(false)
                                .stackSize(limits.stackBytes())
                                .factory());
    }

    int running() {
        return running.size();
    }

    int abandoned() {
        return limits.abandoned() - abandonments.availablePermits();
    }

    /// Runs a guest and waits for it.
    ///
    /// @param guest gets its own call, to ask whether it has been stopped
    /// @param stdin closed if the guest does not end when interrupted, as it may hang in a read
    /// @param seat its place in its group, left when the guest has ended
    <T> T run(
            String program,
            Function<GuestCall<T>, T> guest,
            InputStream stdin,
            RunGrant grant,
            RunGroup.Seat seat) {
        GuestCall<T> call;
        try {
            awaitTurn(program);
            call = start(program, guest, seat);
        } catch (SandboxException e) {
            seat.leave();
            throw e;
        }
        boolean cancelled = false;
        DeadlineExceeded.Clock clock = DeadlineExceeded.Clock.WALL;
        try {
            Optional<DeadlineExceeded.Clock> up = await(call, grant.cpu(), grant.wall());
            if (up.isEmpty()) {
                return result(program, call, stdin, seat);
            }
            clock = up.get();
        } catch (InterruptedException e) {
            cancelled = true;
        }
        boolean ended = stop(call, stdin);
        if (cancelled) {
            Thread.currentThread().interrupt();
            throw new RunInterrupted(program + ": the call was cancelled");
        }
        throw new DeadlineExceeded(
                program,
                clock,
                clock == DeadlineExceeded.Clock.CPU ? grant.cpu() : grant.wall(),
                ended);
    }

    /// What the guest came to. What a revoked one still came to is nobody's any more.
    private <T> T result(String program, GuestCall<T> call, InputStream stdin, RunGroup.Seat seat) {
        Optional<String> revoked = seat.revoked();
        if (revoked.isPresent()) {
            stop(call, stdin);
            throw new RunRevoked(program, revoked.get());
        }
        return call.result(program);
    }

    /// Waits for the guest's end or its group's; says which time was up if it did not come. A
    /// thread's CPU time cannot grow faster than the clock goes, so it is looked at no sooner than
    /// it can be up.
    private static Optional<DeadlineExceeded.Clock> await(
            GuestCall<?> call, Duration cpu, Duration wall) throws InterruptedException {
        long end = System.nanoTime() + wall.toNanos();
        while (true) {
            Duration wallLeft = Duration.ofNanos(end - System.nanoTime());
            if (!wallLeft.isPositive()) {
                return Optional.of(DeadlineExceeded.Clock.WALL);
            }
            Duration cpuLeft = cpu.minus(call.cpu());
            if (!cpuLeft.isPositive()) {
                return Optional.of(DeadlineExceeded.Clock.CPU);
            }
            Duration soonest = cpuLeft.compareTo(POLL) < 0 ? POLL : cpuLeft;
            if (call.awaitNews(soonest.compareTo(wallLeft) < 0 ? soonest : wallLeft)) {
                return Optional.empty();
            }
        }
    }

    private void awaitTurn(String program) {
        try {
            if (!turns.tryAcquire(limits.queueWait().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SandboxBusy(
                        "%s: not started, %d runs are going and none ended within %d ms; try again"
                                .formatted(
                                        program,
                                        limits.concurrent(),
                                        limits.queueWait().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunInterrupted(program + ": cancelled while waiting for its turn");
        }
    }

    private <T> GuestCall<T> start(
            String program, Function<GuestCall<T>, T> guest, RunGroup.Seat seat) {
        Place place = new Place();
        var call =
                new GuestCall<T>() {
                    @Override
                    T guest() {
                        return guest.apply(this);
                    }

                    @Override
                    void ended() {
                        running.remove(this);
                        place.leave();
                        seat.leave();
                    }

                    @Override
                    void giveUp() {
                        place.giveUp();
                    }
                };
        running.add(call);
        seat.taken(call);
        try {
            pool.execute(call);
        } catch (RejectedExecutionException e) {
            running.remove(call);
            place.leave();
            throw new RunInterrupted(program + ": not started, the sandbox is closed");
        } catch (OutOfMemoryError e) {
            // The operating system gives no further thread.
            running.remove(call);
            place.leave();
            throw new SandboxBusy(program + ": not started, no thread can be had; try again");
        }
        return call;
    }

    /// Interrupts the guest until it ends or the grace is over; says whether it ended.
    private boolean stop(GuestCall<?> call, InputStream stdin) {
        long end = System.nanoTime() + limits.stopGrace().toNanos();
        boolean interrupted = false;
        boolean closing = false;
        try {
            while (true) {
                call.interrupt();
                try {
                    if (call.await(NUDGE)) {
                        return true;
                    }
                } catch (InterruptedException e) {
                    // The grace is short; the flag is set again below.
                    interrupted = true;
                }
                if (System.nanoTime() - end > 0) {
                    call.giveUp();
                    return false;
                }
                if (!closing) {
                    closing = true;
                    close(stdin);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Closing can block as long as the read it is meant to end, so nobody waits for it.
    private static void close(InputStream stdin) {
        Thread.ofVirtual()
                .name("hqe-wasm-stdin-close")
                .start(() -> {
                    try {
                        stdin.close();
                    } catch (IOException | RuntimeException e) {
                        LOG.log(Level.DEBUG, "closing a stopped guest's input failed", e);
                    }
                });
    }

    /// Interrupts every guest and waits for them, at most [SandboxLimits.Run#stopGrace()].
    @Override
    public void close() {
        pool.shutdown();
        for (GuestCall<?> call : running) {
            call.interrupt();
        }
        try {
            if (!pool.awaitTermination(limits.stopGrace().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "{0} Wasm runs do not end", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A run's place among the concurrent ones, left once.
    private final class Place {
        private final AtomicBoolean left = new AtomicBoolean();
        private boolean free;

        synchronized void giveUp() {
            if (!left.get() && abandonments.tryAcquire()) {
                free = true;
                turns.release();
            }
        }

        synchronized void leave() {
            if (left.compareAndSet(false, true)) {
                (free ? abandonments : turns).release();
            }
        }
    }
}
