package dev.hqe.mcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Topics that want everything at once, and Topics that keep failing.
@Timeout(120)
class RunGroupTest {
    private final WasmSandbox sandbox =
            new WasmSandbox(SandboxLimits.DEFAULT, CompileMode.INTERPRETED);
    private final SteppingClock clock = new SteppingClock();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunGroup group(String name, int concurrent, int waiting) {
        return sandbox.group(
                name,
                GroupLimits.DEFAULT.withConcurrency(concurrent, waiting),
                clock,
                change -> {});
    }

    private static WasmRun run(WasmProgram program, RunGroup group) {
        return program.run(
                List.of(), InputStream.nullInputStream(), RunGrant.NONE.withGroup(group));
    }

    @Test
    void runsNoMoreAtATimeThanTheGroupMayAndAnswersTheExcessAtOnce() throws Exception {
        RunGroup greedy = group("greedy", 2, 10);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger busy = new AtomicInteger();
        InputStream waits =
                new GivenStream(() -> {
                    most.accumulateAndGet(together.incrementAndGet(), Math::max);
                    awaitOpen(release);
                    together.decrementAndGet();
                    return -1;
                });

        try (WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                calls.add(
                        callers.submit(() -> {
                            try {
                                echo.run(List.of(), waits, RunGrant.NONE.withGroup(greedy));
                            } catch (SandboxBusy e) {
                                assertThat(e)
                                        .hasMessageContaining("10 runs of 'greedy' are waiting");
                                busy.incrementAndGet();
                            }
                        }));
            }
            await().until(() -> busy.get() == 988);
            WasmProgram modest = sandbox.load("exit.wasm", Guests.exit(4));
            assertThat(run(modest, group("modest", 2, 10)).exitCode()).isEqualTo(4);
            assertThat(greedy.waiting()).isEqualTo(10);
            release.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(most.get()).isEqualTo(2);
        assertThat(greedy.waiting()).isZero();
    }

    private static void awaitOpen(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void pausesAProgramThatKeepsFailingAndNoOther() {
        List<CircuitChange> changes = new CopyOnWriteArrayList<>();
        RunGroup topic = sandbox.group("topic", GroupLimits.DEFAULT, clock, changes::add);
        WasmProgram bad = sandbox.load("bad.wasm", Guests.plain(c -> c.op(0x00)));
        WasmProgram good = sandbox.load("good.wasm", Guests.exit(0));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> run(bad, topic)).isInstanceOf(GuestFault.class);
        }

        assertThatThrownBy(() -> run(bad, topic)).isInstanceOf(CircuitOpen.class);
        assertThat(run(good, topic).exitCode()).isZero();
        assertThat(changes).singleElement().returns("bad.wasm", CircuitChange::program);
        clock.advance(Duration.ofSeconds(31));
        assertThatThrownBy(() -> run(bad, topic)).isInstanceOf(GuestFault.class);
        assertThatThrownBy(() -> run(bad, topic)).isInstanceOf(CircuitOpen.class);
    }

    @Test
    void aRevokedGroupStopsWhatComputesAndAnswersWhoWaitsAndWhoComesLater() throws Exception {
        RunGroup topic = group("topic", 1, 10);
        WasmProgram endless = sandbox.load("endless.wasm", Guests.spinWithBrIf());
        CompletableFuture<WasmRun> going = inThread(() -> run(endless, topic));
        await().until(() -> sandbox.activity().running() == 1);
        CompletableFuture<WasmRun> waits = inThread(() -> run(endless, topic));
        await().until(() -> topic.waiting() == 1);

        topic.revoke();

        assertThat(going)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(RunRevoked.class)
                .withMessageContaining("endless.wasm: stopped, because 'topic' was revoked");
        assertThat(waits)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(RunRevoked.class);
        assertThatThrownBy(() -> run(endless, topic)).isInstanceOf(RunRevoked.class);
        await().until(() -> sandbox.activity().running() == 0);
    }

    @Test
    void aRevokedRunThatHangsInItsInputIsAnsweredAllTheSame() {
        RunGroup topic = group("topic", 1, 10);
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        WasmProgram echo = sandbox.load("echo.wasm", Guests.echo());
        InputStream hangs =
                new GivenStream(() -> {
                    reads.countDown();
                    awaitThrough(release);
                    return -1;
                });
        CompletableFuture<WasmRun> going =
                inThread(() -> echo.run(List.of(), hangs, RunGrant.NONE.withGroup(topic)));
        await().until(() -> reads.getCount() == 0);

        topic.revoke();

        assertThat(going)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(RunRevoked.class);
        release.countDown();
    }

    /// Each on a thread of its own, however few processors there are.
    private static CompletableFuture<WasmRun> inThread(Supplier<WasmRun> call) {
        return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
    }

    private static void awaitThrough(CountDownLatch release) {
        boolean open = false;
        while (!open) {
            try {
                release.await();
                open = true;
            } catch (InterruptedException e) {
                // A read that does not react.
            }
        }
    }
}
