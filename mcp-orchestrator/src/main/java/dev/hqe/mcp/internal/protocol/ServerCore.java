package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.ServerLimits;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the sessions of one server share: the modern era, which needs no session, the listings, the
/// changes, the calls that wait for their client. Thread-safe.
public final class ServerCore implements AutoCloseable {

    private final McpServer server;
    private final ServerLimits limits;
    private final Changes changes;
    private final ModernEra modern;
    private final ToolListing legacyTools;
    private final ParkedCalls parked;
    private final Tasks tasks;

    /// @param server whose catalogs are there already
    public ServerCore(McpServer server, ServerLimits limits) {
        this.server = server;
        this.limits = limits;
        this.changes = new Changes(server);
        this.modern = new ModernEra(this);
        this.legacyTools = new ToolListing(server.road(), LegacyEra::withoutForeignSchemas);
        this.parked = new ParkedCalls(limits);
        this.tasks = new Tasks(limits, server.road().clock(), changes, modern);
    }

    McpServer server() {
        return server;
    }

    ServerLimits limits() {
        return limits;
    }

    Changes changes() {
        return changes;
    }

    ModernEra modern() {
        return modern;
    }

    ToolListing legacyTools() {
        return legacyTools;
    }

    ParkedCalls parked() {
        return parked;
    }

    Tasks tasks() {
        return tasks;
    }

    /// Tells everybody that the listings may have changed for them.
    public void accessChanged() {
        listings().forEach(changes::publish);
    }

    /// The listings that there are.
    Set<Change.Listing> listings() {
        Set<Change.Listing> offered = EnumSet.of(Change.Listing.TOOLS);
        if (!server.prompts().isEmpty()) {
            offered.add(Change.Listing.PROMPTS);
        }
        if (!server.resources().isEmpty()) {
            offered.add(Change.Listing.RESOURCES);
        }
        return offered;
    }

    /// The `ServerCapabilities` object: what there is and nothing else.
    ///
    /// @param access of who asks
    ObjectNode capabilities(boolean isModern, Access access) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("tools").put("listChanged", true);
        boolean resources = !server.resources().isEmpty();
        boolean prompts = !server.prompts().isEmpty();
        if (resources) {
            json.putObject("resources").put("subscribe", true).put("listChanged", true);
        }
        if (prompts) {
            json.putObject("prompts").put("listChanged", true);
        }
        if (resources || prompts) {
            json.putObject("completions");
        }
        json.putObject("logging");
        ObjectNode extensions = JsonNodeFactory.instance.objectNode();
        if (isModern) {
            extensions.putObject(ClientAbilities.TASKS);
        }
        if (offersApps()) {
            extensions.putObject(ClientAbilities.APPS);
        }
        if (!server.skills().uris(access).isEmpty()) {
            extensions.putObject(ClientAbilities.SKILLS);
        }
        if (!extensions.isEmpty()) {
            json.set("extensions", extensions);
        }
        return json;
    }

    /// Whether a tool has a user interface to show (SEP-1865).
    private boolean offersApps() {
        return server.road().tools().stream()
                .map(tool -> tool.json().path("_meta"))
                .anyMatch(meta -> meta.path("ui").has("resourceUri") || isText(meta));
    }

    private static boolean isText(JsonNode meta) {
        return meta.path("ui/resourceUri").isString();
    }

    /// The notification of a change; nothing at all when what changed is gone.
    ///
    /// @param meta its `_meta`; empty for none
    byte[] notification(Change change, ObjectNode meta) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        if (!meta.isEmpty()) {
            params.set("_meta", meta);
        }
        return switch (change) {
            case Change.Listing listing -> Frames.notification(listing.method(), params);
            case Change.Resource(String uri) ->
                    Frames.notification("notifications/resources/updated", params.put("uri", uri));
            case Change.Task(String id) ->
                    tasks.find(id)
                            .map(task ->
                                    Frames.notification(
                                            "notifications/tasks", task.detailed(params)))
                            .orElseGet(() -> new byte[0]);
        };
    }

    @Override
    public void close() {
        parked.cancelAll();
        tasks.close();
        changes.close();
    }
}
