package dev.hqe.mcp.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Starts servers so that they end with this process, however it ends.
///
/// Thread-safe. One per workbench, whose directory must be its own.
public final class ServerLauncher implements AutoCloseable {

    /// How many servers may run at once.
    public static final int MAX_SERVERS = 256;

    private static final String FILE = "hosted-servers";
    private static final Duration END = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Leftovers leftovers;
    private final ProcessGuard guard;
    private final int swept;
    private final Semaphore places = new Semaphore(MAX_SERVERS);
    private final Set<ServerProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ServerLauncher(
            Map<String, String> environment, Leftovers leftovers, ProcessGuard guard) {
        this.environment = Map.copyOf(environment);
        this.leftovers = leftovers;
        this.guard = guard;
        this.swept = leftovers.sweep();
    }

    /// Ends what an earlier run in this directory has left behind; starts nothing yet.
    ///
    /// @param directory where the note of the running servers is kept; held by this process alone
    /// @param environment this process's; servers inherit a few harmless variables of it
    public static ServerLauncher open(Path directory, Map<String, String> environment) {
        return new ServerLauncher(
                environment, new Leftovers(directory.resolve(FILE)), ProcessGuard.here());
    }

    /// How many processes of an earlier run were ended when this was opened.
    public int swept() {
        return swept;
    }

    /// The process that guards the servers, where there is one yet.
    Optional<ProcessHandle> guard() {
        return guard.process();
    }

    /// Starts a server.
    ///
    /// @throws CommandUnusable if its command or directory is not there
    /// @throws ServerProcessException if it does not start for another reason
    public ServerProcess start(ServerCommand command) {
        Map<String, String> env = ServerEnvironment.of(environment, command.env(), Platform.HERE);
        Path program = CommandSearch.find(command, env, Platform.HERE);
        if (closed) {
            throw new ServerProcessException(
                    command.command() + " is not started: the workbench is ending");
        }
        if (!places.tryAcquire()) {
            throw new ServerProcessException(
                    "%s is not started: %d servers run already; stop one"
                            .formatted(command.command(), MAX_SERVERS));
        }
        Marker marker = Marker.next();
        env.put(Marker.VARIABLE, marker.in(environment));
        // Noted before it is there: killed in between, we would never learn its id.
        guard.add(marker, 0);
        leftovers.add(marker);
        try {
            return started(command, program, env, marker);
        } catch (IOException | RuntimeException e) {
            forget(marker);
            throw new ServerProcessException(
                    "%s does not start: %s".formatted(program, e.getMessage()), e);
        }
    }

    private ServerProcess started(
            ServerCommand command, Path program, Map<String, String> env, Marker marker)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(command.args());
        ProcessBuilder builder = new ProcessBuilder(OwnSession.HERE.of(line));
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(env);
        Process process = builder.start();
        try {
            return watched(command, process, marker);
        } catch (RuntimeException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    private ServerProcess watched(ServerCommand command, Process process, Marker marker) {
        long session = OwnSession.HERE.possible() ? process.pid() : 0;
        ProcessTree tree = new ProcessTree(marker, session, ProcessTable.here(process.toHandle()));
        guard.add(marker, session);
        leftovers.started(marker, process.toHandle());
        ServerProcess server = new ServerProcess(command, process, tree, () -> forget(marker));
        running.add(server);
        var _ = server.exit().thenRun(() -> running.remove(server));
        if (closed) {
            server.stop(new StopGrace(Duration.ZERO, END));
        }
        return server;
    }

    private void forget(Marker marker) {
        guard.remove(marker);
        leftovers.remove(marker);
        places.release();
    }

    /// Stops every server that still runs, all at once, with [StopGrace#DEFAULT], and then the
    /// guard.
    @Override
    public void close() {
        closed = true;
        List<Thread> stops =
                running.stream()
                        .map(server ->
                                Thread.ofVirtual()
                                        .name("mcp-server-stop-" + server.pid())
                                        .start(() -> server.stop(StopGrace.DEFAULT)))
                        .toList();
        boolean interrupted = false;
        for (Thread stop : stops) {
            while (stop.isAlive()) {
                try {
                    stop.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stops.forEach(Thread::interrupt); // no more grace
                }
            }
        }
        guard.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
