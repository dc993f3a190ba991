package dev.hqe.memory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmbeddingPaceTest {

    private final AtomicLong now = new AtomicLong();
    private final EmbeddingPace pace = new EmbeddingPace(now::get);

    private void makeInOneSecond(int vectors) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        pace.made(vectors);
    }

    @Test
    void countsOnlyWhileSomethingIsMade() {
        assertThat(pace.perSecond()).isZero();

        pace.begin();
        makeInOneSecond(10);

        assertThat(pace.perSecond()).isEqualTo(10, within(0.01));
        pace.end();
        assertThat(pace.perSecond()).isZero();
    }

    @Test
    void forgetsWhatIsLongAgo() {
        pace.begin();
        for (int i = 0; i < 100; i++) {
            makeInOneSecond(1000);
        }

        for (int i = 0; i < 100; i++) {
            makeInOneSecond(10);
        }

        assertThat(pace.perSecond()).isEqualTo(10, within(0.5));
    }
}
