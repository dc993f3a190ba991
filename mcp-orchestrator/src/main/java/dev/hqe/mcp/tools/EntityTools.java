package dev.hqe.mcp.tools;

import dev.hqe.kernel.entity.EntitySchemas;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolProvider;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `entities.query`, `entities.facets`, `entities.get` and `entities.put`: what has been stored,
/// for agents that want to look, and to store. Whoever may not see all Topics sees, and stores,
/// what belongs to those that are open to them.
public final class EntityTools implements ToolProvider {

    private final List<Tool> tools;

    /// Tools over a store.
    ///
    /// @param schemas what is stored must follow
    public EntityTools(EntityStore entities, EntitySchemas schemas, InstantSource clock) {
        this.tools =
                List.of(
                        new EntityQueryTool(entities),
                        new EntityFacetsTool(entities),
                        new EntityGetTool(entities),
                        new EntityPutTool(entities, schemas, clock));
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    /// A tool that only reads.
    static ToolDefinition reading(
            String name, String title, String description, String input, String output) {
        ObjectNode hints = Json.object();
        hints.put("readOnlyHint", true);
        hints.put("openWorldHint", false);
        return ToolDefinition.ofWorkbench(name, title, description, input, output, hints);
    }
}
