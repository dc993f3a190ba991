package dev.hqe.mcp.host;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.PromptDefinition;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.client.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A prompt of a hosted server.
///
/// @param nameThere what the server calls it
record HostedPrompt(HostedServer server, String nameThere, PromptDefinition definition)
        implements Prompt {

    /// @throws dev.hqe.mcp.McpException when it cannot be offered under a name of ours
    static HostedPrompt of(HostedServer server, ObjectNode prompt) {
        String nameThere = prompt.path("name").asString("");
        ToolName name = HostedName.of(server.name(), nameThere);
        return new HostedPrompt(server, nameThere, new PromptDefinition(name, prompt));
    }

    @Override
    public ObjectNode get(PromptCall call) throws InterruptedException {
        ObjectNode arguments = Json.object();
        call.arguments().forEach(arguments::put);
        RawJson result =
                server.request(
                        call.principal(),
                        call.caller(),
                        client ->
                                client.getPrompt(
                                        nameThere, arguments, server.reporting(call.caller())));
        return HostedTool.own(server, result);
    }

    @Override
    public Completion complete(CompletionRequest request) throws InterruptedException {
        ObjectNode reference = Json.object().put("type", "ref/prompt").put("name", nameThere);
        return complete(server, reference, request);
    }

    /// Asks a server for suggestions.
    static Completion complete(HostedServer server, ObjectNode reference, CompletionRequest request)
            throws InterruptedException {
        ObjectNode params = Json.object();
        params.set("ref", reference);
        params.putObject("argument").put("name", request.argument()).put("value", request.value());
        if (!request.others().isEmpty()) {
            request.others().forEach(params.putObject("context").putObject("arguments")::put);
        }
        RawJson result =
                server.request(
                        request.principal(),
                        Caller.NONE,
                        client -> client.complete(params, RequestOptions.DEFAULT));
        JsonNode completion = result.tree().path("completion");
        List<String> values = new ArrayList<>();
        completion.path("values").forEach(value -> values.add(value.asString("")));
        int total = completion.path("total").asInt(-1);
        boolean more = completion.path("hasMore").asBoolean(false);
        return new Completion(values, more ? Math.max(total, values.size() + 1) : total);
    }
}
