package dev.hqe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// An agent with its `hqe mcp`. For one thread.
final class AgentProcess {

    private final Process process;
    private final BufferedReader answers;
    private final List<String> notices = new ArrayList<>();
    private int id;

    private AgentProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
    }

    /// Starts it; nothing is said yet.
    ///
    /// @param arguments of `hqe mcp`
    static AgentProcess start(Path home, String... arguments) throws Exception {
        return start(home, Map.of(), arguments);
    }

    /// The same in an environment of its own.
    static AgentProcess start(Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("mcp"));
        command.addAll(List.of(arguments));
        return new AgentProcess(
                HqeProcess.start(home, environment, Main.class, command.toArray(String[]::new)));
    }

    /// Introduces itself to a workbench that lets it in.
    AgentProcess introduced(String name) throws Exception {
        assertThat(introduce(name).path("result").path("serverInfo").path("name").asString())
                .isEqualTo("hqe-workbench");
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    /// Says who it is.
    ///
    /// @return the answer, which may be a refusal
    JsonNode introduce(String name) throws Exception {
        say(
                """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"%s","version":"1"}}}\
                """
                        .formatted(name));
        return answer(0);
    }

    JsonNode ask(String method, String params) throws Exception {
        id++;
        say(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
        return answer(id);
    }

    JsonNode call(String tool) throws Exception {
        return ask("tools/call", "{\"name\":\"%s\",\"arguments\":{}}".formatted(tool));
    }

    /// The names of the tools that it sees.
    Set<String> tools() throws Exception {
        Set<String> names = new TreeSet<>();
        ask("tools/list", "{}")
                .path("result")
                .path("tools")
                .forEach(tool -> names.add(tool.path("name").asString()));
        return names;
    }

    /// Waits for a notification; what has come before an answer counts as well.
    void awaitNotice(String method) throws Exception {
        while (!notices.remove(method)) {
            notices.add(next().path("method").asString(""));
        }
    }

    private void say(String line) throws Exception {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    private JsonNode answer(int wanted) throws Exception {
        JsonNode message = next();
        while (message.path("id").asInt(-1) != wanted) {
            notices.add(message.path("method").asString(""));
            message = next();
        }
        return message;
    }

    private JsonNode next() throws Exception {
        String line = answers.readLine();
        assertThat(line).as("what the workbench says").isNotNull();
        return Json.MAPPER.readTree(line);
    }

    Process process() {
        return process;
    }

    void kill() {
        process.destroyForcibly();
    }
}
