package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.HqeProcess.Result;
import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Other people's servers from outside: an agent's `hqe mcp`, and the commands beside it.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is a shell program")
class HostedServerDoorTest {

    private static final String TOOL = ShellServer.tool("echo", "Says it again.");

    @TempDir private Path work = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void configure() throws Exception {
        home = Files.createDirectory(work.resolve("home"));
        ShellServer.install(home, work, List.of(TOOL));
    }

    /// An agent's connection to `hqe mcp`.
    private static final class Agent implements AutoCloseable {

        private final Process process;
        private final BufferedReader in;
        private final OutputStream out;
        private int ids;

        Agent(Path home) throws Exception {
            process =
                    HqeProcess.start(home, Main.class, "mcp", "--standalone", "--tools", "direct");
            process.getErrorStream().close();
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            out = process.getOutputStream();
            ask(
                    "initialize",
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                            + "\"clientInfo\":{\"name\":\"agent\",\"version\":\"1\"}}");
            say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        }

        private void say(String line) throws Exception {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        JsonNode ask(String method, String params) throws Exception {
            int id = ++ids;
            say(
                    "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                            .formatted(id, method, params));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode message = Json.MAPPER.readTree(line);
                if (message.path("id").asInt(-1) == id) {
                    return message;
                }
            }
            throw new AssertionError("hqe mcp ended");
        }

        List<String> tools() throws Exception {
            return StreamSupport.stream(
                            ask("tools/list", "{}").at("/result/tools").spliterator(), false)
                    .map(tool -> tool.path("name").asString(""))
                    .toList();
        }

        /// Reads until a list has changed to what is wanted; the server tells of each change.
        void awaitTool(boolean there) throws Exception {
            while (tools().contains("notes.echo") != there) {
                String line = in.readLine();
                while (line != null && !line.contains("list_changed")) {
                    line = in.readLine();
                }
                assertThat(line).as("hqe mcp goes on").isNotNull();
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    private static String said(Agent agent, String call) throws Exception {
        return agent.ask("tools/call", call).at("/result/content/0/text").asString("");
    }

    @Test
    void anAgentCallsAHostedToolAndAChangedOneWaitsForAYesFromAnotherProcess() throws Exception {
        String call = "{\"name\":\"notes.echo\",\"arguments\":{}}";
        try (Agent agent = new Agent(home)) {
            agent.awaitTool(true);
            assertThat(said(agent, call)).contains("hqe policy allow");
            assertThat(HqeProcess.run(home, "policy", "allow", "--tool", "notes.*").exitCode())
                    .isZero();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(said(agent, call)).isEqualTo("said again"));

            ShellServer.offer(work, List.of(TOOL.replace("again.", "twice.")));
            assertThat(HqeProcess.run(home, "server", "restart", "notes").exitCode()).isZero();
            agent.awaitTool(false);
            Result list = HqeProcess.run(home, "server", "list");
            Result unasked = HqeProcess.run(home, "server", "accept", "notes");
            Result yes = HqeProcess.run(home, "server", "accept", "notes", "echo", "--yes");
            agent.awaitTool(true);

            assertThat(list.out()).contains("1 waiting for a yes: hqe server accept notes");
            assertThat(unasked.exitCode()).isEqualTo(2);
            assertThat(yes.out())
                    .contains("-  \"description\" : \"Says it again.\"")
                    .contains("+  \"description\" : \"Says it twice.\"")
                    .contains("accepted echo");
            assertThat(agent.ask("tools/call", call).at("/result/content/0/text").asString())
                    .isEqualTo("said again");
        }
        Result logs = HqeProcess.run(home, "server", "logs", "notes");
        assertThat(logs.out()).contains("started").contains("[hqe] connected to process");
    }

    @Test
    void anAgentIsGreetedBeforeAServerIsUpThatWasNeverSeen() throws Exception {
        Path gate = work.resolve("gate");
        ShellServer.waitFor(work, gate);

        try (Agent agent = new Agent(home)) { // which waits for the answer to its initialize
            Files.createFile(gate);

            agent.awaitTool(true);
        }
    }

    @Test
    void aServerIsTriedWithNoTraceInTheDataDirectoryButItsLog() throws Exception {
        Result good = HqeProcess.run(home, "server", "test", "notes");
        Files.writeString(work.resolve("server.sh"), "echo no paper >&2; exit 4");
        Result bad = HqeProcess.run(home, "server", "test", "notes");

        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).contains("notes works: shell 1", "notes.echo  Says it again.");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err()).contains("notes").contains("no paper");
        assertThat(home.resolve("servers"))
                .isDirectoryContaining("glob:**/trials")
                .isDirectoryNotContaining("regex:.*notes.*");
    }

    @Test
    void importsKeepSecretsInTheStoreAndNeverReplaceOne() throws Exception {
        Path file = work.resolve("theirs.json");
        String theirs =
                "{\"mcpServers\":{\"tickets\":{\"command\":\"x\",\"env\":"
                        + "{\"API_TOKEN\":\"ghp_%s\"}}}}";
        Map<String, String> environment = Map.of("HQE_PASSPHRASE", "a long passphrase");
        String[] importing = {"server", "import", file.toString(), "--yes"};

        Files.writeString(file, theirs.formatted("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"));
        Result first = HqeProcess.runIn(home, environment, "", importing);
        Result names = HqeProcess.runIn(home, environment, "", "secret", "list");
        HqeProcess.run(home, "server", "remove", "tickets");
        Files.writeString(file, theirs.formatted("z1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"));
        Result second = HqeProcess.runIn(home, environment, "", importing);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(names.out()).contains("tickets/API_TOKEN");
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.err()).contains("already, with another value").doesNotContain("ghp_");
        assertThat(Files.readString(home.resolve("mcp.json"))).doesNotContain("tickets", "ghp_");
    }
}
