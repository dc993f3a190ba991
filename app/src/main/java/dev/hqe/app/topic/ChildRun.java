package dev.hqe.app.topic;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A compiler's process, run to its end or to a deadline. What it writes, on either stream, is
/// passed on as it comes; it reads nothing.
final class ChildRun {

    private static final long KILL_SECONDS = 5;

    private ChildRun() {}

    /// @param directory where it runs
    /// @param output is given its text in pieces, on a thread of its own
    /// @return its exit code
    /// @throws AuthoringException if it cannot be started or does not end in time
    static int run(List<String> command, Path directory, Duration limit, Consumer<String> output)
            throws InterruptedException {
        Process process = start(command, directory);
        Thread reading =
                Thread.ofVirtual().name("compiler output").start(() -> read(process, output));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw AuthoringException.failed(
                        command.getFirst() + " did not end within " + limit.toMinutes() + " min",
                        null);
            }
            reading.join(Duration.ofSeconds(KILL_SECONDS)); // something it has left may hold on
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command, Path directory) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw AuthoringException.failed(
                    command.getFirst() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static void read(Process process, Consumer<String> output) {
        char[] piece = new char[8192];
        try (Reader text =
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                output.accept(new String(piece, 0, length));
            }
        } catch (IOException ended) {
            output.accept(""); // its stream was closed because it had to end
        }
    }
}
