package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// When a program is paused and when it is tried again.
class CircuitBreakerTest {
    private static final String HASH = "c0ffee";
    private final SandboxException trap =
            new GuestFault(GuestFault.Kind.TRAP, "rates.wasm: trap: divided by zero");
    private final SandboxException refused =
            new PermissionFault("rates.wasm", Permission.CLOCK, "no", "clock_time_get");

    private final SteppingClock clock = new SteppingClock();
    private final List<CircuitChange> changes = new CopyOnWriteArrayList<>();
    private final CircuitBreaker breaker =
            new CircuitBreaker("finance", GroupLimits.DEFAULT, clock, changes::add);

    private void ends(SandboxException failure) {
        breaker.admit("rates.wasm", HASH);
        breaker.ended("rates.wasm", HASH, Optional.of(failure));
    }

    private void succeeds() {
        breaker.admit("rates.wasm", HASH);
        breaker.ended("rates.wasm", HASH, Optional.empty());
    }

    private void failFiveTimes() {
        for (int i = 0; i < 5; i++) {
            ends(trap);
        }
    }

    @Test
    void pausesAfterFiveFailuresInARow() {
        failFiveTimes();

        assertThatThrownBy(() -> breaker.admit("rates.wasm", HASH))
                .isInstanceOf(CircuitOpen.class)
                .hasMessage(
                        "rates.wasm: not started, it is paused for 'finance' until"
                                + " 2026-01-02T12:00:30Z after 5 failures in a row; the last:"
                                + " rates.wasm: trap: divided by zero");
        assertThat(changes)
                .containsExactly(
                        new CircuitChange(
                                "finance",
                                "rates.wasm",
                                true,
                                5,
                                String.valueOf(trap.getMessage()),
                                clock.instant().plusSeconds(30)));
    }

    @Test
    void countsFromAnewAfterASuccess() {
        for (int i = 0; i < 4; i++) {
            ends(trap);
        }
        succeeds();
        for (int i = 0; i < 4; i++) {
            ends(trap);
        }

        breaker.admit("rates.wasm", HASH);
        assertThat(changes).isEmpty();
    }

    @Test
    void forgetsFailuresThatAreLongAgo() {
        for (int i = 0; i < 4; i++) {
            ends(trap);
        }
        clock.advance(Duration.ofMinutes(11));
        ends(trap);

        breaker.admit("rates.wasm", HASH);
        assertThat(changes).isEmpty();
    }

    @Test
    void letsOneTrialThroughAfterThePause() {
        failFiveTimes();
        clock.advance(Duration.ofSeconds(30));

        breaker.admit("rates.wasm", HASH);

        assertThatThrownBy(() -> breaker.admit("rates.wasm", HASH)).isInstanceOf(CircuitOpen.class);
    }

    @Test
    void goesOnAfterATrialThatSucceeds() {
        failFiveTimes();
        clock.advance(Duration.ofSeconds(30));
        succeeds();

        succeeds();
        assertThat(changes).last().returns(false, CircuitChange::open);
    }

    @Test
    void pausesTwiceAsLongAfterATrialThatFailsUpToTenMinutes() {
        failFiveTimes();
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofMinutes(10));
            ends(trap);
        }

        List<Duration> pauses =
                changes.stream()
                        .map(change -> Duration.between(clock.instant(), change.retryAt()))
                        .toList();
        assertThat(pauses).last().isEqualTo(Duration.ofMinutes(10));
        assertThat(changes).hasSize(9);
        assertThat(Duration.between(changes.get(0).retryAt(), changes.get(1).retryAt()))
                .isEqualTo(Duration.ofMinutes(10).plusSeconds(30));
    }

    @Test
    void doesNotCountWhatIsNotTheGuestsDoing() {
        for (int i = 0; i < 10; i++) {
            ends(refused);
            ends(new SandboxBusy("busy"));
            ends(new RunInterrupted("cancelled"));
            ends(new GuestFault(GuestFault.Kind.HOST_CALL, "server is down"));
        }

        breaker.admit("rates.wasm", HASH);
        assertThat(changes).isEmpty();
    }

    @Test
    void triesAgainWhenATrialSaidNothingAboutTheGuest() {
        failFiveTimes();
        clock.advance(Duration.ofSeconds(30));
        ends(new SandboxBusy("busy"));

        succeeds();
        assertThat(changes).hasSize(2);
    }

    @Test
    void knowsAProgramByItsBytes() {
        failFiveTimes();

        breaker.admit("rates.wasm", "corrected");
        assertThat(changes).hasSize(1);
    }
}
