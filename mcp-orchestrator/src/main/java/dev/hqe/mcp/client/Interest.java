package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a host wants to hear of a server (2026-07-28, Subscriptions, "Notification Filter").
///
/// @param tools changes of the list of tools
/// @param prompts changes of the list of prompts
/// @param resources changes of the list of resources
/// @param uris changes of the contents of these resources; at most 1,000
/// @param taskIds changes of these tasks; at most 1,000
public record Interest(
        boolean tools,
        boolean prompts,
        boolean resources,
        List<String> uris,
        List<String> taskIds) {

    private static final int MAX = 1_000;

    /// Changes of all three lists.
    public static final Interest LISTS = new Interest(true, true, true, List.of(), List.of());

    public Interest {
        uris = List.copyOf(uris);
        taskIds = List.copyOf(taskIds);
        if (uris.size() > MAX || taskIds.size() > MAX) {
            throw new McpException("one subscription names at most 1000 resources and 1000 tasks");
        }
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (tools) {
            json.put("toolsListChanged", true);
        }
        if (prompts) {
            json.put("promptsListChanged", true);
        }
        if (resources) {
            json.put("resourcesListChanged", true);
        }
        if (!uris.isEmpty()) {
            ArrayNode list = json.putArray("resourceSubscriptions");
            uris.forEach(list::add);
        }
        if (!taskIds.isEmpty()) {
            ArrayNode list = json.putArray("taskIds");
            taskIds.forEach(list::add);
        }
        return json;
    }
}
