package dev.hqe.conformance;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Tools that ask the client something before they answer.
final class AskingTools {

    private static final String NAME_SCHEMA = schema("name", "string");
    private static final String OK_SCHEMA = schema("ok", "boolean");

    private AskingTools() {}

    static List<Tool> all() {
        return List.of(
                FixtureTool.of(
                        "test_sampling",
                        "Asks the client's model.",
                        schema("prompt", "string"),
                        AskingTools::sampling),
                FixtureTool.of(
                        "test_elicitation",
                        "Asks a person for name and address.",
                        schema("message", "string"),
                        call ->
                                said(
                                        "User response: ",
                                        ask(
                                                call,
                                                "answer",
                                                form(
                                                        call.arguments()
                                                                .path("message")
                                                                .asString(""),
                                                        CONTACT_SCHEMA)))),
                FixtureTool.of(
                        "test_streaming_elicitation",
                        "Asks a person for a name.",
                        call -> hello(call)),
                FixtureTool.of(
                        "test_missing_capability",
                        "Asks the client's model.",
                        call -> {
                            ask(call, "answer", question("Hello?", 10));
                            return ToolOutcome.Ok.text("The client has a model.");
                        }),
                FixtureTool.of(
                        "test_elicitation_sep1034_defaults",
                        "Asks with a default for every type.",
                        call -> elicited(call, DEFAULTS_SCHEMA)),
                FixtureTool.of(
                        "test_elicitation_sep1330_enums",
                        "Asks with every kind of choice.",
                        call -> elicited(call, CHOICES_SCHEMA)),
                FixtureTool.of(
                        "test_input_required_result_elicitation",
                        "Asks a person for a name.",
                        AskingTools::hello),
                FixtureTool.of(
                        "test_input_required_result_sampling",
                        "Asks the client's model.",
                        call -> {
                            ObjectNode answer =
                                    ask(
                                            call,
                                            "capital_question",
                                            question("What is the capital of France?", 100));
                            return ToolOutcome.Ok.text(text(answer));
                        }),
                FixtureTool.of(
                        "test_input_required_result_list_roots",
                        "Asks for the client's folders.",
                        call -> said("Roots: ", ask(call, "client_roots", InputRequest.roots()))),
                FixtureTool.of(
                        "test_input_required_result_request_state",
                        "Asks for a confirmation.",
                        call -> {
                            ask(call, "confirm", form("Please confirm", OK_SCHEMA));
                            return ToolOutcome.Ok.text("state-ok");
                        }),
                FixtureTool.of(
                        "test_input_required_result_tampered_state",
                        "Asks for a confirmation.",
                        call -> {
                            ask(call, "confirm", form("Please confirm", OK_SCHEMA));
                            return ToolOutcome.Ok.text("confirmed");
                        }),
                FixtureTool.of(
                        "test_input_required_result_multiple_inputs",
                        "Asks three things at once.",
                        AskingTools::threeAtOnce),
                FixtureTool.of(
                        "test_input_required_result_multi_round",
                        "Asks twice.",
                        call -> {
                            ask(call, "step1", form("Step 1: What is your name?", NAME_SCHEMA));
                            ObjectNode color =
                                    ask(
                                            call,
                                            "step2",
                                            form(
                                                    "Step 2: What is your favorite color?",
                                                    schema("color", "string")));
                            return said("Thank you: ", color);
                        }),
                FixtureTool.of(
                        "test_input_required_result_capabilities",
                        "Asks what the client can answer.",
                        AskingTools::whatIsPossible));
    }

    static final String CONTACT_SCHEMA =
            """
            {"type": "object", "properties": {
               "username": {"type": "string", "description": "User's response"},
               "email": {"type": "string", "description": "User's email address"}},
             "required": ["username", "email"]}\
            """;

    private static final String DEFAULTS_SCHEMA =
            """
            {"type": "object", "properties": {
               "name": {"type": "string", "default": "John Doe"},
               "age": {"type": "integer", "default": 30},
               "score": {"type": "number", "default": 95.5},
               "status": {"type": "string", "enum": ["active", "inactive", "pending"],
                 "default": "active"},
               "verified": {"type": "boolean", "default": true}}, "required": []}\
            """;

