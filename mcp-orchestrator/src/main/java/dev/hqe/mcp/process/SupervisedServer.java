package dev.hqe.mcp.process;

import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.ServerState.BackingOff;
import dev.hqe.mcp.process.ServerState.Failed;
import dev.hqe.mcp.process.ServerState.Running;
import dev.hqe.mcp.process.ServerState.Starting;
import dev.hqe.mcp.process.ServerState.Stopped;
import dev.hqe.mcp.process.ServerState.Stopping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One server that is started when it is asked for, and again when it has ended by itself, but not
/// for ever.
///
/// Thread-safe. Changes happen one after the other: whoever asks while the server is being stopped
/// waits for the end of that. [#state()] never waits.
public final class SupervisedServer {

    /// How long a caller waits for its turn; above that of a stop with its longest grace.
    private static final Duration TURN = Duration.ofMinutes(3);

    /// For a process that the system did not let go of in time.
    private static final ServerExit UNSEEN = new ServerExit(-1, true, 0, List.of());

    private final ServerName name;
    private final ServerCommand command;
    private final Supervisor.Parts parts;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Deque<Instant> failures = new ArrayDeque<>();
    private volatile ServerState state = new Stopped();
    private volatile List<String> lastWords = List.of();
    private Runnable cancelRestart = () -> {};
    private boolean retired;

    SupervisedServer(ServerName name, ServerCommand command, Supervisor.Parts parts) {
        this.name = name;
        this.command = command;
        this.parts = parts;
    }

    public ServerName name() {
        return name;
    }

    public ServerState state() {
        return state;
    }

    /// The last lines on standard error: of the running process, else of the one before.
    public List<String> stderr() {
        return state instanceof Running running ? running.process().stderr() : lastWords;
    }

    /// The running process; started if it is stopped.
    ///
    /// @throws ServerUnavailable if it waits to be started again, was given up or was removed, or
    ///   has ended this very moment
    public ServerProcess demand() {
        if (state instanceof Running running && running.process().isAlive()) {
            return running.process();
        }
        return inTurn(() ->
                switch (state) {
                    case Running(ServerProcess process, Instant _) when process.isAlive() ->
                            process;
                    case Stopped _, Starting _, Stopping _ -> start();
                    case Running _, BackingOff _, Failed _ -> throw unavailable();
                });
    }

    /// A person's wish: forgets all failures, stops what runs and starts anew.
    ///
    /// @throws ServerUnavailable if it does not start
    public ServerProcess restart() {
        return inTurn(() -> {
            failures.clear();
            stopInTurn(StopGrace.DEFAULT);
            return start();
        });
    }

    /// Stops it with its whole tree, and waits for that. The next demand starts it again.
    public void stop() {
        stop(StopGrace.DEFAULT);
    }

    /// The same with another grace.
    public void stop(StopGrace grace) {
        inTurn(() -> {
            stopInTurn(grace);
            return state;
        });
    }

    /// Stops one process of it: does nothing when that has ended by itself, or another one runs by
    /// now.
    public void stop(ServerProcess process) {
        inTurn(() -> {
            if (state instanceof Running(ServerProcess current, Instant _)
                    && current == process
                    && process.isAlive()) {
                stopInTurn(StopGrace.DEFAULT);
            }
            return state;
        });
    }

    /// Stops it for good.
    void retire() {
        inTurn(() -> {
            retired = true;
            stopInTurn(StopGrace.DEFAULT);
            return state;
        });
    }

    private interface Change<T> {
        T make();
    }

