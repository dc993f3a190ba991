package dev.hqe.app.memory;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.memory.Citation;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Citations as resources: `hqe://documents/ID#bytes=120-480` is read as the text of exactly these
/// bytes. Without the fragment the address is another provider's, and stands for the whole. What is
/// not open to the reader is as if it were not there.
///
/// None is listed: searches give them. Thread-safe.
///
/// @param memory of the workbench
public record CitationResources(Memory memory) implements ResourceProvider {

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return List.of();
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) {
        if (!Citation.isCitation(read.uri())) {
            return Optional.empty();
        }
        Predicate<TopicId> open =
                topic -> read.principal().access().scope().hasTopic(topic.value());
        try {
            return memory.open(Citation.parse(read.uri()), 0, open)
                    .map(opened -> contents(read.uri(), opened.passage().text()));
        } catch (MemoryException e) {
            throw new McpException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ObjectNode contents(String uri, String text) {
        ObjectNode result = Json.object();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", "text/plain")
                .put("text", text);
        return result;
    }
}
