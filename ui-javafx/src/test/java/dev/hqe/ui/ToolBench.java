package dev.hqe.ui;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.PolicyFile;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.tools.EntityTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A real road on a bench, with tools of two Topics and a server, and those of the workbench.
public final class ToolBench implements AutoCloseable {

    public static final ToolName BARS = new ToolName("finance.price_bars");
    public static final ToolName WAITING = new ToolName("files.search_files");
    public static final ToolName REPORT = new ToolName("code_audit.report");

    /// Counted down when [#WAITING] runs.
    public final CountDownLatch running = new CountDownLatch(1);

    /// [#WAITING] ends when this is counted down.
    public final CountDownLatch end = new CountDownLatch(1);

    /// What [#BARS] was called with last.
    public final AtomicReference<ObjectNode> called = new AtomicReference<>(Json.object());

    public final PolicyFile rules;
    public final ToolRoad road;

    private static final String BARS_SCHEMA =
            """
            {"type": "object", "additionalProperties": false,
             "required": ["symbol", "interval", "from"],
             "properties": {
              "symbol": {"type": "string", "minLength": 1, "maxLength": 32, "examples": ["NRVL"]},
              "interval": {"enum": ["1m", "5m", "1h", "1d"], "default": "1d"},
              "from": {"type": "string", "format": "date"},
              "to": {"type": "string", "format": "date"},
              "limit": {"type": "integer", "minimum": 1, "maximum": 5000, "default": 250},
              "adjust": {"type": "boolean", "title": "Adjust for splits and dividends",
                         "default": true},
              "range": {"type": "object", "properties": {
                "least": {"type": "number"}, "most": {"type": "number"}}}}}
            """;

    public ToolBench(TestBench bench) {
        rules = new PolicyFile(bench.home.resolve("policy.yaml"), bench.now::get);
        List<Tool> tools =
                List.of(
                        tool(BARS, ToolOrigin.topic("finance"), true, BARS_SCHEMA, this::bars),
                        tool(
                                new ToolName("finance.paper_order"),
                                ToolOrigin.topic("finance"),
                                false,
                                "{\"type\": \"object\"}",
                                call -> ToolOutcome.Ok.text("ordered")),
                        tool(
                                REPORT,
                                ToolOrigin.topic("code_audit"),
                                true,
                                "{\"type\": \"object\", \"additionalProperties\": false}",
                                call -> ToolOutcome.Ok.text(REPORT_TEXT)),
                        tool(
                                new ToolName("files.draw"),
                                ToolOrigin.server("files"),
                                true,
                                "{\"type\": \"object\"}",
                                call -> picture()),
                        tool(
                                new ToolName("files.write_file"),
                                ToolOrigin.server("files"),
                                false,
                                """
                                {"type": "object", "required": ["path", "content"], "properties": {
                                 "path": {"type": "string"}, "content": {"type": "string"},
                                 "tags": {"type": "array", "items": {"type": "string"}}}}
                                """,
                                call -> new ToolOutcome.Failed("The disk is full")),
                        tool(
                                WAITING,
                                ToolOrigin.server("files"),
                                true,
                                "{\"type\": \"object\"}",
                                this::await));
        road =
                new ToolRoad(
                        List.of(
                                ToolProvider.of(tools.toArray(Tool[]::new)),
                                new EntityTools(
                                        bench.entities,
                                        (topic, kind) -> Optional.empty(),
                                        bench.now::get)),
                        new PolicyToolPolicy(rules, bench.approvals, bench.now::get),
                        called -> {},
                        RoadLimits.DEFAULT,
                        bench.now::get);
    }

    /// The bench with what the page of tools asks for.
    public WindowParts parts(WindowParts p) {
        return new WindowParts(
                p.home(),
                p.bus(),
                p.topics(),
                p.entities(),
                p.backlog(),
                p.ingestion(),
                p.tools(),
                p.agents(),
                p.approvals(),
                p.clock(),
                p.ports().with(ToolRoad.class, road).with(PolicyFile.class, rules));
    }

    private interface Work {
        ToolOutcome of(ToolCall call) throws InterruptedException;
    }

    private static Tool tool(
            ToolName name, ToolOrigin origin, boolean reads, String schema, Work work) {
        ToolDefinition definition =
                ToolDefinition.of(
                                name,
                                "Open, high, low, close and volume for one instrument.",
                                Json.MAPPER.readValue(schema, ObjectNode.class))
                        .annotated(Json.object().put("readOnlyHint", reads))
                        .from(origin);
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) throws InterruptedException {
                return work.of(call);
            }
        };
    }

    private ToolOutcome bars(ToolCall call) {
        called.set(call.arguments());
        ObjectNode result = Json.object();
        result.put("symbol", call.arguments().path("symbol").asString());
        var bars = result.putArray("bars");
        List<Double> closes = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            closes.add(40.2 + Math.round(80 * Math.sin(i / 2.0)) / 100.0);
            bars.addObject()
                    .put("date", "2026-11-%02d".formatted(i + 2))
                    .put("open", closes.get(i) - 0.25)
                    .put("high", closes.get(i) + 0.5)
                    .put("low", closes.get(i) - 0.5)
                    .put("close", closes.get(i))
                    .put("volume", 1_052_000 + 93_000 * (i % 7));
        }
        return ToolOutcome.Ok.structured(result);
    }

    private ToolOutcome await(ToolCall call) throws InterruptedException {
        call.progress().report(1_208, 3_000, "Searched 1 208 of 3 000 files");
        running.countDown();
        end.await();
        return ToolOutcome.Ok.text("done");
    }

    /// A red point.
    private static ToolOutcome picture() {
        String png =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAA"
                        + "AABJRU5ErkJggg==";
        return new ToolOutcome.Ok(
                MissingNode.getInstance(),
                List.of(
                        new Content.Raw(
                                RawJson.of(
                                        "{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\""
                                                + png
                                                + "\"}"))));
    }

    private static final String REPORT_TEXT =
            """
            # Audit of orbit-sync

            **3 findings** in 1 204 files, see [the rules](https://example.org/rules).

            - `src/Orbit.java:12` a token of GitHub
            - `config/dev.env:3` a password
            - `pom.xml:48` a license that asks for its source

            ## What to do

            1. Take the token back.
            2. Write `git filter-repo` into the runbook:

            ```
            git filter-repo --replace-text secrets.txt
            ```

            > A secret that was pushed is known.
            """;

    @Override
    public void close() {
        end.countDown();
        road.close();
    }
}
