package dev.hqe.mcp.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What a server was last seen to offer, and which of its tools a person has accepted as they are.
/// Definitions are kept as they came. Immutable as long as nobody changes the trees.
///
/// @param seen whether the server has ever been asked
/// @param tools by the server's own names
/// @param accepted the definition of each tool that may be called
record Catalog(
        boolean seen,
        Map<String, ObjectNode> tools,
        List<ObjectNode> prompts,
        List<ObjectNode> resources,
        List<ObjectNode> templates,
        Map<String, ObjectNode> accepted) {

    static final Catalog EMPTY =
            new Catalog(false, Map.of(), List.of(), List.of(), List.of(), Map.of());

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
                true, byName, nowPrompts, nowResources, nowTemplates, seen ? accepted : byName);
    }

    /// The same after a person's yes to a tool as it is now.
    Catalog accepting(String tool) {
        Map<String, ObjectNode> more = new TreeMap<>(accepted);
        ObjectNode now = tools.get(tool);
        if (now != null) {
            more.put(tool, now);
        }
        return new Catalog(seen, tools, prompts, resources, templates, more);
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
