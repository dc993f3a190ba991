package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The workbench is a JVM of its own here, and is killed.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are shell lines")
class NoOrphanTest {

    /// Ignores its input and SIGTERM, and has a child that does.
    private static final String DEAF_JAVA =
            """
            import java.util.concurrent.CountDownLatch;

            class Deaf {
                public static void main(String[] arguments) throws Exception {
                    CountDownLatch never = new CountDownLatch(1);
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }));
                    Process child =
                            new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 1000; sleep 1000")
                                    .start();
                    System.out.println(ProcessHandle.current().pid());
                    System.out.println(child.pid());
                    never.await();
                }
            }
            """;

    private static final int IDS = 2 * Servers.STUBBORN_IDS + 2;

    @TempDir Path directory;
    private Process host;
    private List<Long> tree = List.of();
    private long guard;

    @AfterEach
    void endAll() {
        host.toHandle().destroyForcibly();
        tree.forEach(pid ->
                ProcessHandle.of(pid)
                        .filter(process -> Servers.runs(pid))
                        .ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void everyProcessOfEveryServerEndsWithAKilledWorkbenchAndSoDoesTheGuard() throws Exception {
        host.toHandle().destroyForcibly();

        Servers.awaitGone(tree);
        Servers.awaitGone(List.of(guard));
    }

    @Test
    void anotherGuardTakesThePlaceOfOneThatWasKilled() throws Exception {
        ProcessHandle.of(guard).orElseThrow().destroyForcibly();
        Servers.awaitGone(List.of(guard));
        await().atMost(Servers.LONG).until(() -> host.children().anyMatch(NoOrphanTest::isGuard));

        host.toHandle().destroyForcibly();

        Servers.awaitGone(tree);
    }

    @Test
    void theNextWorkbenchEndsWhatAKilledOneAndItsKilledGuardHaveLeft() throws Exception {
        stop(host.pid()); // so that it does not start another guard
        ProcessHandle.of(guard).orElseThrow().destroyForcibly();
        host.toHandle().destroyForcibly();
        assertThat(host.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tree).allMatch(Servers::runs);

        try (ServerLauncher next = ServerLauncher.open(directory, System.getenv())) {
            assertThat(next.swept()).isGreaterThanOrEqualTo(IDS);
        }

        Servers.assertGone(tree);
        assertThat(directory.resolve("hosted-servers")).doesNotExist();
    }

    @BeforeEach
    void startHost() throws IOException {
        Path deaf = Files.writeString(directory.resolve("Deaf.java"), DEAF_JAVA);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        host =
                new ProcessBuilder(
                                java.toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostMain.class.getName(),
                                directory.toString(),
                                deaf.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = host.inputReader();
        tree = Servers.ids(out, IDS);
        guard = Servers.ids(out, 1).getFirst();
        assertThat(tree).allMatch(Servers::runs);
        assertThat(Servers.runs(guard)).isTrue();
    }

    private static boolean isGuard(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains("hqe-guard"))
                .orElse(false);
    }

    private static void stop(long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-s", "STOP", Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }
}
