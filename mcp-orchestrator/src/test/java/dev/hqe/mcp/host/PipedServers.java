package dev.hqe.mcp.host;

import dev.hqe.mcp.client.ScriptedServer;
import dev.hqe.mcp.client.Transport;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// Servers of the handshake era over pipes, whose lists a test can change and whose other answers
/// it gives.
final class PipedServers implements Connector {

    static final String ECHO =
            "{\"name\":\"echo\",\"description\":\"Says it again.\","
                    + "\"inputSchema\":{\"type\":\"object\"}}";

    final List<ScriptedServer> opened = new CopyOnWriteArrayList<>();
    final List<String> forgotten = new CopyOnWriteArrayList<>();
    volatile List<String> tools = List.of(ECHO);
    volatile List<String> prompts = List.of();
    volatile List<String> resources = List.of();
    volatile List<String> templates = List.of();
    volatile ScriptedServer.Script script = (message, server) -> server.answer(message, "{}");
    private final Map<String, String> results = new HashMap<>();

    /// Answers a method with a result, always.
    PipedServers answering(String method, String result) {
        results.put(method, result);
        return this;
    }

    @Override
    public Transport open(HostedServerConfig server) {
        ScriptedServer fresh = new ScriptedServer(this::received);
        opened.add(fresh);
        return fresh.transport();
    }

    /// The server that was opened last.
    ScriptedServer latest() {
        return opened.getLast();
    }

    private void received(JsonNode message, ScriptedServer server) {
        String method = message.path("method").asString("");
        switch (method) {
            case "server/discover" -> server.refuse(message, -32601, "Method not found");
            case "initialize" ->
                    server.answer(
                            message,
                            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":"
                                    + "{\"listChanged\":true},\"prompts\":{},\"completions\":{},"
                                    + "\"resources\":{\"subscribe\":true}},"
                                    + "\"serverInfo\":{\"name\":\"piped\",\"version\":\"1\"}}");
            case "tools/list" -> server.answer(message, list("tools", tools));
            case "prompts/list" -> server.answer(message, list("prompts", prompts));
            case "resources/list" -> server.answer(message, list("resources", resources));
            case "resources/templates/list" ->
                    server.answer(message, list("resourceTemplates", templates));
            case "notifications/initialized" -> {}
            default -> {
                String result = results.get(method);
                if (result != null) {
                    server.answer(message, result);
                } else {
                    script.received(message, server);
                }
            }
        }
    }

    private static String list(String member, List<String> items) {
        return "{\"" + member + "\":[" + String.join(",", items) + "]}";
    }

    @Override
    public List<String> stderr(ServerName server) {
        return List.of("a last word");
    }

    @Override
    public String ending(ServerName server) {
        return "its process ended with exit code 3; it said last:\n  out of paper";
    }

    @Override
    public void reset(ServerName server) {
        forget(server);
    }

    @Override
    public void forget(ServerName server) {
        forgotten.add(server.value());
    }
}
