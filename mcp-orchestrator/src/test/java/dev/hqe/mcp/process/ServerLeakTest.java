package dev.hqe.mcp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are counted in /proc")
class ServerLeakTest {

    private static final int TIMES = 200;

    @TempDir Path directory;

    @Test
    void twoHundredServersLeaveNoThreadNoFileAndNoProcess() {
        try (ServerLauncher launcher = ServerLauncher.open(directory, System.getenv())) {
            startAndStop(launcher); // what is made once: the guard, classes
            long files = files();
            long children = children();
            long threads = threads();

            for (int i = 0; i < TIMES; i++) {
                startAndStop(launcher);
            }

            await().atMost(Servers.LONG)
                    .untilAsserted(() -> {
                        assertThat(files()).as("files").isLessThanOrEqualTo(files);
                        assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
                        assertThat(children()).as("children").isLessThanOrEqualTo(children);
                    });
        }
    }

    private static void startAndStop(ServerLauncher launcher) {
        ServerProcess server = launcher.start(ServerCommand.of("cat").in(Path.of("/")));
        server.stop(StopGrace.DEFAULT);
        assertThat(server.exit()).isCompleted();
    }

    private static long files() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    /// Ours. The JDK keeps its own that wait for processes, and the pools', for a minute.
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mcp-"))
                .count();
    }
}