    private <T> T inTurn(Change<T> change) {
        boolean mine;
        try {
            mine = turn.tryLock(TURN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("server '" + name + "': the wait was cancelled", state);
        }
        if (!mine) {
            throw new ServerUnavailable(
                    "server '" + name + "' is busy with another change; try again", state);
        }
        try {
            return change.make();
        } finally {
            turn.unlock();
        }
    }

    private ServerProcess start() {
        if (retired) {
            throw new ServerUnavailable("server '" + name + "' was removed", state);
        }
        cancelRestart.run();
        state = new Starting();
        try {
            ServerProcess process = parts.launch().start(command);
            Instant now = parts.clock().instant();
            state = new Running(process, now);
            parts.publish().accept(new ServerStarted(name, process.pid(), now));
            var _ =
                    process.exit()
                            .thenAccept(exit ->
                                    Thread.ofVirtual()
                                            .name("mcp-server-" + name + "-exit")
                                            .start(() -> ended(process, exit)));
            return process;
        } catch (CommandUnusable e) {
            giveUp(e.reason(), sentence(e.fix()) + " Then restart it: " + byHand());
        } catch (ServerProcessException e) {
            failed("did not start: " + e.getMessage());
        }
        throw unavailable();
    }

    private ServerUnavailable unavailable() {
        ServerState now = state;
        return new ServerUnavailable(
                switch (now) {
                    case BackingOff(Instant until, int count, String reason) ->
                            "server '%s' has failed %d times and is started again at %s: it %s"
                                    .formatted(name, count, until, reason);
                    case Failed(String reason, String fix) ->
                            "server '%s' is not started: %s%s%s"
                                    .formatted(
                                            name, reason, reason.contains("\n") ? "\n" : ". ", fix);
                    case Stopped _, Starting _, Running _, Stopping _ ->
                            "server '" + name + "' has just changed; try again";
                },
                now);
    }

    private void stopInTurn(StopGrace grace) {
        cancelRestart.run();
        if (state instanceof Running(ServerProcess process, Instant _)) {
            state = new Stopping();
            process.stop(grace);
            lastWords = process.stderr();
            tellExit(process, process.exit().getNow(UNSEEN));
        }
        state = new Stopped();
    }

    private void tellExit(ServerProcess process, ServerExit exit) {
        parts.publish()
                .accept(
                        new ServerExited(
                                name,
                                process.pid(),
                                exit.requested(),
                                exit.reason(),
                                parts.clock().instant()));
    }

    private void ended(ServerProcess process, ServerExit exit) {
        inTurn(() -> {
            // Else it was stopped, which has told of it, and may run anew by now.
            if (state instanceof Running(ServerProcess current, Instant since)
                    && current == process) {
                lastWords = exit.stderr();
                tellExit(process, exit);
                boolean lasted =
                        !parts.clock().instant().isBefore(since.plus(parts.policy().window()));
                if (exit.code() == 0 && lasted) {
                    state = new Stopped(); // it had nothing more to do
                } else {
                    failed(exit.reason());
                }
            }
            return state;
        });
    }

    private void failed(String reason) {
        RestartPolicy policy = parts.policy();
        Instant now = parts.clock().instant();
        Instant since = now.minus(policy.window());
        while (!failures.isEmpty() && !failures.getFirst().isAfter(since)) {
            failures.removeFirst();
        }
        failures.addLast(now);
        if (failures.size() >= policy.failures()) {
            giveUp(
                    "it failed %d times within %d s, the last time it %s"
                            .formatted(failures.size(), policy.window().toSeconds(), reason),
                    "Correct its configuration, then restart it: " + byHand());
            return;
        }
        Duration pause = policy.pause(failures.size(), parts.random());
        BackingOff waiting = new BackingOff(now.plus(pause), failures.size(), reason);
        state = waiting;
        cancelRestart = parts.timers().after(pause, () -> startAgain(waiting));
    }

    private void startAgain(BackingOff waiting) {
        try {
            inTurn(() -> {
                if (waiting.equals(state)) {
                    start();
                }
                return state;
            });
        } catch (ServerUnavailable e) {
            // Nobody has asked; the state says how it stands, and the facts have told.
            Supervisor.LOG.log(System.Logger.Level.DEBUG, "a restart has failed", e);
        }
    }

    private void giveUp(String reason, String fix) {
        state = new Failed(reason, fix);
        parts.publish().accept(new ServerGaveUp(name, reason, fix, parts.clock().instant()));
    }

    private String byHand() {
        return "hqe server restart " + name;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
