package dev.hqe.app.door;

import dev.hqe.shim.Build;
import dev.hqe.shim.Doorway;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A workbench that was told to end.
///
/// @param pid of its process
/// @param hasEnded whether the process is gone, within [#WAIT]
public record Stop(long pid, boolean hasEnded) {

    /// How long its end is waited for.
    public static final Duration WAIT = Duration.ofSeconds(30);

    /// Tells the workbench of a data directory to end, and waits.
    ///
    /// @param build of this process
    /// @return none where no workbench runs
    /// @throws IOException if the data directory cannot be used
    public static Optional<Stop> of(Path home, Build build)
            throws IOException, InterruptedException {
        Greeting greeting =
                new Greeting(StopWish.NAME, build, ProcessHandle.current().pid(), List.of());
        Optional<Visit> entered =
                Optional.ofNullable(new Doorway(home, List.of()).enter(() -> greeting));
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        try (Visit visit = entered.get()) {
            awaitEnd(visit.channel());
            return Optional.of(new Stop(visit.workbench(), hasEnded(visit.workbench())));
        }
    }

    private static void awaitEnd(SocketChannel channel) {
        try {
            Channels.newInputStream(channel).skip(Long.MAX_VALUE);
        } catch (IOException e) {
            return; // its end has come without a good-bye
        }
    }

    private static boolean hasEnded(long pid) throws InterruptedException {
        CompletableFuture<ProcessHandle> end =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::onExit)
                        .orElse(CompletableFuture.completedFuture(ProcessHandle.current()));
        try {
            end.get(WAIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of process " + pid + " is not told", e);
        }
    }
}
