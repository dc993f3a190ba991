package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import dev.hqe.app.door.RunningWorkbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// A workbench whose data directory is in somebody else's hands, or is gone.
@DisabledOnOs(value = WINDOWS, disabledReason = "what is in use cannot be moved")
class LostHomeTest {

    @TempDir private Path work = Path.of("");

    @AfterEach
    void leaveNothing() throws Exception {
        running().stop(Duration.ofSeconds(60));
    }

    private Path home() {
        return work.resolve("home");
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home(), HqeProcess.installation().build());
    }

    private Process headless(String... options) throws Exception {
        return HqeProcess.start(
                home(), Map.of("HQE_DETACHED", "1"), Main.class, join("headless", options));
    }

    private static String[] join(String first, String... more) {
        String[] all = new String[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    private long awaitWorkbench() {
        await().atMost(60, TimeUnit.SECONDS).until(() -> running().letsIn());
        return pid();
    }

    private long pid() {
        try {
            return running().status().orElseThrow().path("pid").asLong();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWorkbenchWhoseDirectoryWasMovedEndsAndLeavesTheNextOneItsDoor() throws Exception {
        Process first = headless();
        awaitWorkbench();

        Files.move(home(), work.resolve("moved"));
        Process second = headless();

        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(awaitWorkbench()).isEqualTo(second.pid());
    }

    @Test
    void nobodyWaitsBehindAWorkbenchThatRuns() throws Exception {
        Process running = headless();
        awaitWorkbench();

        Process another = headless("--detached");

        assertThat(another.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(another.exitValue()).isZero();
        assertThat(pid()).isEqualTo(running.pid());
    }

    @Test
    void whoRemovesTheLockFileCannotStartASecondWorkbench() throws Exception {
        Process running = headless();
        awaitWorkbench();
        Files.delete(home().resolve("workbench.lock"));

        HqeProcess.Result second = HqeProcess.run(home(), "mcp", "--standalone");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("in use by another workbench (process " + running.pid());
        assertThat(pid()).isEqualTo(running.pid());
    }

    @Test
    void aKilledWorkbenchLeavesNoLibraryBehind() throws Exception {
        Process headless = headless();
        awaitWorkbench();

        headless.destroyForcibly().waitFor();

        assertThat(home().resolve("run")).isDirectoryNotContaining("glob:**native*");
    }
}
