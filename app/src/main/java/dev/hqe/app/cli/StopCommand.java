package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.shim.Visit;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = {
            "Ends the workbench that is running, with its window and its connections.",
            "An agent that is still there starts a new one with its next request."
        })
final class StopCommand extends DoorCommand {

    private static final Duration END_WAIT = Duration.ofSeconds(30);

    StopCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        Optional<Visit> entered = enter("stop");
        if (entered.isEmpty()) {
            out().println("no workbench is running in " + homeDirectory());
            out().flush();
            return Failures.DONE;
        }
        long pid;
        try (Visit visit = entered.get()) {
            pid = visit.workbench();
            awaitEnd(visit.channel());
        }
        CompletableFuture<ProcessHandle> end =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::onExit)
                        .orElse(CompletableFuture.completedFuture(ProcessHandle.current()));
        try {
            end.get(END_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            err().println("hqe: process " + pid + " was told to end and has not, after 30 s");
            return Failures.FAILED;
        }
        out().println("stopped (process " + pid + ")");
        out().flush();
        return Failures.DONE;
    }

    private static void awaitEnd(SocketChannel channel) {
        try {
            Channels.newInputStream(channel).skip(Long.MAX_VALUE);
        } catch (IOException e) {
            // Its end has come without a good-bye.
        }
    }
}
