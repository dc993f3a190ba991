package dev.hqe.mcp.host;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.ServerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What a server was last seen to offer, and which of its tools a person has accepted as they are.
/// Definitions are kept as they came. Immutable as long as nobody changes the trees.
///
/// @param seen whether the server has ever been asked, since it was added
/// @param pinned whether there is a yes to go by: what it offers beside that waits for one. Also of
///   a server that was taken out and has come back
/// @param tools by the server's own names
/// @param accepted the definition of each tool that may be called
record Catalog(
        boolean seen,
        boolean pinned,
        Map<String, ObjectNode> tools,
        List<ObjectNode> prompts,
        List<ObjectNode> resources,
        List<ObjectNode> templates,
        Map<String, ObjectNode> accepted) {

    static final Catalog EMPTY =
            new Catalog(false, false, Map.of(), List.of(), List.of(), List.of(), Map.of());

    Catalog {
        tools = new TreeMap<>(tools);
        accepted = new TreeMap<>(accepted);
        prompts = List.copyOf(prompts);
        resources = List.copyOf(resources);
        templates = List.copyOf(templates);
    }

    /// After the server was asked anew. What it offers when it is seen for the first time is what
    /// the person who added it gets; from then on nothing new runs without a yes.
    Catalog offering(
            List<ObjectNode> nowTools,
            List<ObjectNode> nowPrompts,
            List<ObjectNode> nowResources,
            List<ObjectNode> nowTemplates) {
        Map<String, ObjectNode> byName = new TreeMap<>();
        for (ObjectNode tool : nowTools) {
            byName.putIfAbsent(tool.path("name").asString(""), tool);
        }
        return new Catalog(
                true,
                true,
                byName,
                nowPrompts,
                nowResources,
                nowTemplates,
                pinned ? accepted : byName);
    }

    /// The same after a person's yes to tools as they were shown.
    ///
    /// @throws McpException when one of them is another one by now
    Catalog acceptingShown(ServerName server, List<Difference> shown) {
        List<String> same = quarantined().stream().map(Difference::sha256).toList();
        for (Difference one : shown) {
            if (!same.contains(one.sha256())) {
                throw new McpException(
                        "server '"
                                + server
                                + "': tool '"
                                + one.tool()
                                + "' has changed again meanwhile; nothing was accepted. Look"
                                + " again: hqe server accept "
                                + server);
            }
        }
        return accepting(server, shown.stream().map(Difference::tool).toList());
    }

    /// The same after a person's yes to tools as they are now.
    ///
    /// @throws McpException when one of them does not wait for a yes
    Catalog accepting(ServerName server, List<String> names) {
        Map<String, ObjectNode> more = new TreeMap<>(accepted);
        for (String name : names) {
            ObjectNode now = tools.get(name);
            if (now == null || now.equals(accepted.get(name))) {
                List<String> waiting = quarantined().stream().map(Difference::tool).toList();
                throw new McpException(
                        "server '"
                                + server
                                + "': tool '"
                                + name
                                + "' does not wait for a yes. Waiting: "
                                + (waiting.isEmpty() ? "none" : String.join(", ", waiting)));
            }
            more.put(name, now);
        }
        return accepting(more);
    }

    /// What is kept of a server that is taken out.
    Catalog left() {
        return new Catalog(false, pinned, Map.of(), List.of(), List.of(), List.of(), accepted);
    }

    /// The same with other definitions accepted.
    Catalog accepting(Map<String, ObjectNode> definitions) {
        return new Catalog(seen, pinned, tools, prompts, resources, templates, definitions);
    }

    /// The tools that are as they were accepted.
    List<ObjectNode> usable() {
        List<ObjectNode> usable = new ArrayList<>();
        tools.forEach((name, tool) -> {
            if (tool.equals(accepted.get(name))) {
                usable.add(tool);
            }
        });
        return usable;
    }

    /// The tools that are not.
    List<Difference> quarantined() {
        List<Difference> waiting = new ArrayList<>();
        tools.forEach((name, tool) -> {
            ObjectNode before = accepted.get(name);
            if (!tool.equals(before)) {
                waiting.add(Difference.of(name, before, tool));
            }
        });
        return waiting;
    }
}
