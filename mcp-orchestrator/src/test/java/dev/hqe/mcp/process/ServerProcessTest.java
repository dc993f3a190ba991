package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are shell lines")
class ServerProcessTest {

    @TempDir Path directory;
    private ServerLauncher launcher;

    @BeforeEach
    void open() {
        launcher = ServerLauncher.open(directory, System.getenv());
    }

    @AfterEach
    void close() {
        launcher.close();
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        ServerProcess server = launcher.start(Servers.shell("cat"));

        server.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
        server.stdin().flush();
        byte[] answer = server.stdout().readNBytes(6);

        assertThat(answer).asString(StandardCharsets.UTF_8).isEqualTo("hello\n");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void endsByItselfWhenItsInputEnds() {
        ServerProcess server = launcher.start(Servers.shell("cat; exit 3"));

        server.stop(new StopGrace(Servers.LONG, Servers.LONG));

        assertThat(server.exit().join().code()).isEqualTo(3);
        assertThat(server.exit().join().requested()).isTrue();
        assertThat(server.exit().join().leftBehind()).isZero();
    }

    @Test
    void isAskedToEndBeforeItIsEnded() {
        ServerProcess server =
                launcher.start(
                        Servers.shell(
                                "trap 'echo bye >&2; exit 7' TERM; echo $$; while :; do sleep 0.05;"
                                        + " done"));
        Servers.ids(server, 1);

        server.stop(new StopGrace(Servers.SHORT.afterClose(), Servers.LONG));

        assertThat(server.exit().join().code()).isEqualTo(7);
        assertThat(server.stderr()).contains("bye");
    }

    @Test
    void endsWithItsWholeTreeHoweverStubborn() {
        ServerProcess server = launcher.start(Servers.shell(Servers.STUBBORN));
        List<Long> tree = Servers.ids(server, Servers.STUBBORN_IDS);
        assertThat(tree).contains(server.pid()).allMatch(Servers::runs);

        server.stop(Servers.SHORT);

        Servers.assertGone(tree);
        assertThat(server.exit()).isCompleted();
    }

    @Test
    void whatItLeavesBehindWhenItEndsIsEnded() throws Exception {
        ServerProcess server =
                launcher.start(
                        Servers.shell(
                                "sh -c 'trap \"\" TERM; echo $$; sleep 1000; sleep 1000' & read x;"
                                        + " exit 4"));
        List<Long> tree = Servers.ids(server, 1);

        server.stdin().write('\n');
        server.stdin().flush();
        ServerExit exit = server.exit().get(20, TimeUnit.SECONDS);

        assertThat(exit.code()).isEqualTo(4);
        assertThat(exit.requested()).isFalse();
        assertThat(exit.leftBehind()).isPositive();
        Servers.assertGone(tree);
    }

    @Test
    void oneThatEndsAtOnceSaysWhy() throws Exception {
        ServerProcess server = launcher.start(Servers.shell("echo no such file >&2; exit 1"));

        ServerExit exit = server.exit().get(20, TimeUnit.SECONDS);

        assertThat(exit.reason())
                .isEqualTo("ended with exit code 1; it said last:\n  no such file");
    }

    @Test
    void oneThatNeverReadsIsStoppedAndItsWriterFreed() throws Exception {
        ServerProcess server =
                launcher.start(Servers.shell("trap '' TERM; while :; do sleep 1000; done"));
        CountDownLatch writing = new CountDownLatch(1);
        CompletableFuture<Boolean> freed = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    OutputStream stdin = server.stdin();
                    try {
                        writing.countDown();
                        for (int i = 0; i < 1_000; i++) {
                            stdin.write(new byte[10_000]);
                        }
                        freed.complete(false);
                    } catch (IOException e) {
                        freed.complete(true);
                    }
                });
        writing.await();

        server.stop(Servers.SHORT);

        assertThat(server.exit()).isCompleted();
        assertThat(freed.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void floodingStandardErrorCostsBoundedMemory() {
        ServerCommand flood =
                Servers.shell("while :; do echo 0123456789012345678901234567890123456789 >&2; done")
                        .keeping(new StderrLimits(50, 32, 1_000));
        ServerProcess server = launcher.start(flood);
        await().atMost(Servers.LONG).until(() -> server.stderr().size() > 10);

        List<String> kept = server.stderr();
        server.stop(Servers.SHORT);

        assertThat(kept).hasSizeLessThanOrEqualTo(50);
        assertThat(kept).last().isEqualTo("01234567890123456789012345678901 [cut]");
    }

    @Test
    void inheritsWhatIsHarmlessAndNoSecret() throws Exception {
        ServerLauncher other =
                ServerLauncher.open(
                        Files.createDirectory(directory.resolve("other")),
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "HOME", "/home/someone",
                                "LC_ALL", "C",
                                "HQE_PASSPHRASE", "open sesame",
                                "AWS_SECRET_ACCESS_KEY", "abc"));
        try (other) {
            ServerProcess server =
                    other.start(Servers.shell("env; exit").withEnv(Map.of("MINE", "yes")));

            String env = new String(server.stdout().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(env).contains("HOME=/home/someone", "LC_ALL=C", "MINE=yes");
            assertThat(env).doesNotContain("HQE_PASSPHRASE", "sesame", "AWS_");
        }
    }

    @Test
    void secretsDoNotShow() throws Exception {
        ServerCommand command =
                Servers.shell("echo token is $TOKEN >&2; exit 1")
                        .withEnv(Map.of("TOKEN", "s3cr3t-value"))
                        .hiding(Set.of("s3cr3t-value"));

        ServerExit exit = launcher.start(command).exit().get(20, TimeUnit.SECONDS);

        assertThat(exit.stderr()).containsExactly("token is [secret]");
        assertThat(command.toString()).contains("TOKEN").doesNotContain("s3cr3t", "echo");
    }

    @Test
    void aMissingCommandIsNamedWithTheFix() {
        assertThatThrownBy(() ->
                        launcher.start(
                                ServerCommand.of("npx", "-y", "x")
                                        .withEnv(Map.of("PATH", directory.toString()))))
                .isInstanceOf(CommandUnusable.class)
                .hasMessage("npx is not on the PATH: install Node.js, or give the full path");
        assertThatThrownBy(() -> launcher.start(ServerCommand.of("/no/such/thing")))
                .hasMessage("/no/such/thing is not there: correct the path, or install it");
        assertThatThrownBy(() -> launcher.start(Servers.shell(":").in(directory.resolve("gone"))))
                .hasMessageContaining("the working directory " + directory.resolve("gone"));
        assertThat(launcher.guard()).isEmpty();
    }

    @Test
    void closingStopsAllServersAndTheGuard() {
        ServerProcess one = launcher.start(Servers.shell("cat"));
        ServerProcess two = launcher.start(Servers.shell("cat"));
        long guard = launcher.guard().orElseThrow().pid();

        launcher.close();

        Servers.assertGone(List.of(one.pid(), two.pid()));
        Servers.awaitGone(List.of(guard));
        assertThatThrownBy(() -> launcher.start(Servers.shell("cat")))
                .hasMessageContaining("the workbench is ending");
        assertThat(directory).isEmptyDirectory();
    }
}
