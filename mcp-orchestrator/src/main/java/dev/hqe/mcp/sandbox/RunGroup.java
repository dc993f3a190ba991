package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The runs of one Topic, which share a number of places and a queue: however many calls it gets at
/// once, other Topics' runs find their turn.
///
/// Only as many of its runs as it has places stand in the sandbox's own queue, which is fair. Get
/// one from [WasmSandbox#group] and hand it to runs with [RunGrant#withGroup]. Thread-safe.
public final class RunGroup {

    /// A run's place, left once, when its guest has ended.
    interface Seat {
        /// The place of a run that belongs to no group.
        Seat NONE =
                new Seat() {
                    @Override
                    public void taken(GuestCall<?> by) {}

                    @Override
                    public Optional<String> revoked() {
                        return Optional.empty();
                    }

                    @Override
                    public void leave() {}
                };

        /// Says which guest runs on it, before that guest begins.
        void taken(GuestCall<?> by);

        /// The group's name, if it was revoked.
        Optional<String> revoked();

        void leave();
    }

    private final String name;
    private final GroupLimits limits;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final CircuitBreaker breaker;
    private final Set<GuestCall<?>> going = ConcurrentHashMap.newKeySet();
    private volatile boolean revoked;

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

    /// Ends the group for good. Every run that is going is stopped at once and its caller gets
    /// [RunRevoked], as do all who wait for a place and all who come later.
    public void revoke() {
        revoked = true;
        going.forEach(GuestCall::revoke);
        // Whoever waits wakes up and sees that it is over; so nobody has to keep to the places.
        places.release(limits.waiting() + 1);
    }

    /// Whether [#revoke] was called.
    public boolean isRevoked() {
        return revoked;
    }

    /// The programs that are not called for a while, because they kept failing.
    public List<PausedProgram> paused() {
        return breaker.paused();
    }

    /// Lets them be called again now.
    ///
    /// @return those that were paused
    public List<PausedProgram> resume() {
        return breaker.resume();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /// Waits for a place.
    ///
    /// @throws SandboxBusy if too many are waiting, or none became free in time
    /// @throws RunRevoked if the group was revoked before or meanwhile
    Seat enter(String program, Duration longest) {
        requireGranted(program);
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
        Place place = new Place();
        try {
            requireGranted(program);
        } catch (RunRevoked e) {
            place.leave();
            throw e;
        }
        return place;
    }

    private void requireGranted(String program) {
        if (revoked) {
            throw new RunRevoked(program, name);
        }
    }

    /// One of the places, and who runs on it.
    private final class Place implements Seat {
        private final AtomicBoolean left = new AtomicBoolean();
        private final AtomicReference<@Nullable GuestCall<?>> by = new AtomicReference<>();

        @Override
        public void taken(GuestCall<?> call) {
            by.set(call);
            going.add(call);
            // After it was added: one of the two who may revoke it sees the other.
            if (revoked) {
                call.revoke();
            }
        }

        @Override
        public Optional<String> revoked() {
            return revoked ? Optional.of(name) : Optional.empty();
        }

        @Override
        public void leave() {
            GuestCall<?> call = by.get();
            if (call != null) {
                going.remove(call);
            }
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
