package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `hqe ingest` in a process of its own that takes as long as a test wants: its standard output is
/// a pipe that is full, so it stands still where it says what it has done. Not on Windows.
final class StalledIngest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FULL =
            "exec 3<>\"$0\"; dd if=/dev/zero of=\"$0\" oflag=nonblock bs=4096 count=1024 2>/dev/null;"
                    + " exec \"$@\" >&3 3>&-";

    private final Path pipe;
    private final Process process;

    private StalledIngest(Path pipe, Process process) {
        this.pipe = pipe;
        this.process = process;
    }

    /// Starts it and waits until it lets others in.
    ///
    /// @param work an empty place for what it needs
    static StalledIngest start(Path home, Path work) throws Exception {
        Path pipe = work.resolve("full");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path folder = Files.createDirectories(work.resolve("ingested"));
        Files.writeString(folder.resolve("one.txt"), "one");
        ProcessBuilder builder =
                HeadlessProcess.command(
                        home, work, "ingest", folder.toString(), "-t", "code_audit");
        List<String> command = new ArrayList<>(List.of("sh", "-c", FULL, pipe.toString()));
        command.addAll(builder.command());
        Process process = builder.command(command).start();
        RunningWorkbench running = new RunningWorkbench(home, HqeProcess.installation().build());
        await("it lets others in")
                .atMost(PATIENCE)
                .until(() ->
                        running.status()
                                .map(status -> status.path("keptBy").path(0).asString(""))
                                .filter("hqe ingest"::equals)
                                .isPresent());
        return new StalledIngest(pipe, process);
    }

    Process process() {
        return process;
    }

    /// Has it go on, and end.
    void release() throws Exception {
        try (InputStream full = Files.newInputStream(pipe)) {
            StringBuilder said = new StringBuilder();
            while (said.indexOf("files/s") < 0) {
                said.append((char) full.read());
            }
        }
    }

    /// What it leaves behind.
    Result result() throws Exception {
        return HqeProcess.await(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
