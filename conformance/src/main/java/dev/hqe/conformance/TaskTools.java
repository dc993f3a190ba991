package dev.hqe.conformance;

import static dev.hqe.conformance.AskingTools.ask;
import static dev.hqe.conformance.AskingTools.form;
import static dev.hqe.conformance.AskingTools.schema;

import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.TaskSupport;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Tools whose calls become tasks (SEP-2663).
final class TaskTools {

    private static final String CONFIRM_SCHEMA = schema("confirm", "boolean");

    private TaskTools() {}

    static List<Tool> all() {
        return List.of(
                FixtureTool.of(
                        "greet",
                        "Greets at once.",
                        schema("name", "string"),
                        call ->
                                ToolOutcome.Ok.text(
                                        "Hello, "
                                                + call.arguments().path("name").asString("")
                                                + "!")),
                FixtureTool.of(
                                "slow_compute",
                                "Takes as many seconds as it is told.",
                                "{\"type\":\"object\",\"properties\":{\"seconds\":{\"type\":\"number\"},"
                                        + "\"label\":{\"type\":\"string\"}}}",
                                TaskTools::slow)
                        .as(TaskSupport.OPTIONAL),
                FixtureTool.of("failing_job", "Fails after a while.", TaskTools::failing)
                        .as(TaskSupport.REQUIRED),
                FixtureTool.of(
                                "protocol_error_job",
                                "Asks for what the client cannot give.",
                                call -> {
                                    ask(call, "roots", InputRequest.roots());
                                    return ToolOutcome.Ok.text("The client has folders.");
                                })
                        .as(TaskSupport.OPTIONAL),
                FixtureTool.of(
                                "confirm_delete",
                                "Asks before it goes on.",
                                "{\"type\":\"object\",\"properties\":{\"filename\":{\"type\":\"string\"}}}",
                                TaskTools::confirm)
                        .as(TaskSupport.OPTIONAL),
                FixtureTool.of(
                                "test_tool_with_task",
                                "Asks for a name, then goes on by itself.",
                                TaskTools::greetLater)
                        .as(TaskSupport.DEFERRED),
                FixtureTool.of("multi_input", "Asks twice at once.", TaskTools::twoAtOnce)
                        .as(TaskSupport.OPTIONAL));
    }

    private static ToolOutcome slow(ToolCall call) throws InterruptedException {
        double seconds = call.arguments().path("seconds").asDouble(0);
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1_000));
        return ToolOutcome.Ok.text(
                "computed "
                        + call.arguments().path("label").asString("")
                        + " in "
                        + seconds
                        + " s");
    }

    private static ToolOutcome failing(ToolCall call) throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        return new ToolOutcome.Failed("the job failed, as it always does");
    }

    private static ToolOutcome greetLater(ToolCall call) throws InterruptedException {
        ObjectNode answer =
                ask(call, "user_name", form("What is your name?", schema("name", "string")));
        call.caller().detach();
        return ToolOutcome.Ok.text(
                "Hello, " + answer.path("content").path("name").asString("stranger") + "!");
    }

    private static ToolOutcome confirm(ToolCall call) throws InterruptedException {
        String file = call.arguments().path("filename").asString("");
        ObjectNode answer = ask(call, "confirm", form("Delete " + file + "?", CONFIRM_SCHEMA));
        boolean yes = answer.path("content").path("confirm").asBoolean(false);
        return ToolOutcome.Ok.text(yes ? "deleted " + file : "kept " + file);
    }

    private static ToolOutcome twoAtOnce(ToolCall call) throws InterruptedException {
        Map<String, InputRequest> questions = new LinkedHashMap<>();
        questions.put("first", form("What is your name?", schema("name", "string")));
        questions.put("second", form("Are you sure?", CONFIRM_SCHEMA));
        return ToolOutcome.Ok.text("Answers: " + call.caller().ask(questions).keySet());
    }
}
