package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ui.WindowException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ToolkitStartTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void returnsWhenTheToolkitRuns() {
        AtomicBoolean ran = new AtomicBoolean();
        ToolkitStart start =
                new ToolkitStart(
                        onFx -> {
                            ran.set(true);
                            onFx.run();
                        },
                        ":0",
                        LONG);

        start.await();

        assertThat(ran).isTrue();
    }

    @Test
    void namesTheDisplayThatCannotBeOpened() {
        ToolkitStart start =
                new ToolkitStart(
                        onFx -> {
                            throw new UnsupportedOperationException("Unable to open DISPLAY");
                        },
                        ":77",
                        LONG);

        assertThatThrownBy(start::await)
                .isInstanceOf(WindowException.class)
                .hasMessage(
                        "The display :77 cannot be opened. Start a desktop session, or set DISPLAY.")
                .hasRootCauseMessage("Unable to open DISPLAY");
    }

    @Test
    void givesUpOnADisplayThatNeverAnswers() {
        CountDownLatch answer = new CountDownLatch(1);
        ToolkitStart start =
                new ToolkitStart(
                        onFx -> awaitInterruptibly(answer), "far:0", Duration.ofMillis(20));

        assertThatThrownBy(start::await)
                .isInstanceOf(WindowException.class)
                .hasMessageContaining("The display far:0 cannot be opened")
                .hasMessageContaining("set DISPLAY");

        answer.countDown();
    }

    @Test
    void saysWhatFailedWhereThereIsNoDisplayToName() {
        ToolkitStart start =
                new ToolkitStart(
                        onFx -> {
                            throw new UnsatisfiedLinkError("no glass");
                        },
                        "",
                        LONG);

        assertThatThrownBy(start::await)
                .isInstanceOf(WindowException.class)
                .hasMessageContaining("no glass")
                .hasMessageContaining("desktop session");
    }

    private static void awaitInterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
