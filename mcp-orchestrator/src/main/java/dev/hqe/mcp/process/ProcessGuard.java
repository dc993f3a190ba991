package dev.hqe.mcp.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Ends the servers when the workbench has died without doing it: one `sh` that waits at a pipe
/// from us. The operating system closes that pipe however we end, `kill -9` included.
///
/// It starts with the first server, and is started again should somebody kill it. Where there is no
/// `sh` (Windows), or it does not start, nothing is guarded, and the log says so once.
///
/// Thread-safe.
final class ProcessGuard implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ProcessGuard.class.getName());
    private static final int MAX_RESTARTS = 20;
    private static final long END_SECONDS = 5;

    private final List<String> command;
    private final Map<Marker, Long> guarded = new HashMap<>();
    private Optional<Process> running = Optional.empty();
    private int starts;
    private boolean closed;

    /// @param table the arguments that tell the guard how to look, empty where it cannot
    ProcessGuard(List<String> table) {
        this.command = table;
    }

    static ProcessGuard here() {
        return new ProcessGuard(
                switch (Platform.HERE) {
                    case LINUX -> List.of("proc");
                    case POSIX -> List.of("ps", String.join(" ", PsTable.BSD));
                    case WINDOWS -> List.of();
                });
    }

    /// From now on the processes with this marker end with us.
    ///
    /// @param session the session that they lead, 0 while that is unknown
    synchronized void add(Marker marker, long session) {
        guarded.put(marker, session);
        if (running.isEmpty() && !closed) {
            start(); // tells it of all
        } else {
            say("add " + marker.value() + " " + session);
        }
    }

    /// They have all ended.
    synchronized void remove(Marker marker) {
        if (guarded.remove(marker) != null) {
            say("remove " + marker.value() + " 0");
        }
    }

    /// The guard's process, if it runs.
    synchronized Optional<ProcessHandle> process() {
        return running.map(Process::toHandle);
    }

    private void start() {
        if (command.isEmpty() || starts > MAX_RESTARTS) {
            return;
        }
        starts++;
        try {
            // The script is an argument, so that the guard depends on no file.
            List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", script(), "hqe-guard"));
            whole.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(OwnSession.HERE.of(whole));
            builder.directory(Path.of("/").toFile()); // keeps no folder in use
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            String path = builder.environment().getOrDefault("PATH", "");
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/bin:/bin:" + path);
            builder.environment().put("LC_ALL", "C");
            Process guard = builder.start();
            running = Optional.of(guard);
            guarded.forEach((marker, session) -> say("add " + marker.value() + " " + session));
            var _ = guard.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the guard of the servers does not start; after a crash of the workbench they"
                            + " are ended only at its next start",
                    e);
        }
    }

    private synchronized void ended(Process guard) {
        if (!closed && running.filter(guard::equals).isPresent()) {
            running = Optional.empty();
            LOG.log(
                    starts > MAX_RESTARTS ? Level.WARNING : Level.INFO,
                    "the guard of the servers has ended with {0}; {1}",
                    guard.exitValue(),
                    starts > MAX_RESTARTS ? "it is not started again" : "starting another one");
            if (!guarded.isEmpty()) {
                start();
            }
        }
    }

    private void say(String line) {
        running.ifPresent(guard -> {
            try {
                OutputStream to = guard.getOutputStream();
                to.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                to.flush();
            } catch (IOException e) {
                // It has just ended; whoever takes its place is told of everything.
                LOG.log(Level.DEBUG, "the guard did not hear", e);
            }
        });
    }

    private static String script() {
        try (InputStream in = ProcessGuard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is missing beside ProcessGuard");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets the guard go. What is still registered is ended by it.
    @Override
    public void close() {
        Optional<Process> last;
        synchronized (this) {
            closed = true;
            last = running;
            running = Optional.empty();
        }
        last.ifPresent(guard -> {
            try {
                guard.getOutputStream().close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the guard had ended", e);
            }
            try {
                if (!guard.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    LOG.log(Level.DEBUG, "the guard is still ending processes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
