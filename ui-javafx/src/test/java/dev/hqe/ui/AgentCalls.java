package dev.hqe.ui;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.RunningCall;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// An agent that calls the tools of a server `files` on the real road of a bench, where each of
/// them is worth a question.
public final class AgentCalls implements AutoCloseable {

    public static final List<String> TOOLS = List.of("write_file", "move_file", "delete_file");

    public final PolicyFile rules;
    private final ToolRoad road;

    /// A call that runs or waits.
    public record Call(RunningCall<?> running, CompletableFuture<ToolAnswer> answer) {

        /// Waits for what became of it.
        public String outcome() {
            return switch (answer.orTimeout(60, TimeUnit.SECONDS).join()) {
                case ToolAnswer.Result result -> result.outcome().toString();
                case ToolAnswer other -> other.toString();
            };
        }
    }

    public AgentCalls(TestBench bench) {
        rules = new PolicyFile(bench.home.resolve("policy.yaml"), bench.now::get);
        road =
                new ToolRoad(
                        List.of(
                                ToolProvider.of(
                                        TOOLS.stream().map(AgentCalls::tool).toArray(Tool[]::new))),
                        new PolicyToolPolicy(rules, bench.approvals, bench.now::get),
                        called -> {},
                        RoadLimits.DEFAULT,
                        bench.now::get);
    }

    private static Tool tool(String name) {
        ToolDefinition definition =
                ToolDefinition.of(
                                new ToolName("files." + name),
                                "Create a new file or completely overwrite an existing file with new"
                                        + " content. Use with caution, as it will overwrite existing"
                                        + " files without warning.",
                                json("{\"type\":\"object\"}"))
                        .titled("Write file")
                        .annotated(json("{\"destructiveHint\":true,\"openWorldHint\":false}"))
                        .from(ToolOrigin.server("files"));
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                return ToolOutcome.Ok.text("ran");
            }
        };
    }

    private static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }

    /// Calls one of [#TOOLS].
    public Call start(String tool) {
        return start("claude-code", tool, "{\"path\":\"notes/cure-periods.md\"}");
    }

    public Call start(String caller, String tool, String arguments) {
        CompletableFuture<ToolAnswer> answer = new CompletableFuture<>();
        ToolCall call =
                new ToolCall(
                        CallId.next(),
                        new Principal(Principal.Kind.AGENT, caller, "2.1.4", Access.LOCAL),
                        new ToolName("files." + tool),
                        json(arguments),
                        Caller.NONE,
                        Instant.MAX);
        return new Call(road.start(call, answer::complete), answer);
    }

    @Override
    public void close() {
        road.close();
    }
}
