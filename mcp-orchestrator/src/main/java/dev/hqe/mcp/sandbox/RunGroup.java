package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The runs of one Topic, which share a number of places and a queue: however many calls it gets at
/// once, other Topics' runs find their turn.
///
/// Only as many of its runs as it has places stand in the sandbox's own queue, which is fair. Get
/// one from [WasmSandbox#group] and hand it to runs with [RunGrant#withGroup]. Thread-safe.
public final class RunGroup {

    /// A run's place, left once, when its guest has ended.
    @FunctionalInterface
    interface Seat {
        /// The place of a run that belongs to no group.
        Seat NONE = () -> {};

        void leave();
    }

    private final String name;
    private final GroupLimits limits;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final CircuitBreaker breaker;

    RunGroup(String name, GroupLimits limits, CircuitBreaker breaker) {
        this.name = Objects.requireNonNull(name, "name");
        this.limits = limits;
        this.places = new Semaphore(limits.concurrent(), true);
        this.breaker = breaker;
    }

    /// Whose runs these are, for example a Topic's id.
    public String name() {
        return name;
    }

    /// How many of its runs wait for a place.
    public int waiting() {
        return waiting.get();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /// Waits for a place.
    ///
    /// @throws SandboxBusy if too many are waiting, or none became free in time
    Seat enter(String program, Duration longest) {
        if (!places.tryAcquire()) {
            if (waiting.incrementAndGet() > limits.waiting()) {
                waiting.decrementAndGet();
                throw new SandboxBusy(
                        "%s: not started, %d runs of '%s' are waiting already; try again"
                                .formatted(program, limits.waiting(), name));
            }
            try {
                if (!places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new SandboxBusy(
                            "%s: not started, %d runs of '%s' are going and none ended within %d ms; try again"
                                    .formatted(
                                            program,
                                            limits.concurrent(),
                                            name,
                                            longest.toMillis()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunInterrupted(program + ": cancelled while waiting for its turn");
            } finally {
                waiting.decrementAndGet();
            }
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        };
    }
}
