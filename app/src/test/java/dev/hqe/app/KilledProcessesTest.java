package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.app.door.RunningWorkbench;
import dev.hqe.kernel.WorkbenchHome;
import dev.hqe.kernel.json.Json;
import dev.hqe.shim.Shim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Agents on one data directory while shims and workbenches are killed (`kill -9`): a small part of
/// `benchmarks/chaos`.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher and the server are shell programs")
@Timeout(300)
class KilledProcessesTest {

    private static final int AGENTS = 4;
    private static final int CYCLES = 40;
    private static final int KILLS = 13;
    private static final int WORKBENCH_EVERY = 4;
    private static final int ANSWERS_BETWEEN = 4;

    private static final String SERVER =
            """
            while IFS= read -r line; do
              id=${line#*'"id":'}
              id=${id%%[,\\}]*}
              case $line in
                *'"initialize"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"shell","version":"1"}}}\\n' "$id" ;;
                *'"tools/list"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"result":{"tools":[]}}\\n' "$id" ;;
                *'"server/discover"'*)
                  printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32601,"message":"no"}}\\n' "$id" ;;
              esac
            done
            """;

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger cycles = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Agent> residents = new CopyOnWriteArrayList<>();
    private final Set<ProcessHandle> seen = new HashSet<>();

    @BeforeEach
    void layOut() throws Exception {
        home = Files.createDirectory(work.resolve("home"));
        Files.writeString(work.resolve("server.sh"), SERVER);
        ObjectNode servers = Json.object();
        ObjectNode notes = servers.putObject("mcpServers").putObject("notes");
        notes.put("command", "sh").put("cwd", work.toString()).putArray("args").add("server.sh");
        Files.writeString(home.resolve("mcp.json"), servers.toString());
        List<String> command = new ArrayList<>(List.of("exec"));
        HqeProcess.command(Main.class).forEach(word -> command.add("'" + word + "'"));
        Path launcher = work.resolve("hqe");
        Files.writeString(launcher, "#!/bin/sh\n" + String.join(" ", command) + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        over.countDown();
        residents.forEach(agent -> agent.shim.destroyForcibly());
        running().stop(Duration.ofSeconds(60));
    }

    private RunningWorkbench running() throws Exception {
        return new RunningWorkbench(home, HqeProcess.installation().build());
    }

    /// An agent with its shim. For one thread, but for the kill.
    private final class Agent {

        private final String name;
        private final Process shim;
        private final BufferedReader heard;
        private volatile boolean killed;
        private int count;

        Agent(String name) throws IOException {
            this.name = name;
            Path jar = HqeProcess.distribution().resolve("lib/hqe-app.jar");
            ProcessBuilder builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx24m",
                            "-Dhqe.launcher=" + work.resolve("hqe"),
                            "-Dhqe.jar=" + (Files.exists(jar) ? jar : ""),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Shim.class.getName());
            builder.environment().put("HQE_HOME", home.toString());
            builder.environment().put("HQE_IDLE", "30s");
            builder.environment().put("HQE_KEYCHAIN", "off");
            builder.redirectError(work.resolve("shims.err").toFile());
            shim = builder.start();
            heard = shim.inputReader(UTF_8);
        }

        /// Asks for a tool that is not there, which is answered with its name.
        ///
        /// @return whether its own answer has come, rather than that the workbench had ended
        boolean ask() throws IOException {
            String mark = name + "-" + ++count;
            ObjectNode request = Json.object().put("jsonrpc", "2.0").put("id", mark);
            ObjectNode params = request.put("method", "tools/call").putObject("params");
            params.put("name", "no." + mark).putObject("arguments");
            ObjectNode meta = params.putObject("_meta");
            meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
            meta.putObject("io.modelcontextprotocol/clientInfo").put("name", name);
            meta.withObject("io.modelcontextprotocol/clientInfo").put("version", "1");
            meta.putObject("io.modelcontextprotocol/clientCapabilities");
            shim.getOutputStream().write((request + "\n").getBytes(UTF_8));
            shim.getOutputStream().flush();
            String line = heard.readLine();
            if (line == null) {
                throw new IOException("the end");
            }
            JsonNode answer = Json.MAPPER.readTree(line);
            boolean mine = answer.path("id").asString("").equals(mark);
            boolean lost = answer.path("error").path("code").asInt() == -32603;
            if (!mine || (!lost && !answer.path("error").toString().contains("no." + mark))) {
                wrong.add(mark + " was answered with " + line);
            }
            answers.incrementAndGet();
            return !lost;
        }

        void kill() {
            killed = true;
            shim.destroyForcibly();
        }

        void leave() throws IOException, InterruptedException {
            shim.getOutputStream().close();
            if (!shim.waitFor(60, TimeUnit.SECONDS)) {
                wrong.add(name + ": its shim did not end with it");
            } else if (heard.readLine() != null) {
                wrong.add(name + " heard what it had not asked for");
            }
        }
    }

