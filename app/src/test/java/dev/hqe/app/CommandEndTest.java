package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.WorkbenchHome;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What ends a command that runs in a workbench, and what it asks the person who typed it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is a shell program")
class CommandEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FILES = 10_000;
    private static final int MOST_ATTEMPTS = 5;

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void configure() throws Exception {
        home = work.resolve("home");
        WorkbenchHome.createPrivately(home);
        ShellServer.install(
                home,
                work,
                List.of(ShellServer.tool("wait", "Waits."), ShellServer.tool("say", "Says it.")));
    }

    @Test
    void ctrlCEndsAnIngestBetweenTwoCommits() throws Exception {
        Path folder = Files.createDirectories(work.resolve("files"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve("f" + i + ".txt"), "file " + i);
        }
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            int attempts = 0;
            Result ended = interruptedIngest(folder);
            while (ended.exitCode() == 0 && ++attempts < MOST_ATTEMPTS) { // it was faster
                folder = Files.move(folder, work.resolve("files-" + attempts));
                ended = interruptedIngest(folder);
            }

            assertThat(ended.exitCode()).isEqualTo(isInterruptIgnored() ? 143 : 130);
            assertThat(ended.err()).contains("stopped; what is stored stays");
            workbench.awaitNobody();
            Result again =
                    HeadlessProcess.runIn(
                            home, work, "ingest", folder.toString(), "-t", "code_audit");
            assertThat(again.out()).contains("10,000 files: ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ctrlCAndTheEndOfItsOwnWorkbenchEndAnIngestBetweenTwoCommits(boolean ctrlC)
            throws Exception {
        Path folder = Files.createDirectories(work.resolve("files"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve("f" + i + ".txt"), "file " + i);
        }
        int attempts = 0;
        Result ended = stoppedIngest(folder, ctrlC);
        while (ended.exitCode() == 0 && ++attempts < MOST_ATTEMPTS) { // it was faster
            folder = Files.move(folder, work.resolve("files-" + attempts));
            ended = stoppedIngest(folder, ctrlC);
        }

        Result again =
                HeadlessProcess.runIn(home, work, "ingest", folder.toString(), "-t", "code_audit");

        assertThat(ended.exitCode())
                .as(ended.err())
                .isEqualTo(ctrlC && isInterruptIgnored() ? 143 : 130);
        assertThat(ended.err()).contains("stopped; what is stored stays");
        assertThat(again.out()).contains("10,000 files: ").doesNotContain(" 0 unchanged");
        assertThat(home.resolve("run/workbench.sock")).doesNotExist();
    }

    private Result stoppedIngest(Path folder, boolean ctrlC) throws Exception {
        Path written = home.resolve("workbench.db-wal");
        RunningWorkbench running = new RunningWorkbench(home, HqeProcess.installation().build());
        Process ingest =
                HeadlessProcess.command(home, work, "ingest", folder.toString(), "-t", "code_audit")
                        .start();
        await("it lets others in").atMost(PATIENCE).until(() -> running.status().isPresent());
        long before = size(written);
        await("some are stored, or all")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> size(written) != before || !ingest.isAlive());
        if (ctrlC) {
            interrupt(ingest);
        } else {
            running.stop(PATIENCE);
        }
        return HqeProcess.await(ingest);
    }

    private static long size(Path file) throws Exception {
        return Files.exists(file) ? Files.size(file) : -1;
    }

    @Test
    void anIngestThatIsDoneStaysForACommandThatRunsInItsWorkbench() throws Exception {
        try (StalledIngest ingest = StalledIngest.start(home, work)) {
            Process call = HeadlessProcess.command(home, work, "call", "notes.wait").start();
            awaitFile("called");

            ingest.release();
            String said = ingest.process().errorReader().readLine();
            boolean stays = ingest.process().isAlive();
            interrupt(call);

            assertThat(said).contains("done; this process goes on for those who use its workbench");
            assertThat(stays).isTrue();
            assertThat(HqeProcess.await(call).exitCode())
                    .isEqualTo(isInterruptIgnored() ? 143 : 130);
            assertThat(ingest.result().exitCode()).isZero();
        }
    }

    private Result interruptedIngest(Path folder) throws Exception {
        Path written = home.resolve("workbench.db-wal");
        FileTime before = Files.getLastModifiedTime(written);
        Process ingest =
                HeadlessProcess.command(home, work, "ingest", folder.toString(), "-t", "code_audit")
                        .start();
        await("some are stored")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !Files.getLastModifiedTime(written).equals(before));
        interrupt(ingest);
        return HqeProcess.await(ingest);
    }

    /// Sends what Ctrl-C sends, or where this test's own starter has all below it ignore that, what
    /// `kill` sends.
    private static void interrupt(Process process) throws Exception {
        boolean ignored = isInterruptIgnored();
        new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static boolean isInterruptIgnored() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        long ignored =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .mapToLong(mask -> Long.parseUnsignedLong(mask, 16))
                        .findFirst()
                        .orElse(2);
        return (ignored & 2) != 0;
    }

    @Test
    void ctrlCCancelsACall() throws Exception {
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Process call = HeadlessProcess.command(home, work, "call", "notes.wait").start();
            awaitFile("called");

            interrupt(call);

            assertThat(HqeProcess.await(call).exitCode())
                    .isEqualTo(isInterruptIgnored() ? 143 : 130);
            awaitFile("cancelled");
            workbench.awaitNobody();
        }
    }

    @Test
    void theSuddenEndOfItsProcessCancelsACall() throws Exception {
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Process call = HeadlessProcess.command(home, work, "call", "notes.wait").start();
            awaitFile("called");
            JsonNode guest = workbench.guests().getFirst();

            call.destroyForcibly().waitFor();

            awaitFile("cancelled");
            workbench.awaitNobody();
            assertThat(guest.path("name").asString()).isEqualTo("call notes.wait");
            assertThat(guest.path("pid").asLong()).isEqualTo(call.pid());
        }
    }

    @Test
    void theEndOfTheWorkbenchIsTold() throws Exception {
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Process call = HeadlessProcess.command(home, work, "call", "notes.wait").start();
            awaitFile("called");

            workbench.process().destroyForcibly();
            Result ended = HqeProcess.await(call);

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("(process " + workbench.pid() + ") has ended in the middle of it")
                    .contains("Run it again");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script makes terminals in another way there")
    void aQuestionIsAnsweredAtTheTerminal() throws Exception {
        HqeProcess.run(home, "policy", "ask", "--principal", "person", "--tool", "notes.say");
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Result yes = atTerminal("y\n", "call", "notes.say");
            Result no = atTerminal("n\n", "call", "notes.say");
            Result nobody = HqeProcess.run(home, "call", "notes.say");

            assertThat(yes.out()).contains("Allow it?").contains("said");
            assertThat(yes.exitCode()).isZero();
            assertThat(no.out()).contains("Allow it?").contains("said no");
            assertThat(no.exitCode()).isEqualTo(1);
            assertThat(nobody.err()).contains("nobody can be asked here");
            workbench.awaitNobody();
        }
    }

    /// Runs a command on a terminal and types when it asks.
    private Result atTerminal(String typed, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(HeadlessProcess.command(home, work, arguments).command());
        String line =
                command.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        Path seen = work.resolve("seen");
        ProcessBuilder builder = HeadlessProcess.command(home, work);
        builder.command("script", "--quiet", "--return", "--flush", "--command", line, "/dev/null");
        Process process = builder.redirectErrorStream(true).redirectOutput(seen.toFile()).start();
        try (OutputStream keyboard = process.getOutputStream()) {
            await().atMost(PATIENCE).until(() -> Files.readString(seen).contains("Allow it?"));
            keyboard.write(typed.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            Result ended = HqeProcess.await(process);
            return new Result(ended.exitCode(), Files.readString(seen), "");
        }
    }

    private void awaitFile(String name) {
        await(name).atMost(PATIENCE).until(() -> Files.exists(work.resolve(name)));
    }
}
