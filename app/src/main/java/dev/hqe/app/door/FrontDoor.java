package dev.hqe.app.door;

import dev.hqe.app.Installation;
import dev.hqe.app.Window;
import dev.hqe.app.Workbench;
import dev.hqe.app.agent.AgentOptions;
import dev.hqe.app.terminal.Misreading;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.profile.ProfileException;
import dev.hqe.shim.Build;
import dev.hqe.shim.DoorPaths;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The door of a workbench, with all that can be wished for at it, and the end of the workbench,
/// which can be asked for there. Thread-safe.
public final class FrontDoor implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Workbench workbench;
    private final Build build;
    private final Instant opened;
    private final Guests guests;
    private final Door door;
    private final Window window;
    private final CountDownLatch end = new CountDownLatch(1);

    /// Opens it.
    ///
    /// @param workbench open, and the caller's to close after this
    /// @param commands runs those that come to this workbench, on it
    /// @throws IOException if the socket cannot be made
    public FrontDoor(
            Workbench workbench, Installation installation, Commands commands, InstantSource clock)
            throws IOException {
        this.workbench = workbench;
        this.build = installation.build();
        this.opened = clock.instant();
        this.guests = new Guests(clock);
        this.window =
                new Window(workbench, installation, () -> guests.keep("window"), guests::agents);
        this.door =
                Door.open(
                        new DoorPaths(workbench.home().directory()),
                        build,
                        Map.of(
                                AgentWish.NAME,
                                new AgentWish(workbench.mcpServer(), this::access),
                                RunWish.NAME,
                                new RunWish(commands),
                                WindowWish.NAME,
                                new WindowWish(window),
                                ServeWish.NAME,
                                new ServeWish(workbench, guests::keep),
                                StatusWish.NAME,
                                new StatusWish(this::status),
                                StopWish.NAME,
                                new StopWish(this::stop)),
                        this::stop,
                        guests);
    }

    private Access access(List<String> arguments) throws Wish.Refusal {
        try {
            return workbench.agents().of(AgentOptions.parse(arguments));
        } catch (ParameterException e) {
            throw Wish.Refusal.ofArguments(
                    "hqe mcp: " + Misreading.of(e) + ". See: hqe mcp --help");
        } catch (ProfileException e) {
            throw Wish.Refusal.ofArguments("hqe mcp: " + e.getMessage());
        }
    }

    /// The window, which need not be open.
    public Window window() {
        return window;
    }

    /// Begins to serve MCP over HTTP.
    ///
    /// @throws dev.hqe.mcp.McpException if the address cannot be had
    /// @throws dev.hqe.kernel.secret.SecretException if keys are needed and cannot be read
    public Listening listen(Listening.Wanted wanted) {
        return Listening.start(workbench, wanted, guests::keep);
    }

    /// Who is in the house.
    public Guests guests() {
        return guests;
    }

    /// Asks for the end, and returns at once.
    public void stop() {
        door.shut();
        end.countDown();
    }

    /// Waits until the end is asked for.
    public void awaitStop() throws InterruptedException {
        end.await();
    }

    /// Waits until the end is asked for or something else is done, whatever becomes of it.
    ///
    /// @return whether the end was asked for
    public boolean awaitStopOr(CompletableFuture<?> other) throws InterruptedException {
        while (!end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (other.isDone()) {
                return false;
            }
        }
        return true;
    }

    /// Waits until the end is asked for, but not longer than this.
    ///
    /// @return whether it was
    public boolean awaitStop(Duration atMost) throws InterruptedException {
        return end.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Lets nobody in any more, unless somebody is here who would lose something by the end.
    ///
    /// @return whether it is so
    public boolean shutUnlessNeeded() {
        return door.shutUnlessNeeded();
    }

    /// Lets nobody in any more, if nobody uses the workbench now.
    ///
    /// @return whether it is so
    public boolean shutIfUnused() {
        return door.shutIfUnusedFor(Duration.ZERO);
    }

    /// Waits until the end is asked for, or nobody has used the workbench for that long; then
    /// nobody is let in any more. So it is where nobody can find it any more, because its data
    /// directory was deleted or moved: what its agents ask next is then for another one.
    public void awaitStopOrUnused(Duration time) throws InterruptedException {
        while (!end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!door.canBeFound()) {
                LOG.log(
                        Level.WARNING,
                        "{0} was deleted or moved, so this workbench ends",
                        workbench.home().directory());
                door.shut();
                return;
            }
            if (door.shutIfUnusedFor(time)) {
                return;
            }
        }
    }

    private ObjectNode status() {
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        ObjectNode status =
                Json.MAPPER
                        .createObjectNode()
                        .put("pid", ProcessHandle.current().pid())
                        .put("version", build.version())
                        .put("stamp", build.stamp())
                        .put("home", workbench.home().directory().toString())
                        .put("started", opened.toString())
                        .put("closing", door.isShut())
                        .put("heapUsed", memory.getUsed())
                        .put("heapCommitted", memory.getCommitted())
                        .put("visits", guests().total())
                        .put("startCache", isStartCacheUsed());
        ArrayNode keepers = status.putArray("keptBy");
        guests().keepers().forEach(keepers::add);
        ArrayNode paused = status.putArray("paused");
        workbench.topicTools().paused().forEach(one -> paused.add(one.toJson()));
        ArrayNode inside = status.putArray("guests");
        for (Guest guest : guests().list()) {
            if (guest.isUser()) {
                ArrayNode arguments =
                        inside.addObject()
                                .put("number", guest.number())
                                .put("wish", guest.greeting().wish())
                                .put("name", guest.name())
                                .put("version", guest.version())
                                .put("profile", guest.profile())
                                .put("pid", guest.greeting().pid())
                                .put("since", guest.since().toString())
                                .putArray("arguments");
                guest.greeting().arguments().forEach(arguments::add);
            }
        }
        return status;
    }

    private static boolean isStartCacheUsed() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    }

    @Override
    public void close() throws IOException {
        stop();
        try {
            window.close();
        } finally {
            door.close();
        }
    }
}
