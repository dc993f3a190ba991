package dev.hqe.conformance;

import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.PromptDefinition;
import dev.hqe.mcp.PromptDefinition.Argument;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Prompts of every kind, and one that comes and goes.
final class FixturePrompts implements PromptProvider {

    private static final String IMAGE =
            "{\"type\":\"image\",\"data\":\"" + ContentTools.PNG + "\",\"mimeType\":\"image/png\"}";

    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile boolean extra;

    private record Fixture(PromptDefinition definition, Body body) implements Prompt {

        interface Body {
            ObjectNode get(PromptCall call) throws InterruptedException;
        }

        @Override
        public ObjectNode get(PromptCall call) throws InterruptedException {
            return body.get(call);
        }

        @Override
        public Completion complete(CompletionRequest request) {
            return Completion.among(List.of("paris", "park", "party"), request.value());
        }
    }

    @Override
    public List<Prompt> prompts(Principal principal) {
        List<Prompt> prompts = new ArrayList<>();
        prompts.add(
                prompt(
                        "test_simple_prompt",
                        List.of(),
                        call -> messages(text("This is a simple prompt for testing."))));
        prompts.add(
                prompt(
                        "test_prompt_with_arguments",
                        List.of(
                                new Argument("arg1", "First test argument", true),
                                new Argument("arg2", "Second test argument", true)),
                        call ->
                                messages(
                                        text(
                                                "Prompt with arguments: arg1='"
                                                        + call.arguments().get("arg1")
                                                        + "', arg2='"
                                                        + call.arguments().get("arg2")
                                                        + "'"))));
        prompts.add(
                prompt(
                        "test_prompt_with_embedded_resource",
                        List.of(new Argument("resourceUri", "URI of the resource to embed", true)),
                        FixturePrompts::embedded));
        prompts.add(
                prompt(
                        "test_prompt_with_image",
                        List.of(),
                        call ->
                                messages(
                                        FixtureTool.json(IMAGE),
                                        text("Please analyze the image above."))));
        prompts.add(
                prompt(
                        "test_input_required_result_prompt",
                        List.of(),
                        FixturePrompts::withContext));
        if (extra) {
            prompts.add(
                    prompt("test_extra_prompt", List.of(), call -> messages(text("I am new."))));
        }
        return prompts;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// Lets the extra prompt come or go.
    void change() {
        extra = !extra;
        listeners.tell(Runnable::run);
    }

    private static Prompt prompt(String name, List<Argument> arguments, Fixture.Body body) {
        return new Fixture(
                PromptDefinition.of(new ToolName(name), "A test prompt.", arguments), body);
    }

    private static ObjectNode embedded(PromptCall call) {
        ObjectNode resource = FixtureTool.json("{\"type\":\"resource\"}");
        resource.putObject("resource")
                .put("uri", call.arguments().getOrDefault("resourceUri", ""))
                .put("mimeType", "text/plain")
                .put("text", "Embedded resource content for testing.");
        return messages(resource, text("Please process the embedded resource above."));
    }

    private static ObjectNode withContext(PromptCall call) throws InterruptedException {
        ObjectNode answer =
                AskingTools.ask(
                        call.caller(),
                        "user_context",
                        AskingTools.form(
                                "What context should the prompt use?",
                                AskingTools.schema("context", "string")));
        return messages(text("Context: " + answer.path("content").path("context").asString("")));
    }

    private static ObjectNode text(String text) {
        return FixtureTool.json("{\"type\":\"text\"}").put("text", text);
    }

    private static ObjectNode messages(ObjectNode... contents) {
        ObjectNode result = FixtureTool.json("{}");
        var list = result.putArray("messages");
        for (ObjectNode content : contents) {
            list.addObject().put("role", "user").set("content", content);
        }
        return result;
    }
}
