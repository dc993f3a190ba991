package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(now::get);

    @Test
    void theFirstRoundIsAtOnceAndThoseThatDoNotStopWaitLongerAndLonger() {
        assertThat(pace.next()).isZero();
        Duration second = pace.next();
        Duration third = pace.next();

        assertThat(second).isPositive();
        assertThat(third).isGreaterThan(second);
        for (int i = 0; i < 100; i++) {
            assertThat(pace.next()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(pace.next()).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void afterAQuietWhileARoundIsAtOnceAgain() {
        pace.next();
        pace.next();

        now.addAndGet(Pace.QUIET.toNanos());

        assertThat(pace.next()).isZero();
    }
}
