package dev.hqe.mcp.host;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.client.Params;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import tools.jackson.databind.node.ObjectNode;

/// A tool of a hosted server.
///
/// @param nameThere what the server calls it
/// @param pinned the definition as the server wrote it and a person has accepted it
record HostedTool(
        HostedServer server, String nameThere, ObjectNode pinned, ToolDefinition definition)
        implements Tool {

    /// @throws McpException when it cannot be offered under a name of ours
    static HostedTool of(HostedServer server, ObjectNode tool) {
        String nameThere = tool.path("name").asString("");
        ToolName name = HostedName.of(server.name(), nameThere);
        return new HostedTool(
                server,
                nameThere,
                tool,
                new ToolDefinition(name, tool, ToolOrigin.server(server.name().value())));
    }

    @Override
    public ToolOutcome call(ToolCall call) throws InterruptedException {
        Params params = params(call);
        RawJson result;
        try {
            result =
                    server.request(
                            call.principal(),
                            call.caller(),
                            client -> {
                                // Connecting may have shown that it is another tool by now than the
                                // one that the policy and the arguments were checked against.
                                server.requirePinned(nameThere, pinned);
                                return client.callTool(params, server.reporting(call.caller()));
                            });
        } catch (HostedServer.NotPinned e) {
            return new ToolOutcome.Refused(String.valueOf(e.getMessage()), e.fix());
        } catch (HostedServer.CannotBeUsed e) {
            return new ToolOutcome.Failed(String.valueOf(e.getMessage()));
        }
        ToolOutcome.Relayed relayed = ToolOutcome.Relayed.of(result);
        own(relayed.more());
        return relayed;
    }

    /// The arguments are written here, once; what follows passes bytes on.
    private Params params(ToolCall call) {
        Params params =
                Params.NONE
                        .with("name", nameThere)
                        .with("arguments", RawJson.of(call.arguments().toString()));
        ObjectNode trace = Json.object();
        call.trace().into(trace);
        for (var entry : trace.properties()) {
            params = params.withMeta(entry.getKey(), entry.getValue());
        }
        return params;
    }

    /// A server's result without what it says of the message and of itself, which is ours to say.
    static ObjectNode own(HostedServer server, RawJson result) {
        if (!(result.tree() instanceof ObjectNode json)) {
            throw new McpException(
                    "server '" + server.name() + "' answered with a result that is no object");
        }
        json.remove("resultType");
        own(json);
        return json;
    }

    private static void own(ObjectNode json) {
        if (json.path("_meta") instanceof ObjectNode meta) {
            meta.remove(MetaKeys.SERVER_INFO);
            if (meta.isEmpty()) {
                json.remove("_meta");
            }
        }
    }
}
