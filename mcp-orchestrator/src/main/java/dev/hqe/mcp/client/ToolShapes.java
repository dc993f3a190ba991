package dev.hqe.mcp.client;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What was learnt from the last listing of tools. Thread-safe.
final class ToolShapes {

    private volatile Set<String> needTask = Set.of();

    void learn(List<ObjectNode> tools) {
        needTask =
                tools.stream()
                        .filter(tool ->
                                tool.path("execution")
                                        .path("taskSupport")
                                        .asString("")
                                        .equals("required"))
                        .map(tool -> tool.path("name").asString(""))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a legacy tool can only be called as a task (2025-11-25, Tasks, "Tool-Level
    /// Negotiation").
    boolean needsTask(String tool) {
        return needTask.contains(tool);
    }
}
