package dev.hqe.mcp;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Greets by name; one called `test.asks` asks for the name.
final class TestPrompt implements Prompt {

    private final PromptDefinition definition;

    TestPrompt(String name) {
        this.definition =
                PromptDefinition.of(
                        new ToolName(name),
                        "Greets.",
                        name.equals("test.asks")
                                ? List.of()
                                : List.of(new PromptDefinition.Argument("name", "Whom.", true)));
    }

    @Override
    public PromptDefinition definition() {
        return definition;
    }

    @Override
    public ObjectNode get(PromptCall call) throws InterruptedException {
        String name = call.arguments().getOrDefault("name", "");
        if (definition.name().value().equals("test.asks")) {
            name =
                    call.caller()
                            .ask(Map.of("name", TestTools.nameForm()))
                            .getOrDefault("name", JsonNodeFactory.instance.objectNode())
                            .at("/content/name")
                            .asString("");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("description", "A greeting.");
        result.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", "Hello " + name);
        return result;
    }

    @Override
    public Completion complete(CompletionRequest request) {
        return Completion.among(List.of("Ada", "Alan", "Grace"), request.value());
    }
}
