package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.kernel.json.Json;
import dev.hqe.shim.Doorway;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Visit;
import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// `hqe headless` in a process of its own, for as long as a test needs it.
final class HeadlessProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path log;
    private final Process process;

    private HeadlessProcess(Path home, Path log, Process process) {
        this.home = home;
        this.log = log;
        this.process = process;
    }

    /// Starts it and waits until it is ready.
    static HeadlessProcess start(Path home) throws Exception {
        Path log = Files.createTempFile("hqe-headless-", ".log");
        ProcessBuilder builder =
                HqeProcess.builder(
                        home, HqeProcess.distribution(), Main.class, "headless", "--idle", "3m");
        File target = log.toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(target).start();
        HeadlessProcess running = new HeadlessProcess(home, log, process);
        await("the workbench is up; see " + log)
                .atMost(PATIENCE)
                .until(() -> running.log().contains("ready"));
        return running;
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /// Runs a command beside it, in a folder.
    static ProcessBuilder command(Path home, Path folder, String... arguments) {
        return HqeProcess.builder(home, HqeProcess.distribution(), Main.class, arguments)
                .directory(folder.toFile());
    }

    static Result runIn(Path home, Path folder, String... arguments) throws Exception {
        Process process = command(home, folder, arguments).start();
        process.getOutputStream().close();
        return HqeProcess.await(process);
    }

    /// Who uses it, as `hqe status` has it.
    List<JsonNode> guests() throws Exception {
        try (Visit visit = visit("status")) {
            byte[] answer = Channels.newInputStream(visit.channel()).readAllBytes();
            List<JsonNode> guests = new ArrayList<>();
            Json.MAPPER.readTree(answer).path("guests").forEach(guests::add);
            return guests;
        }
    }

    /// Waits until those who have gone are seen to have gone.
    void awaitNobody() {
        await("nobody is there").atMost(PATIENCE).until(() -> guests().isEmpty());
    }

    /// Comes to its door and stays until it is closed.
    Visit visit(String wish) throws Exception {
        Greeting greeting =
                new Greeting(
                        wish,
                        HqeProcess.installation().build(),
                        ProcessHandle.current().pid(),
                        List.of());
        return Objects.requireNonNull(new Doorway(home, List.of()).enter(() -> greeting));
    }

    /// Ends it and looks whether all went well in it.
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(log()).doesNotContain("could not be served").doesNotContain("\tat ");
        Files.delete(log);
    }
}
