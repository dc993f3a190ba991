package dev.hqe.mcp.host;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.TraceContext;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/// A host with a road over it.
final class HostBench implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);
    static final Principal ANN =
            new Principal(
                    Principal.Kind.AGENT, "ann", "1", new Access("ann", Access.LOCAL.scope()));
    static final Principal BOB =
            new Principal(
                    Principal.Kind.AGENT, "bob", "1", new Access("bob", Access.LOCAL.scope()));

    final List<Fact> facts = new CopyOnWriteArrayList<>();
    final ServerHost host;
    final ToolRoad road;

    HostBench(Path folder, Connector connector) {
        this(folder, connector, ClientLimits.DEFAULT);
    }

    HostBench(Path folder, Connector connector, ClientLimits limits) {
        host =
                new ServerHost(
                        folder,
                        connector,
                        new ClientIdentity("test-host", "", "1"),
                        limits,
                        facts::add,
                        InstantSource.system());
        road =
                new ToolRoad(
                        List.of(host),
                        ToolPolicy.ALLOW_ALL,
                        called -> {},
                        RoadLimits.DEFAULT,
                        InstantSource.system());
    }

    /// Hosts programs of these names and connects to each.
    HostBench with(String... names) throws InterruptedException {
        host.host(Arrays.stream(names).map(HostBench::program).toList());
        for (String name : names) {
            host.connect(new ServerName(name));
        }
        return this;
    }

    static HostedServerConfig program(String name) {
        return new HostedServerConfig.Stdio(
                new ServerName(name), "none", List.of(), Map.of(), null, false, List.of());
    }

    List<String> tools() {
        return road.tools().stream().map(tool -> tool.name().value()).toList();
    }

    ToolAnswer call(String tool) throws InterruptedException {
        return call(tool, ANN, Caller.NONE, TraceContext.NONE);
    }

    ToolAnswer call(String tool, Principal principal, Caller caller, TraceContext trace)
            throws InterruptedException {
        ObjectNode arguments = Json.object().put("message", "hello");
        return road.call(
                new ToolCall(
                        CallId.next(),
                        principal,
                        new ToolName(tool),
                        arguments,
                        caller,
                        Instant.MAX,
                        trace));
    }

    /// The text of a result's first block.
    static String text(ToolAnswer answer) {
        return ((ToolAnswer.Result) answer)
                .json()
                .toCallToolResult()
                .at("/content/0/text")
                .asString("");
    }

    @Override
    public void close() {
        road.close();
        host.close();
    }
}
