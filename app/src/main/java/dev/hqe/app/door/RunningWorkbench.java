package dev.hqe.app.door;

import dev.hqe.kernel.json.Json;
import dev.hqe.shim.Build;
import dev.hqe.shim.DoorException;
import dev.hqe.shim.Doorway;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/// The workbench that another process runs in a data directory, as its door shows it.
///
/// @param home the data directory
/// @param build of this process
public record RunningWorkbench(Path home, Build build) {

    private static final int MAX_STATUS_BYTES = 4 << 20;

    /// Comes in with a wish; empty where no workbench runs.
    ///
    /// @throws DoorException if it says no
    public Optional<Visit> visit(String wish, List<String> arguments)
            throws IOException, InterruptedException {
        Greeting greeting = new Greeting(wish, build, ProcessHandle.current().pid(), arguments);
        return Optional.ofNullable(new Doorway(home, List.of()).enter(() -> greeting));
    }

    /// How it stands with it, as [FrontDoor] says; empty where none runs.
    public Optional<JsonNode> status() throws IOException, InterruptedException {
        Optional<Visit> entered = visit(StatusWish.NAME, List.of());
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try (Visit visit = entered.get();
                InputStream in = Channels.newInputStream(visit.channel())) {
            return Optional.of(Json.MAPPER.readTree(in.readNBytes(MAX_STATUS_BYTES)));
        }
    }

    /// Whether one runs that is not about to end.
    public boolean letsIn() throws IOException, InterruptedException {
        return status().filter(status -> !status.path("closing").asBoolean()).isPresent();
    }

    /// Tells it to end and waits until its process has.
    ///
    /// @return its process; empty where none ran
    /// @throws TimeoutException if it has not ended by then
    public OptionalLong stop(Duration patience)
            throws IOException, InterruptedException, TimeoutException {
        Optional<Visit> entered = visit(StopWish.NAME, List.of());
        if (entered.isEmpty()) {
            return OptionalLong.empty();
        }
        try (Visit visit = entered.get()) {
            long pid = visit.workbench();
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            return OptionalLong.of(pid);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + home + " to be free", e);
        }
    }
}
