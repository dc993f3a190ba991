package dev.hqe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private final List<String> log = new ArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle();

    private AutoCloseable part(String name) {
        log.add("open " + name);
        return () -> log.add("close " + name);
    }

    private void open(String name) {
        lifecycle.open(name, () -> part(name));
    }

    @Test
    void opensAndStartsInOrderAndClosesInReverse() {
        open("a");
        lifecycle.onStart("a", () -> log.add("start a"));
        open("b");
        lifecycle.onStart("b", () -> log.add("start b"));

        lifecycle.start();
        lifecycle.close();
        lifecycle.close();

        assertThat(log)
                .containsExactly("open a", "open b", "start a", "start b", "close b", "close a");
    }

    @Test
    void namesAndTimesEveryStep() {
        open("a");
        lifecycle.onStart("a", () -> Thread.onSpinWait());

        lifecycle.start();
        lifecycle.close();

        assertThat(lifecycle.steps())
                .extracting(step -> step.name() + " " + step.phase())
                .containsExactly("a OPEN", "a START", "a CLOSE");
        assertThat(lifecycle.steps()).allSatisfy(step -> assertThat(step.took()).isPositive());
        assertThat(lifecycle.steps())
                .allSatisfy(step -> assertThat(step.took()).isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void aPartThatFailsToOpenClosesThoseBeforeIt() {
        open("a");
        open("b");

        assertThatThrownBy(() ->
                        lifecycle.open(
                                "disk",
                                () -> {
                                    throw new IOException("it is full");
                                }))
                .isInstanceOf(LifecycleException.class)
                .hasMessage("the disk could not open: it is full");

        assertThat(log).containsExactly("open a", "open b", "close b", "close a");
        assertThat(lifecycle.steps())
                .extracting(step -> step.name() + " " + step.phase())
                .containsExactly("a OPEN", "b OPEN", "disk OPEN", "b CLOSE", "a CLOSE");
    }

    @Test
    void anErrorWhileOpeningClosesThoseBeforeItToo() {
        open("a");

        assertThatThrownBy(() ->
                        lifecycle.open(
                                "native",
                                () -> {
                                    throw new UnsatisfiedLinkError("no library");
                                }))
                .isInstanceOf(UnsatisfiedLinkError.class);

        assertThat(log).containsExactly("open a", "close a");
    }

    @Test
    void aPartThatFailsToStartClosesEverythingAndNothingStartsLater() {
        open("a");
        lifecycle.onStart(
                "a",
                () -> {
                    throw new IllegalStateException("port taken");
                });
        lifecycle.onStart("b", () -> log.add("start b"));

        assertThatThrownBy(lifecycle::start).hasMessage("port taken");
        lifecycle.start();

        assertThat(log).containsExactly("open a", "close a");
    }

    @Test
    void aPartThatFailsToCloseDoesNotKeepTheOthersOpen() {
        open("a");
        lifecycle.open(
                "b",
                () ->
                        () -> {
                            throw new IOException("b is stuck");
                        });
        lifecycle.open(
                "c",
                () ->
                        () -> {
                            throw new AssertionError("c is broken");
                        });

        assertThatThrownBy(lifecycle::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("c is broken")
                .satisfies(e ->
                        assertThat(e.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly("the b could not close: b is stuck"));

        assertThat(log).containsExactly("open a", "close a");
    }

    @Test
    void aFailureWithoutAMessageStillSaysWhatItIs() {
        assertThatThrownBy(() ->
                        lifecycle.open(
                                "x",
                                () -> {
                                    throw new IOException();
                                }))
                .hasMessage("the x could not open: java.io.IOException");
    }

    @Test
    void anInterruptedStepLeavesTheThreadInterrupted() {
        assertThatThrownBy(() ->
                        lifecycle.open(
                                "x",
                                () -> {
                                    throw new InterruptedException("stop");
                                }))
                .isInstanceOf(LifecycleException.class);

        assertThat(Thread.interrupted()).isTrue();
    }
}
