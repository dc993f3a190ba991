package dev.hqe.benchmarks.mcp;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that was started here and is ended here, with everything that it started, by process
/// id.
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(15);
    private static final Pattern LISTENING =
            Pattern.compile("[Ll]istening on:? https?://[^:/ ]+:(\\d+)");

    /// What runs now: it ends with this program, however that ends in order.
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Thread end = new Thread(() -> RUNNING.forEach(ServerProcess::kill), "servers-end");
        Runtime.getRuntime().addShutdownHook(end);
    }

    private final Process process;
    private final long startNanos;

    private ServerProcess(Process process, long startNanos) {
        this.process = process;
        this.startNanos = startNanos;
    }

    /// @param command the program and its arguments
    /// @param environment added to our own
    /// @param log what it says on standard error, appended
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        File errors = log.toFile();
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors));
        long now = System.nanoTime();
        ServerProcess server = new ServerProcess(builder.start(), now);
        RUNNING.add(server);
        return server;
    }

    /// When it was started, as [System#nanoTime].
    long startNanos() {
        return startNanos;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Usage usage() {
        return Usage.of(process.toHandle());
    }

    InputStream output() {
        return process.getInputStream();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /// Waits until it says where it listens; what it says after that is read and dropped.
    ///
    /// @throws WireException if it ends or says nothing for a minute
    int port() {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("server-output").start(() -> readOutput(port));
        try {
            return port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw WireException.wrong("the server did not say where it listens: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw WireException.wrong("interrupted");
        }
    }

    private void readOutput(CompletableFuture<Integer> port) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                }
            }
            port.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    /// Waits for it to end by itself.
    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends it and what it started now. For a server that is stuck.
    void kill() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /// Lets it end in order, then ends by force what is left.
    @Override
    public void close() {
        List<ProcessHandle> below = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        process.destroy();
        if (!endsWithin(END_LIMIT)) {
            process.destroyForcibly();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        RUNNING.remove(this);
    }
}
