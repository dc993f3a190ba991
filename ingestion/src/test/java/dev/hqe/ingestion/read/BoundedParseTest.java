package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedParseTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aParserThatDoesNotEndIsLeftBehindAndNoMoreThanFourAre() {
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < BoundedParse.MAX_STUCK; i++) {
            assertThatThrownBy(() -> BoundedParse.run("x.pdf", SHORT, stopped -> () -> stuck(free)))
                    .isInstanceOf(ReadException.class)
                    .hasMessageStartingWith("x.pdf takes longer than 0 s to be read");
        }

        assertThatThrownBy(() -> BoundedParse.run("y.pdf", LONG, stopped -> () -> "read"))
                .isInstanceOf(ReadException.class)
                .hasMessageStartingWith("y.pdf is not read: 4 documents before it");

        free.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> BoundedParse.stuck() == 0);
    }

    private static String stuck(CountDownLatch free) {
        while (true) {
            try {
                free.await();
                return "free";
            } catch (InterruptedException e) {
                // as a parser that does not listen
            }
        }
    }

    @Test
    void aParserIsToldToStop() {
        CountDownLatch told = new CountDownLatch(1);

        assertThatThrownBy(() ->
                        BoundedParse.run(
                                "x.pdf",
                                SHORT,
                                stopped ->
                                        () -> {
                                            while (!stopped.getAsBoolean()) {
                                                Thread.onSpinWait();
                                            }
                                            told.countDown();
                                            return "";
                                        }))
                .isInstanceOf(ReadException.class);

        await().atMost(Duration.ofSeconds(20)).until(() -> told.getCount() == 0);
    }

    @Test
    void whatAParserDiesOfIsSaid() {
        assertThatThrownBy(() -> BoundedParse.run("x.pdf", LONG, stopped -> () -> endless(1)))
                .hasMessage("x.pdf is nested too deeply");
        assertThatThrownBy(() ->
                        BoundedParse.run(
                                "x.pdf",
                                LONG,
                                stopped ->
                                        () -> {
                                            throw new OutOfMemoryError("Java heap space");
                                        }))
                .hasMessageStartingWith("x.pdf takes more memory to be read than there is");
        assertThatThrownBy(() ->
                        BoundedParse.run(
                                "x.pdf",
                                LONG,
                                stopped ->
                                        () -> {
                                            throw new IOException("as it is");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("as it is");
        assertThat(BoundedParse.stuck()).isZero();
    }

    private static long endless(long depth) {
        return depth < 0 ? depth : endless(depth + 1) + 1;
    }
}
