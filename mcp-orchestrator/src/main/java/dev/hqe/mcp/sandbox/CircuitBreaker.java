package dev.hqe.mcp.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stops calling programs of a group that keep failing, each by itself, and tries again after a
/// growing pause.
///
/// Closed, it counts failures in a row. After enough of them it opens: calls are answered at once.
/// When the pause is over, one call goes through as a trial; its success closes the circuit, its
/// failure opens it for twice as long. A program is known by the hash of its bytes, so a corrected
/// one starts afresh. Thread-safe; the listener is called outside of the lock.
final class CircuitBreaker {
    /// Programs remembered; beyond that the one unused for longest is forgotten.
    private static final int MAX_PROGRAMS = 256;

    private static final class Circuit {
        private final String program;
        private int failures;
        private Instant firstFailure = Instant.EPOCH;
        private Instant openedAt = Instant.EPOCH;
        private Instant retryAt = Instant.EPOCH;
        private Duration pause = Duration.ZERO;
        private boolean open;
        private boolean trial;
        private String reason = "";

        private Circuit(String program) {
            this.program = program;
        }

        private boolean isPaused(Instant now) {
            return open && (trial || now.isBefore(retryAt));
        }
    }

    private final String group;
    private final GroupLimits limits;
    private final InstantSource clock;
    private final Consumer<CircuitChange> listener;
    private final LinkedHashMap<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

    CircuitBreaker(
            String group,
            GroupLimits limits,
            InstantSource clock,
            Consumer<CircuitChange> listener) {
        this.group = group;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    /// Answers at once for a program that is paused.
    ///
    /// @throws CircuitOpen if no run of it would be admitted now
    synchronized void check(String program, String sha256) {
        Circuit circuit = circuits.get(sha256);
        if (circuit != null && circuit.isPaused(clock.instant())) {
            throw new CircuitOpen(
                    program, group, circuit.failures, circuit.reason, circuit.retryAt);
        }
    }

    /// Lets a run of a program through, after a pause as the trial. Every admitted run must be
    /// followed by [#ended].
    ///
    /// @throws CircuitOpen if it is paused
    synchronized void admit(String program, String sha256) {
        check(program, sha256);
        Circuit circuit = circuits.get(sha256);
        if (circuit != null && circuit.open) {
            circuit.trial = true;
        }
    }

    /// Takes note of how an admitted run ended.
    ///
    /// @param failure empty for a success
    void ended(String program, String sha256, Optional<SandboxException> failure) {
        CircuitChange change =
                failure.isEmpty()
                        ? succeeded(program, sha256)
                        : failed(program, sha256, failure.get());
        if (change != null) {
            listener.accept(change);
        }
    }

    private synchronized @Nullable CircuitChange succeeded(String program, String sha256) {
        Circuit circuit = circuits.remove(sha256);
        return circuit != null && circuit.open
                ? new CircuitChange(group, program, false, 0, "", clock.instant())
                : null;
    }

    private synchronized @Nullable CircuitChange failed(
            String program, String sha256, SandboxException failure) {
        if (!isTheGuestsDoing(failure)) {
            // Says nothing about the guest; a trial has not happened.
            Circuit circuit = circuits.get(sha256);
            if (circuit != null) {
                circuit.trial = false;
            }
            return null;
        }
        Circuit circuit = circuits.computeIfAbsent(sha256, hash -> new Circuit(program));
        forgetOldest();
        Instant now = clock.instant();
        if (circuit.failures == 0
                || (!circuit.open && circuit.firstFailure.plus(limits.window()).isBefore(now))) {
            circuit.failures = 0;
            circuit.firstFailure = now;
        }
        circuit.failures++;
        circuit.reason = String.valueOf(failure.getMessage());
        boolean opens = circuit.open ? circuit.trial : circuit.failures >= limits.failures();
        if (!opens) {
            return null;
        }
        circuit.pause = circuit.open ? doubled(circuit.pause) : limits.firstPause();
        circuit.openedAt = circuit.open ? circuit.openedAt : now;
        circuit.open = true;
        circuit.trial = false;
        circuit.retryAt = now.plus(circuit.pause);
        return new CircuitChange(
                group, program, true, circuit.failures, circuit.reason, circuit.retryAt);
    }

    /// The programs that are paused now, by name.
    synchronized List<PausedProgram> paused() {
        Instant now = clock.instant();
        return circuits.values().stream()
                .filter(circuit -> circuit.isPaused(now))
                .map(circuit ->
                        new PausedProgram(
                                circuit.program,
                                circuit.failures,
                                circuit.reason,
                                circuit.openedAt,
                                circuit.retryAt))
                .sorted(Comparator.comparing(PausedProgram::program))
                .toList();
    }

    /// Ends every pause; each program starts afresh.
    ///
    /// @return the programs that were paused
    List<PausedProgram> resume() {
        List<PausedProgram> were;
        synchronized (this) {
            were = paused();
            circuits.values().removeIf(circuit -> circuit.open);
        }
        were.forEach(one ->
                listener.accept(
                        new CircuitChange(group, one.program(), false, 0, "", clock.instant())));
        return were;
    }

    private Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(limits.longestPause()) < 0 ? twice : limits.longestPause();
    }

    private void forgetOldest() {
        if (circuits.size() > MAX_PROGRAMS) {
            circuits.remove(circuits.firstEntry().getKey());
        }
    }

    /// A host call that failed is mostly somebody else's server, a missing permission a matter for
    /// whoever grants, and the rest is this side's.
    private static boolean isTheGuestsDoing(SandboxException failure) {
        return switch (failure) {
            case GuestFault fault -> fault.kind() != GuestFault.Kind.HOST_CALL;
            case DeadlineExceeded late -> true;
            case ModuleRefusedException e -> false;
            case PermissionFault e -> false;
            case RunInterrupted e -> false;
            case RunRevoked e -> false;
            case HostFault e -> false;
            case SandboxBusy e -> false;
            case CircuitOpen e -> false;
        };
    }
}
