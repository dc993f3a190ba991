package dev.hqe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(6, Duration.ofMillis(100), 2, Duration.ofMillis(1000));

    @Test
    void waitsWithinAWindowThatDoublesUpToItsLimit() {
        Random random = new Random(7);

        for (int failures = 1; failures <= 5; failures++) {
            long upperEnd = Math.min(1000, 100L << (failures - 1));
            long longest = 0;
            for (int i = 0; i < 2000; i++) {
                Duration delay = POLICY.delayAfter(failures, random).orElseThrow();
                assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(upperEnd));
                longest = Math.max(longest, delay.toMillis());
            }
            assertThat(longest).isGreaterThan(upperEnd * 9 / 10);
        }
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        Random random = new Random(7);

        assertThat(POLICY.delayAfter(5, random)).isPresent();
        assertThat(POLICY.delayAfter(6, random)).isEmpty();
        assertThat(POLICY.delayAfter(1000, random)).isEmpty();
        assertThat(RetryPolicy.NONE.delayAfter(1, random)).isEmpty();
    }

    @Test
    void staysBoundedWhereThePowerOverflows() {
        RetryPolicy steep = new RetryPolicy(100, Duration.ofSeconds(1), 1e9, Duration.ofMinutes(5));

        Optional<Duration> delay = steep.delayAfter(99, new Random(7));

        assertThat(delay.orElseThrow()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
    }

    @Test
    void refusesWhatWouldNeverEndOrMakesNoSense() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new RetryPolicy(101, second, 2, second))
                .hasMessage("attempts must be 1 to 100, not 101");
        assertThatThrownBy(() -> new RetryPolicy(3, second, 0.5, second))
                .hasMessageContaining("factor must be at least 1");
        assertThatThrownBy(() -> new RetryPolicy(3, second, Double.NaN, second))
                .hasMessageContaining("factor must be at least 1");
        assertThatThrownBy(() -> new RetryPolicy(3, second, 2, Duration.ZERO))
                .hasMessageContaining("the longest not below the first");
    }
}
