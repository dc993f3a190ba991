package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// `hqe` as a person or an agent starts it: a process of its own with its own data directory.
final class HqeProcess {

    /// The platform that JavaFX draws on, among the environment; in memory unless given.
    static final String PLATFORM = "HQE_TEST_PLATFORM";

    private static final long SECONDS = 120;

    /// What a finished command left behind.
    record Result(int exitCode, String out, String err) {

        JsonNode json() {
            assertThat(exitCode).as("exit code; stderr: %s", err).isZero();
            return Json.MAPPER.readTree(out);
        }
    }

    private HqeProcess() {}

    /// Runs a command to its end.
    static Result run(Path home, String... arguments) throws Exception {
        return runWithInput(home, "", arguments);
    }

    static Result runWithInput(Path home, String input, String... arguments) throws Exception {
        return runIn(home, Map.of(), input, arguments);
    }

    static Result runIn(
            Path home, Map<String, String> environment, String input, String... arguments)
            throws Exception {
        Process process = start(home, environment, Main.class, arguments);
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedWithoutReading) {
            assertThat(process.isAlive()).isFalse();
        }
        return await(process);
    }

    /// Starts a main class with this test's class path.
    static Process start(Path home, Class<?> main, String... arguments) throws IOException {
        return start(home, Map.of(), main, arguments);
    }

    static Process start(
            Path home, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        ProcessBuilder builder =
                builder(home, command(distribution(), environment, main), arguments);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// How a main class is started with this test's class path.
    ///
    /// @param distribution the installation that it takes itself for
    static ProcessBuilder builder(
            Path home, Path distribution, Class<?> main, String... arguments) {
        return builder(home, command(distribution, Map.of(), main), arguments);
    }

    private static ProcessBuilder builder(Path home, List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HQE_HOME", home.toString());
        builder.environment().put("HQE_IDLE", "2s"); // what an agent starts does not stay
        builder.environment().put("HQE_KEYCHAIN", "off"); // a test leaves a person's one alone
        builder.environment().keySet().removeIf(name -> name.startsWith("HQE_PASSPHRASE"));
        return builder;
    }

    /// The command that starts a main class with this test's class path.
    static List<String> command(Class<?> main) {
        return command(distribution(), Map.of(), main);
    }

    /// With the quick compiler alone, but for one that is given a passphrase: stretching that takes
    /// the other compiler's code a fifth of the time.
    private static List<String> command(
            Path distribution, Map<String, String> environment, Class<?> main) {
        List<String> command = new ArrayList<>(ProgramUnderTest.java());
        if (!environment.containsKey("HQE_PASSPHRASE")) {
            command.add(1, "-XX:TieredStopAtLevel=1");
        }
        command.addAll(
                List.of(
                        "-Dglass.platform=" + environment.getOrDefault(PLATFORM, "Headless"),
                        "-Dprism.order=sw",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dhqe.dist=" + distribution,
                        main.getName()));
        return command;
    }

    /// Waits for what a process leaves behind.
    static Result await(Process process) throws Exception {
        CompletableFuture<byte[]> out = read(process.getInputStream());
        CompletableFuture<byte[]> err = read(process.getErrorStream());
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("hqe ends").isTrue();
            return new Result(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly(); // which closes what was not read yet
        }
    }

    /// The installation that this module's build assembles, with the bundled Topics.
    static Path distribution() {
        return Path.of("target", "hqe").toAbsolutePath();
    }

    static Installation installation() {
        return new Installation("test", distribution(), List.of("hqe"), Extension.NONE);
    }

    private static CompletableFuture<byte[]> read(InputStream stream) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        bytes.complete(stream.readAllBytes());
                    } catch (IOException e) {
                        bytes.completeExceptionally(e);
                    }
                });
        return bytes;
    }

    private static String text(CompletableFuture<byte[]> bytes) throws Exception {
        return new String(bytes.get(SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }
}
