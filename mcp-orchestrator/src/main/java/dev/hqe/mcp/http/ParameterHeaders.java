package dev.hqe.mcp.http;

import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which arguments of which tool are mirrored in headers: `x-mcp-header` in the input schema
/// (2026-07-28, Streamable HTTP, "Schema Extension"). Thread-safe.
final class ParameterHeaders {

    private static final int MAX_DEPTH = 16;

    private final Map<ToolName, Found> found = new ConcurrentHashMap<>();

    private record Found(ObjectNode schema, List<Parameter> parameters) {}

    /// One mirrored argument.
    ///
    /// @param header the header's whole name
    /// @param path the property names that lead to it
    record Parameter(String header, List<String> path) {

        /// Its value in a call's arguments; missing when it is not given.
        JsonNode in(JsonNode arguments) {
            JsonNode at = arguments;
            for (String name : path) {
                at = at.path(name);
            }
            return at;
        }
    }

    List<Parameter> of(ToolDefinition tool) {
        ObjectNode schema = tool.inputSchema();
        Found known = found.get(tool.name());
        if (known == null || known.schema != schema) {
            List<Parameter> parameters = new ArrayList<>();
            collect(schema, List.of(), parameters);
            known = new Found(schema, List.copyOf(parameters));
            found.put(tool.name(), known);
        }
        return known.parameters;
    }

    /// Only what is reached over `properties` counts.
    private static void collect(JsonNode schema, List<String> path, List<Parameter> into) {
        if (path.size() > MAX_DEPTH) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            List<String> here = new ArrayList<>(path);
            here.add(property.getKey());
            JsonNode header = property.getValue().path("x-mcp-header");
            if (header.isString() && isToken(header.stringValue())) {
                into.add(new Parameter("Mcp-Param-" + header.stringValue(), List.copyOf(here)));
            }
            collect(property.getValue(), here, into);
        }
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c ->
                                c >= 'a' && c <= 'z'
                                        || c >= 'A' && c <= 'Z'
                                        || c >= '0' && c <= '9'
                                        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}
