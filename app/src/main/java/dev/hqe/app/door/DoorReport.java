package dev.hqe.app.door;

import dev.hqe.kernel.json.Json;
import dev.hqe.shim.Build;
import dev.hqe.shim.DoorPaths;
import dev.hqe.shim.Doorway;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What can be said of a data directory's lock and door from outside, and of what makes starts
/// fast.
public final class DoorReport {

    private static final int ANSWER_SECONDS = 5;
    private static final int MAX_BYTES = 1 << 20;

    private final DoorPaths paths;
    private final Build build;
    private final Optional<String> holder;

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
    /// @param holder which process has the lock, as it says of itself; empty for none
    public DoorReport(Path home, Build build, Optional<String> holder) {
        this.paths = new DoorPaths(home);
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
        Thread.ofVirtual().name("door-report").start(asking);
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
                            holderPid().map(pid -> "kill -9 " + pid).orElse("")));
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
        Greeting greeting =
                new Greeting(StatusWish.NAME, build, ProcessHandle.current().pid(), List.of());
        Visit entered = new Doorway(paths.home(), List.of()).enter(() -> greeting);
        if (entered == null) {
            return MissingNode.getInstance();
        }
        try (Visit visit = entered) {
            InputStream in = Channels.newInputStream(visit.channel());
            return Json.MAPPER.readTree(in.readNBytes(MAX_BYTES));
        }
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
                        holderPid().map(pid -> "kill " + pid).orElse(""));
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

    private Optional<String> holderPid() {
        return holder.map(text -> text.replaceAll("\\D*(\\d+).*", "$1"))
                .filter(pid -> pid.matches("\\d+"));
    }

    /// Looks at what was prepared so that starts are fast. None of it has to be there.
    ///
    /// @param distribution the installation's folder
    public static List<Line> caches(Path distribution) {
        return List.of(
                cache("start cache", distribution.resolve("hqe.aot"), distribution.resolve("lib")),
                cache(
                        "shim cache",
                        distribution.resolve("shim.aot"),
                        distribution.resolve("shim.jar")));
    }

    private static Line cache(String what, Path cache, Path program) {
        try {
            if (!Files.exists(cache)) {
                return Line.fine(what, "none, so starts are slower; hqe --rebuild makes it");
            }
            return newest(program).compareTo(Files.getLastModifiedTime(cache)) > 0
                    ? new Line(what, false, cache + " is older than the program", "hqe --rebuild")
                    : Line.fine(what, cache + ", " + (Files.size(cache) >> 20) + " MiB");
        } catch (IOException e) {
            return new Line(what, false, cache + " cannot be looked at: " + e.getMessage(), "");
        }
    }

    private static FileTime newest(Path program) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.walk(program, 1)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }
}