    private static final String CHOICES_SCHEMA =
            """
            {"type": "object", "properties": {
               "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
               "titledSingle": {"type": "string", "oneOf": [
                 {"const": "value1", "title": "First Option"},
                 {"const": "value2", "title": "Second Option"},
                 {"const": "value3", "title": "Third Option"}]},
               "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                 "enumNames": ["Option One", "Option Two", "Option Three"]},
               "untitledMulti": {"type": "array", "items": {"type": "string",
                 "enum": ["option1", "option2", "option3"]}},
               "titledMulti": {"type": "array", "items": {"anyOf": [
                 {"const": "value1", "title": "First Choice"},
                 {"const": "value2", "title": "Second Choice"},
                 {"const": "value3", "title": "Third Choice"}]}}}, "required": []}\
            """;

    static String schema(String property, String type) {
        return "{\"type\":\"object\",\"properties\":{\""
                + property
                + "\":{\"type\":\""
                + type
                + "\"}},\"required\":[\""
                + property
                + "\"]}";
    }

    static InputRequest form(String message, String schema) {
        return InputRequest.form(message, FixtureTool.json(schema));
    }

    static ObjectNode ask(ToolCall call, String key, InputRequest request)
            throws InterruptedException {
        return ask(call.caller(), key, request);
    }

    static ObjectNode ask(Caller caller, String key, InputRequest request)
            throws InterruptedException {
        return caller.ask(Map.of(key, request)).getOrDefault(key, FixtureTool.json("{}"));
    }

    private static InputRequest question(String prompt, int maxTokens) {
        ObjectNode params = FixtureTool.json("{}");
        ObjectNode message = params.putArray("messages").addObject();
        message.put("role", "user").putObject("content").put("type", "text").put("text", prompt);
        params.put("maxTokens", maxTokens);
        return InputRequest.sampling(params);
    }

    private static ToolOutcome sampling(ToolCall call) throws InterruptedException {
        String prompt = call.arguments().path("prompt").asString("");
        return ToolOutcome.Ok.text(
                "LLM response: " + text(ask(call, "answer", question(prompt, 100))));
    }

    private static ToolOutcome hello(ToolCall call) throws InterruptedException {
        ObjectNode answer = ask(call, "user_name", form("What is your name?", NAME_SCHEMA));
        return ToolOutcome.Ok.text(
                "Hello, " + answer.path("content").path("name").asString("stranger") + "!");
    }

    private static ToolOutcome elicited(ToolCall call, String schema) throws InterruptedException {
        ObjectNode answer = ask(call, "answer", form("Please fill this in", schema));
        return ToolOutcome.Ok.text(
                "Elicitation completed: action="
                        + answer.path("action").asString("")
                        + ", content="
                        + answer.path("content"));
    }

    private static ToolOutcome threeAtOnce(ToolCall call) throws InterruptedException {
        Map<String, InputRequest> questions = new LinkedHashMap<>();
        questions.put("user_name", form("What is your name?", NAME_SCHEMA));
        questions.put("greeting", question("Generate a greeting", 50));
        questions.put("client_roots", InputRequest.roots());
        return ToolOutcome.Ok.text("Answers: " + call.caller().ask(questions).keySet());
    }

    private static ToolOutcome whatIsPossible(ToolCall call) throws InterruptedException {
        Map<String, InputRequest> questions = new LinkedHashMap<>();
        questions.put("user_name", form("What is your name?", NAME_SCHEMA));
        questions.put("greeting", question("Generate a greeting", 50));
        questions.put("client_roots", InputRequest.roots());
        questions.values().removeIf(one -> call.caller().abilities().missingFor(one).isPresent());
        return questions.isEmpty()
                ? ToolOutcome.Ok.text("This client answers nothing.")
                : ToolOutcome.Ok.text("Answers: " + call.caller().ask(questions).keySet());
    }

    private static ToolOutcome said(String before, ObjectNode answer) {
        return ToolOutcome.Ok.text(before + answer);
    }

    private static String text(ObjectNode sampled) {
        return sampled.path("content").path("text").asString(sampled.toString());
    }
}
