package dev.hqe.app.door;

import dev.hqe.kernel.HomeOwner;
import dev.hqe.shim.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What can be said of a data directory's lock and door from outside, and of what makes starts
/// fast.
public final class DoorReport {

    private static final int ANSWER_SECONDS = 5;

    private final Path home;
    private final Build build;
    private final Optional<HomeOwner> holder;

    /// One thing that was looked at.
    ///
    /// @param what one or two words
    /// @param fine whether nothing is wrong
    /// @param detail what there is, without a full stop
    /// @param fix the one command that mends it; empty where there is none, or nothing to mend
    public record Line(String what, boolean fine, String detail, String fix) {

        private static Line fine(String what, String detail) {
            return new Line(what, true, detail, "");
        }
    }

    /// @param build of this process
    /// @param holder who has the lock; empty for nobody
    public DoorReport(Path home, Build build, Optional<HomeOwner> holder) {
        this.home = home;
        this.build = build;
        this.holder = holder;
    }

    /// Looks at the lock and the door.
    public List<Line> lines() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        lines.add(
                Line.fine(
                        "lock", holder.map(one -> "held: " + one).orElse("nobody holds the data")));
        FutureTask<JsonNode> asking = new FutureTask<>(this::status);
        // No virtual one: those do not wait for a place in the queue of a door that is not opened.
        Thread.ofPlatform().daemon().name("door-report").start(asking);
        try {
            JsonNode status = asking.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            lines.add(socket(status));
            if (!status.isMissingNode()) {
                lines.add(build(status));
            }
        } catch (TimeoutException e) {
            lines.add(
                    new Line(
                            "socket",
                            false,
                            "the workbench does not answer within " + ANSWER_SECONDS + " s",
                            "hqe stop --force"));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String message = cause == null ? null : cause.getMessage();
            lines.add(new Line("socket", false, String.valueOf(message), ""));
        } finally {
            asking.cancel(true);
        }
        return lines;
    }

    /// What the workbench says; missing where none answers.
    private JsonNode status() throws IOException, InterruptedException {
        return new RunningWorkbench(home, build).status().orElse(MissingNode.getInstance());
    }

    private Line socket(JsonNode status) {
        if (!status.isMissingNode()) {
            return Line.fine(
                    "socket",
                    "process "
                            + status.path("pid").asLong()
                            + " answers, "
                            + status.path("guests").size()
                            + " connected; it was started "
                            + (status.path("startCache").asBoolean() ? "from" : "without")
                            + " its start cache");
        }
        return holder.isEmpty()
                ? Line.fine("socket", "no workbench is running")
                : new Line(
                        "socket",
                        false,
                        "the process that holds the data has no door, so agents and commands cannot"
                                + " come in; wait for its end, or end it",
                        kill(holder.get()));
    }

    private Line build(JsonNode status) {
        String running =
                status.path("version").asString() + " (" + status.path("stamp").asString() + ")";
        return running.equals(build.toString())
                ? Line.fine("build", "the workbench is of this build, " + build)
                : new Line(
                        "build",
                        false,
                        "the workbench that is running is of another build, "
                                + running
                                + ", than this hqe, "
                                + build,
                        "hqe stop");
    }

    private static String kill(HomeOwner holder) {
        OptionalLong pid = holder.pid();
        return pid.isPresent() ? "kill " + pid.getAsLong() : "";
    }

    /// Looks at what makes the start of `hqe mcp` fast. It need not be there.
    ///
    /// @param distribution the installation's folder
    public static Line shimCache(Path distribution) {
        Path cache = distribution.resolve("shim.aot");
        Path program = distribution.resolve("shim.jar");
        try {
            if (!Files.exists(cache) || !Files.exists(program)) {
                return Line.fine("shim cache", "there is none, so hqe mcp starts slower");
            }
            boolean old =
                    Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(cache))
                            > 0;
            return old
                    ? new Line(
                            "shim cache", false, cache + " is older than shim.jar", "hqe --rebuild")
                    : Line.fine("shim cache", cache + " fits its program");
        } catch (IOException e) {
            return new Line(
                    "shim cache", false, cache + " cannot be looked at: " + e.getMessage(), "");
        }
    }
}
