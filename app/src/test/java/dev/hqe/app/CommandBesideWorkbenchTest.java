package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.shim.Visit;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that need the data while a workbench holds it.
class CommandBesideWorkbenchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void fillFolder() throws Exception {
        home = work.resolve("home");
        Path sources = Files.createDirectories(work.resolve("project/src"));
        Files.writeString(sources.resolve("App.java"), "class App {}\n");
        Files.writeString(sources.resolve("Ümläut.txt"), "grüße\n");
    }

    @Test
    void printTheSameAsWithoutIt() throws Exception {
        List<String[]> commands =
                List.of(
                        new String[] {"ingest", "project", "-t", "code_audit"},
                        new String[] {"entities", "--json"},
                        new String[] {"tools"},
                        new String[] {"topic", "list", "--json"},
                        new String[] {"dead-letters"},
                        new String[] {"ingest", "nowhere", "-t", "code_audit"},
                        new String[] {"call", "code_audit.redakt"});
        List<Result> alone = new ArrayList<>();
        List<Result> beside = new ArrayList<>();
        HqeProcess.run(home, "ingest", work + "/project", "-t", "code_audit");

        for (String[] command : commands) {
            alone.add(HeadlessProcess.runIn(home, work, command));
        }
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            for (String[] command : commands) {
                beside.add(HeadlessProcess.runIn(home, work, command));
            }
            workbench.awaitNobody();
        }

        assertThat(without(beside.removeFirst())).isEqualTo(without(alone.removeFirst()));
        assertThat(beside).isEqualTo(alone);
        assertThat(beside.getFirst().out()).contains("src/Ümläut.txt");
        assertThat(beside.getLast().exitCode()).isEqualTo(2);
    }

    /// How long it took is another each time.
    private static String without(Result ingest) {
        return ingest.exitCode() + ingest.err() + ingest.out().replaceAll("(?m)^0\\.0 MB .*$", "");
    }

    @Test
    void readStandardInputWhenTheyWantItAndOnlyThen() throws Exception {
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Result call =
                    HqeProcess.runWithInput(
                            home,
                            "{\"text\": \"" + "ä".repeat(200_000) + "\"}",
                            "call",
                            "code_audit.redact",
                            "-");
            Process unread = HeadlessProcess.command(home, work, "entities").start();
            try (OutputStream input = unread.getOutputStream()) {
                Result entities = HqeProcess.await(unread);

                assertThat(entities.exitCode()).isZero();
                assertThat(input).as("was open all the time").isNotNull();
            }

            assertThat(call.json().path("text").asString()).hasSize(200_000);
            workbench.awaitNobody();
        }
    }

    @Test
    void seeATopicThatWasPutThereMeanwhile() throws Exception {
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Path topic = Files.createDirectories(home.resolve("topics/notes"));
            Files.writeString(
                    topic.resolve("topic.yaml"), "id: notes\nname: Notes\nversion: 1.0.0\n");

            Result list = HqeProcess.run(home, "topic", "list");

            assertThat(list.out()).contains("notes 1.0.0  Notes");
            workbench.awaitNobody();
        }
    }

    @Test
    void runTwoIngestsAtOnce() throws Exception {
        Path other = Files.createDirectories(work.resolve("other"));
        for (int i = 0; i < 500; i++) {
            Files.writeString(other.resolve("f" + i + ".txt"), "file " + i);
        }
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Process one =
                    HeadlessProcess.command(home, work, "ingest", "project", "-t", "code_audit")
                            .start();
            Process two =
                    HeadlessProcess.command(home, work, "ingest", "other", "-t", "code_audit")
                            .start();

            assertThat(HqeProcess.await(one).out()).contains("2 files: 2 stored");
            assertThat(HqeProcess.await(two).out()).contains("500 files: 500 stored");
            Result entities = HqeProcess.run(home, "entities", "--json", "-n", "1");
            assertThat(entities.json().path("total").asInt()).isEqualTo(502);
            workbench.awaitNobody();
        }
    }

    @Test
    void endWithTheirReaderAndLeaveTheWorkbenchAlone() throws Exception {
        Path big = Files.createDirectories(work.resolve("big"));
        for (int i = 0; i < 1000; i++) {
            Files.writeString(big.resolve("f" + i + ".txt"), ("line " + i + "\n").repeat(400));
        }
        HqeProcess.run(home, "ingest", big.toString(), "-t", "code_audit");
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            Process entities =
                    HeadlessProcess.command(home, work, "entities", "--json", "-n", "1000").start();
            try (BufferedReader head = entities.inputReader(StandardCharsets.UTF_8)) {
                assertThat(head.readLine()).isEqualTo("{");
            }

            assertThat(entities.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(entities.exitValue()).isZero();
            assertThat(entities.errorReader().readLine()).isNull();
            workbench.awaitNobody();
            assertThat(HqeProcess.run(home, "entities").out()).contains("50 of 1000");
        }
    }

    @Test
    void ofAnotherBuildAreRefusedWhereSomebodyUsesTheWorkbench() throws Exception {
        Path otherBuild = work.resolve("other-build");
        Files.createDirectories(otherBuild.resolve("lib"));
        Files.writeString(otherBuild.resolve("lib/hqe-app.jar"), "another one");
        try (HeadlessProcess workbench = HeadlessProcess.start(home)) {
            try (Visit agent = workbench.visit("mcp")) {
                Result refused =
                        HqeProcess.await(
                                HqeProcess.builder(home, otherBuild, Main.class, "entities")
                                        .start());

                assertThat(agent.workbench()).isEqualTo(workbench.pid());
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.err())
                        .startsWith("hqe: the workbench that is running (process ")
                        .contains("is of another build")
                        .contains("hqe stop");
            }
            workbench.awaitNobody();

            Result unused =
                    HqeProcess.await(
                            HqeProcess.builder(home, otherBuild, Main.class, "entities").start());

            assertThat(unused.out()).as(unused.err()).contains("0 of 0");
            assertThat(workbench.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it has made room")
                    .isTrue();
        }
    }
}
