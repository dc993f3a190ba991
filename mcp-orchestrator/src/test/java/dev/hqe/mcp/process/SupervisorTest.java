package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.ServerState.BackingOff;
import dev.hqe.mcp.process.ServerState.Failed;
import dev.hqe.mcp.process.ServerState.Running;
import dev.hqe.mcp.process.ServerState.Stopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are shell lines")
class SupervisorTest {

    private static final ServerName NAME = new ServerName("notes");
    private static final RestartPolicy POLICY =
            new RestartPolicy(
                    Duration.ofSeconds(1), Duration.ofSeconds(3), 4, Duration.ofMinutes(1));

    /// A restart that waits for the test to let it happen.
    private record Pending(Duration delay, Runnable what) {}

    @TempDir Path directory;
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Supervisor supervisor;

    @BeforeEach
    void open() {
        supervisor =
                new Supervisor(
                        ServerLauncher.open(directory, System.getenv()),
                        POLICY,
                        () -> now,
                        (delay, what) -> {
                            Pending restart = new Pending(delay, what);
                            pending.add(restart);
                            return () -> pending.remove(restart);
                        },
                        new Random(1),
                        facts::add);
    }

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void startsNothingUntilItIsAskedFor() {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("cat"));
        assertThat(server.state()).isEqualTo(new Stopped());

        ServerProcess process = server.demand();

        assertThat(server.demand()).isSameAs(process);
        assertThat(server.state()).isEqualTo(new Running(process, now));
        assertThat(facts).containsExactly(new ServerStarted(NAME, process.pid(), now));
    }

    @Test
    void startsAgainAfterEverLongerPausesAndThenGivesUp() throws Exception {
        SupervisedServer server =
                supervisor.supervise(NAME, Servers.shell("echo no database >&2; exit 9"));
        server.demand();

        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < POLICY.failures(); i++) {
            Pending restart = next();
            assertThat(server.state()).isInstanceOf(BackingOff.class);
            pauses.add(restart.delay());
            restart.what().run();
        }
        await().atMost(Servers.LONG).until(() -> server.state() instanceof Failed);

        assertThat(pauses.get(0).toMillis()).isBetween(500L, 1_000L);
        assertThat(pauses.get(1).toMillis()).isBetween(1_000L, 2_000L);
        assertThat(pauses.get(2).toMillis()).isBetween(1_500L, 3_000L);
        assertThat(server.stderr()).containsExactly("no database");
        assertThatThrownBy(server::demand)
                .isInstanceOf(ServerUnavailable.class)
                .hasMessageStartingWith("server 'notes' is not started: it failed 4 times")
                .hasMessageContaining("no database")
                .hasMessageEndingWith(
                        "\nCorrect its configuration, then restart it: hqe server restart notes");
        assertThat(facts).filteredOn(ServerStarted.class::isInstance).hasSize(4);
        assertThat(facts).filteredOn(ServerExited.class::isInstance).hasSize(4);
        assertThat(facts).last().isInstanceOf(ServerGaveUp.class);
    }

    @Test
    void failuresThatAreLongPastDoNotCount() throws Exception {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("exit 9"));
        server.demand();

        for (int i = 0; i < 2 * POLICY.failures(); i++) {
            Pending restart = next();
            assertThat(((BackingOff) server.state()).failures()).isEqualTo(1);
            now = now.plus(POLICY.window());
            restart.what().run();
        }

        assertThat(facts).noneMatch(ServerGaveUp.class::isInstance);
    }

    @Test
    void aPersonRestartsWhatWasGivenUp() throws Exception {
        Path program = directory.resolve("server");
        SupervisedServer server =
                supervisor.supervise(NAME, ServerCommand.of(program.toString()).in(directory));
        assertThatThrownBy(server::demand)
                .hasMessage(
                        "server 'notes' is not started: %s is not there. Correct the path, or"
                                        .formatted(program)
                                + " install it. Then restart it: hqe server restart notes");
        assertThat(server.state()).isInstanceOf(Failed.class);
        Files.writeString(program, "#!/bin/sh\ncat\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        ServerProcess process = server.restart();

        assertThat(process.isAlive()).isTrue();
        assertThat(server.demand()).isSameAs(process);
    }

    @Test
    void whoAsksWhileItWaitsIsToldWhy() throws Exception {
        SupervisedServer server =
                supervisor.supervise(NAME, Servers.shell("echo no database >&2; exit 9"));
        server.demand();
        next();

        assertThatThrownBy(server::demand)
                .isInstanceOf(ServerUnavailable.class)
                .hasMessageContaining("no database")
                .extracting(thrown -> ((ServerUnavailable) thrown).state())
                .isInstanceOf(BackingOff.class);
    }

    @Test
    void aStopIsNoFailure() {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("cat"));
        ServerProcess first = server.demand();

        server.stop();
        ServerProcess second = server.demand();

        assertThat(first.isAlive()).isFalse();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(pending).isEmpty();
        assertThat(facts).contains(new ServerExited(NAME, first.pid(), true, "stopped", now));
    }

    @Test
    void aStopTakesBackTheRestart() throws Exception {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("exit 9"));
        server.demand();
        Pending restart = next();

        server.stop();
        restart.what().run(); // it had begun already

        assertThat(server.state()).isEqualTo(new Stopped());
    }

    @Test
    void oneThatHasDoneItsWorkIsNotStartedAgainUntilItIsAskedFor() throws Exception {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("read x; exit 0"));
        ServerProcess process = server.demand();
        now = now.plus(POLICY.window());

        process.stdin().write('\n');
        process.stdin().flush();

        await().atMost(Servers.LONG).until(() -> server.state() instanceof Stopped);
        assertThat(server.demand().pid()).isNotEqualTo(process.pid());
    }

    @Test
    void namesAreTakenOnceAndFreedByRemoving() {
        SupervisedServer server = supervisor.supervise(NAME, Servers.shell("cat"));
        long pid = server.demand().pid();
        assertThatThrownBy(() -> supervisor.supervise(NAME, Servers.shell("cat")))
                .hasMessageContaining("there is a server 'notes' already");

        supervisor.remove(NAME);

        Servers.assertGone(List.of(pid));
        assertThatThrownBy(server::demand).hasMessage("server 'notes' was removed");
        assertThat(supervisor.supervise(NAME, Servers.shell("cat")).demand().isAlive()).isTrue();
    }

    @Test
    void closingStopsThemAll() {
        List<Long> pids =
                List.of("a", "b", "c").stream()
                        .map(name ->
                                supervisor
                                        .supervise(new ServerName(name), Servers.shell("cat"))
                                        .demand()
                                        .pid())
                        .toList();

        supervisor.close();

        Servers.assertGone(pids);
        assertThatThrownBy(() -> supervisor.supervise(NAME, Servers.shell("cat")))
                .hasMessageContaining("the workbench is ending");
    }

    private Pending next() throws InterruptedException {
        Pending restart = pending.poll(Servers.LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(restart).as("a restart").isNotNull();
        return Objects.requireNonNull(restart);
    }
}
