package dev.hqe.mcp.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A started server: its byte streams, and the way to stop it with everything that it has started.
///
/// The protocol's own shutdown is that its standard input ends, then SIGTERM, then SIGKILL (MCP,
/// stdio transport, "Shutdown"); [#stop] does that to the whole tree. When the first process ends
/// by itself, what it leaves behind is ended, too.
///
/// Thread-safe; the streams are for one reader and one writer each.
public final class ServerProcess {

    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration LEFT_BEHIND_GRACE = Duration.ofMillis(500);
    private static final long STDERR_END_MILLIS = 2_000;

    private final String command;
    private final Process process;
    private final ProcessTree tree;
    private final StderrTail tail;
    private final Thread stderrReader;
    private final CompletableFuture<ServerExit> exit = new CompletableFuture<>();
    private volatile boolean stopping;

    /// @param gone told when no process of it is left, before [#exit()] completes
    ServerProcess(ServerCommand command, Process process, ProcessTree tree, Runnable gone) {
        this.command = command.command();
        this.process = process;
        this.tree = tree;
        this.tail = new StderrTail(command.stderr(), command.secrets(), command.heard());
        this.stderrReader =
                Thread.ofPlatform()
                        .daemon()
                        .name("mcp-server-stderr-" + process.pid())
                        .stackSize(128 << 10)
                        .start(this::readStderr);
        var _ =
                process.onExit()
                        .thenAccept(ended ->
                                Thread.ofVirtual()
                                        .name("mcp-server-exit-" + process.pid())
                                        .start(() -> ended(gone)));
    }

    /// The process id of the first process of its tree.
    public long pid() {
        return process.pid();
    }

    /// Where the server reads. Buffered: flush after each message. Blocks while the server does not
    /// read and the pipe is full; [#stop] ends that with an `IOException`. What is written after
    /// the process has ended goes nowhere without an error, so watch [#exit()].
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /// What the server says; ends when every process that holds it has ended or closed it.
    public InputStream stdout() {
        return process.getInputStream();
    }

    /// The last lines on standard error, oldest first, within the command's [StderrLimits].
    public List<String> stderr() {
        return tail.lines();
    }

    /// A line that it said, without the command's secrets and without what a terminal would act on.
    public String readable(String line) {
        return tail.readable(line);
    }

    /// Completes when the first process has ended and nothing of its tree is left (or will not go,
    /// which the log says). Never fails. A copy; completing it does nothing.
    public CompletableFuture<ServerExit> exit() {
        return exit.copy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Stops the whole tree and waits until it is gone. An interrupt shortens what is left of the
    /// grace to nothing, and stays set.
    public void stop(StopGrace grace) {
        stopping = true;
        // The lock of the stream may be held by a writer that waits for a server that does not
        // read, so closing may block until the tree has ended.
        Thread.ofPlatform()
                .daemon()
                .name("mcp-server-close-" + process.pid())
                .stackSize(128 << 10)
                .start(this::closeInput);
        try {
            stopTree(grace);
        } catch (UncheckedIOException e) {
            // No list of processes to be had, out of descriptors most likely: end what we know.
            LOG.log(Level.WARNING, command + ": ended without looking for all its processes", e);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        awaitExit();
    }

    private void stopTree(StopGrace grace) {
        tree.living(); // while it is whole: remembers those whose ties are lost with their parents
        boolean ended = awaitLeader(grace.afterClose());
        if (!tree.living().isEmpty() || !ended) {
            tree.terminate();
            if (!tree.awaitEnd(grace.afterSignal()) && !tree.end(AFTER_KILL)) {
                LOG.log(Level.WARNING, "{0}: processes do not end: {1}", command, tree.living());
            }
        }
    }

    /// Whether the first process ended within the time.
    private boolean awaitLeader(Duration atMost) {
        try {
            return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitExit() {
        boolean interrupted = Thread.interrupted();
        try {
            exit.get(AFTER_KILL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.WARNING, "{0}: process {1} is not seen to end", command, pid());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the server had closed its input", e);
        }
    }

    private void readStderr() {
        try (InputStream in = process.getErrorStream()) {
            tail.drain(in);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "standard error of a server ended early", e);
        }
    }

    /// The first process has ended. The rest of the tree has no one to talk to any more.
    private void ended(Runnable gone) {
        int leftBehind = 0;
        try {
            leftBehind = tree.living().size();
            if (leftBehind > 0) {
                if (!stopping) {
                    tree.terminate();
                }
                Duration grace = stopping ? AFTER_KILL : LEFT_BEHIND_GRACE;
                if (!tree.awaitEnd(grace) && !tree.end(AFTER_KILL)) {
                    LOG.log(
                            Level.WARNING,
                            "{0}: processes do not end: {1}",
                            command,
                            tree.living());
                }
            }
            stderrReader.join(STDERR_END_MILLIS);
            gone.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, command + ": what it has left behind is not known", e);
        } finally {
            exit.complete(new ServerExit(process.exitValue(), stopping, leftBehind, tail.lines()));
        }
    }
}