    /// Lives until all is over; starts again when its shim was killed.
    private void reside(int place) {
        try {
            while (true) {
                Agent agent = residents.get(place);
                try {
                    while (!over.await(20, TimeUnit.MILLISECONDS)) {
                        agent.ask();
                    }
                    agent.leave();
                    return;
                } catch (IOException e) {
                    if (!agent.killed) {
                        wrong.add(place + ": " + e);
                        return;
                    }
                    residents.set(place, new Agent("resident" + place + "-" + answers.get()));
                }
            }
        } catch (IOException e) {
            wrong.add("no shim: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Comes, asks until it has an answer, and goes.
    private void comeAndGo() {
        try {
            for (int i = cycles.incrementAndGet(); i <= CYCLES; i = cycles.incrementAndGet()) {
                Agent agent = new Agent("guest" + i);
                while (!agent.ask()) {
                    var _ = over.await(200, TimeUnit.MILLISECONDS);
                }
                agent.leave();
            }
        } catch (IOException e) {
            wrong.add("a guest: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(int number) throws Exception {
        int before = answers.get();
        await().atMost(60, TimeUnit.SECONDS).until(() -> answers.get() >= before + ANSWERS_BETWEEN);
        if (number % WORKBENCH_EVERY == WORKBENCH_EVERY - 1) {
            await().atMost(60, TimeUnit.SECONDS).until(() -> running().status().isPresent());
            long pid = running().status().orElseThrow().path("pid").asLong();
            ProcessHandle workbench = ProcessHandle.of(pid).orElseThrow();
            seen.add(workbench);
            workbench.descendants().forEach(seen::add);
            workbench.destroyForcibly();
        } else {
            residents.get(number % AGENTS).kill();
        }
    }

    /// A command that loses its patience sooner than a person would.
    private Result impatient(String... arguments) throws Exception {
        Map<String, String> patience = Map.of("JDK_JAVA_OPTIONS", "-Dhqe.welcome.millis=500");
        return HqeProcess.runIn(home, patience, "", arguments);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are not suspended there")
    void aSuspendedWorkbenchIsNamedAndCanBeKilled() throws Exception {
        Process workbench = HqeProcess.start(home, Main.class, "headless", "--idle", "3m");
        await().atMost(Duration.ofSeconds(60)).until(() -> running().letsIn());
        assertThat(new ProcessBuilder("kill", "-STOP", "" + workbench.pid()).start().waitFor())
                .isZero();

        List<Result> told = new ArrayList<>();
        for (String command : List.of("status", "tools", "stop")) {
            told.add(impatient(command));
        }
        boolean left = workbench.isAlive();
        Result forced = impatient("stop", "--force");
        Result again = impatient("stop", "--force");
        workbench.destroyForcibly();

        assertThat(told).extracting(Result::exitCode).containsExactly(3, 1, 1);
        assertThat(told)
                .extracting(Result::err)
                .allSatisfy(text ->
                        assertThat(text)
                                .contains(
                                        "process " + workbench.pid(),
                                        "does not answer",
                                        "hqe stop --force"));
        assertThat(left).isTrue();
        assertThat(forced.out()).isEqualTo("killed (process " + workbench.pid() + ")\n");
        assertThat(again.out()).contains("no workbench is running");
    }

    @Test
    void nothingIsLostMixedUpOrLeftWhenProcessesAreKilled() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            int place = i;
            residents.add(new Agent("first" + i));
            threads.add(Thread.ofVirtual().start(() -> reside(place)));
        }
        List<Thread> guests = List.of(Thread.ofVirtual().start(this::comeAndGo));

        for (int number = 0; number < KILLS; number++) {
            kill(number);
        }
        for (Thread guest : guests) {
            guest.join();
        }
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(wrong).isEmpty();
        assertThat(running().stop(Duration.ofSeconds(60))).isPresent();
        assertThat(WorkbenchHome.holder(home)).isEmpty();
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**workbench.sock");
        assertThat(home.resolve("run/native")).doesNotExist();
        assertThat(home.resolve("hosted-servers")).doesNotExist();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(seen).filteredOn(ProcessHandle::isAlive).isEmpty());
    }
}
