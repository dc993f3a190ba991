package dev.hqe.mcp.process;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.config.ServerName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Keeps the hosted servers running, and stops them all when it is closed.
///
/// Thread-safe. Facts are published in the order in which they happen to a server, by the thread
/// that caused them, so the consumer must not block for long, nor wait for another thread that asks
/// for the same server.
public final class Supervisor implements AutoCloseable {

    static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    private final Parts parts;
    private final ServerLauncher launcher;
    private final Map<ServerName, SupervisedServer> servers = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /// What starts a server's process; a seam.
    interface Launch {
        ServerProcess start(ServerCommand command);
    }

    /// What every supervised server shares.
    record Parts(
            Launch launch,
            RestartPolicy policy,
            InstantSource clock,
            Timers timers,
            RandomGenerator random,
            Consumer<? super Fact> publish) {}

    /// @param launcher starts the processes; closed with this
    /// @param publish gets [ServerStarted], [ServerExited] and [ServerGaveUp]
    public Supervisor(
            ServerLauncher launcher,
            RestartPolicy policy,
            InstantSource clock,
            Timers timers,
            RandomGenerator random,
            Consumer<? super Fact> publish) {
        this.launcher = launcher;
        this.parts = new Parts(launcher::start, policy, clock, timers, random, publish);
    }

    /// Takes a server on; starts nothing yet.
    ///
    /// @throws ServerProcessException if there is one of that name, or too many
    public SupervisedServer supervise(ServerName name, ServerCommand command) {
        if (closed) {
            throw new ServerProcessException(
                    "server '" + name + "' is not taken on: the workbench is ending");
        }
        if (servers.size() >= ServerLauncher.MAX_SERVERS) {
            throw new ServerProcessException(
                    "server '%s' is one too many: at most %d; remove one"
                            .formatted(name, ServerLauncher.MAX_SERVERS));
        }
        SupervisedServer server = new SupervisedServer(name, command, parts);
        if (servers.putIfAbsent(name, server) != null) {
            throw new ServerProcessException(
                    "there is a server '" + name + "' already: remove it, or take another name");
        }
        return server;
    }

    /// The server of that name.
    public Optional<SupervisedServer> server(ServerName name) {
        return Optional.ofNullable(servers.get(name));
    }

    /// All servers, by name.
    public Collection<SupervisedServer> servers() {
        return List.copyOf(servers.values());
    }

    /// Stops a server for good; does nothing if there is none of that name.
    public void remove(ServerName name) {
        SupervisedServer server = servers.remove(name);
        if (server != null) {
            server.retire();
        }
    }

    /// Stops all servers, at once, and the launcher.
    @Override
    public void close() {
        closed = true;
        List<Thread> stops = new ArrayList<>();
        for (SupervisedServer server : servers.values()) {
            stops.add(
                    Thread.ofVirtual()
                            .name("mcp-server-" + server.name() + "-stop")
                            .start(server::retire));
        }
        servers.clear();
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            stops.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        launcher.close();
    }
}
