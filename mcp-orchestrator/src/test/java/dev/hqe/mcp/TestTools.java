package dev.hqe.mcp;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Small tools with one behaviour each, for the tests and the test server.
final class TestTools {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MESSAGE =
            """
            {"type":"object","properties":{"message":{"type":"string"}},
             "required":["message"],"additionalProperties":false}\
            """;

    private TestTools() {}

    interface Body {
        ToolOutcome call(ToolCall call) throws InterruptedException;
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    static Tool tool(String name, String inputSchema, Body body) {
        return tool(ToolDefinition.of(new ToolName(name), "A test tool.", json(inputSchema)), body);
    }

    static Tool tool(ToolDefinition definition, Body body) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) throws InterruptedException {
                return body.call(call);
            }
        };
    }

    static Tool echo() {
        return tool(
                "test.echo",
                MESSAGE,
                call ->
                        ToolOutcome.Ok.text(
                                "Echo: " + call.arguments().path("message").asString()));
    }

    /// Never ends by itself; `started` counts its runs and `stopped` its interruptions.
    static Tool slow(AtomicInteger started, AtomicInteger stopped) {
        return tool(
                "test.slow",
                "{\"type\":\"object\"}",
                call -> {
                    started.incrementAndGet();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        stopped.incrementAndGet();
                        throw e;
                    }
                    return ToolOutcome.Ok.text("never");
                });
    }

    /// Takes `millis`, then answers.
    static Tool nap() {
        return tool(
                "test.nap",
                "{\"type\":\"object\",\"properties\":{\"millis\":{\"type\":\"integer\"}},"
                        + "\"required\":[\"millis\"]}",
                call -> {
                    boolean woken =
                            new CountDownLatch(1)
                                    .await(
                                            call.arguments().path("millis").asLong(),
                                            TimeUnit.MILLISECONDS);
                    return ToolOutcome.Ok.text("napped " + !woken);
                });
    }

    static Tool failing() {
        return tool(
                "test.failing",
                "{\"type\":\"object\"}",
                call -> {
                    throw new IllegalStateException("secret inside");
                });
    }

    static Tool structured() {
        ObjectNode output =
                json(
                        """
                        {"type":"object","properties":{"sum":{"type":"integer"}},
                         "required":["sum"]}\
                        """);
        ObjectNode input =
                json(
                        """
                        {"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},
                         "required":["a","b"],"additionalProperties":false}\
                        """);
        return tool(
                ToolDefinition.of(new ToolName("test.structured"), "Adds.", input)
                        .returning(output),
                call ->
                        ToolOutcome.Ok.structured(
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put(
                                                "sum",
                                                call.arguments().path("a").asLong()
                                                        + call.arguments().path("b").asLong())));
    }

    static Tool array() {
        ObjectNode output = json("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");
        return tool(
                ToolDefinition.of(
                                new ToolName("test.array"),
                                "Counts.",
                                json("{\"type\":\"object\",\"additionalProperties\":false}"))
                        .returning(output),
                call ->
                        ToolOutcome.Ok.structured(
                                JsonNodeFactory.instance.arrayNode().add(1).add(2)));
    }

    static Tool progress() {
        return tool(
                "test.progress",
                "{\"type\":\"object\"}",
                call -> {
                    for (int step = 1; step <= 3; step++) {
                        call.progress().report(step, 3, "step " + step);
                    }
                    return ToolOutcome.Ok.text("done");
                });
    }

    static ObjectNode anyObject() {
        return json("{\"type\":\"object\",\"properties\":{}}");
    }

    static InputRequest nameForm() {
        return InputRequest.form(
                "What is your name?",
                json(
                        """
                        {"type":"object","properties":{"name":{"type":"string"}},
                         "required":["name"]}\
                        """));
    }

    /// Asks for a name and greets.
    static Tool asking(String name, TaskSupport tasks) {
        return withTasks(
                tasks,
                tool(
                        name,
                        "{\"type\":\"object\"}",
                        call -> {
                            ObjectNode answer = ask(call, "user_name", nameForm());
                            if (tasks == TaskSupport.DEFERRED) {
                                call.caller().detach();
                            }
                            return ToolOutcome.Ok.text(
                                    "Hello "
                                            + answer.at("/content/name")
                                                    .asString(answer.path("action").asString()));
                        }));
    }

    static ObjectNode ask(ToolCall call, String key, InputRequest request)
            throws InterruptedException {
        ObjectNode answer = call.caller().ask(Map.of(key, request)).get(key);
        if (answer == null) {
            throw new IllegalStateException("no answer to " + key);
        }
        return answer;
    }

    /// Asks the model.
    static Tool sampling() {
        return tool(
                "test.sampling",
                "{\"type\":\"object\"}",
                call ->
                        ToolOutcome.Ok.text(
                                ask(
                                                call,
                                                "model",
                                                InputRequest.sampling(
                                                        json(
                                                                """
                                                                {"messages":[{"role":"user","content":
                                                                {"type":"text","text":"Hi"}}],
                                                                "maxTokens":10}\
                                                                """)))
                                        .at("/content/text")
                                        .asString()));
    }

    /// Asks for the client's folders.
    static Tool roots() {
        return tool(
                "test.roots",
                "{\"type\":\"object\"}",
                call ->
                        ToolOutcome.Ok.text(
                                ask(call, "roots", InputRequest.roots())
                                        .at("/roots/0/uri")
                                        .asString()));
    }

    /// Logs at three levels.
    static Tool logging() {
        return tool(
                "test.logging",
                "{\"type\":\"object\"}",
                call -> {
                    for (LogLevel level :
                            new LogLevel[] {LogLevel.DEBUG, LogLevel.INFO, LogLevel.ERROR}) {
                        call.caller()
                                .log(
                                        level,
                                        "test",
                                        JsonNodeFactory.instance.stringNode("at " + level.wire()));
                    }
                    return ToolOutcome.Ok.text("logged");
                });
    }

    static Tool withTasks(TaskSupport tasks, Tool tool) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return tool.definition();
            }

            @Override
            public TaskSupport taskSupport() {
                return tasks;
            }

            @Override
            public ToolOutcome call(ToolCall call) throws InterruptedException {
                return tool.call(call);
            }
        };
    }

    static Tool[] all() {
        return new Tool[] {
            echo(),
            slow(new AtomicInteger(), new AtomicInteger()),
            nap(),
            failing(),
            structured(),
            array(),
            progress()
        };
    }
}
