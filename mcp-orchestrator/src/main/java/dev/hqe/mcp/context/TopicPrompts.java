package dev.hqe.mcp.context;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicManifest.PromptArgument;
import dev.hqe.kernel.topic.TopicManifest.PromptSpec;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptCall;
import dev.hqe.mcp.PromptDefinition;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The prompt templates of Topics, each as one message of the user's. `{{name}}` stands for an
/// argument; one that is not given leaves nothing. What is given has to be what the manifest says
/// of it, and is completed from the values that it lists. Thread-safe.
public final class TopicPrompts implements PromptProvider {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{\\s{0,20}([^{}\\s]{1,100})\\s{0,20}}}");

    private final Listeners<Runnable> listeners = new Listeners<>();
    private volatile List<Prompt> prompts;

    /// The prompts of these Topics.
    public TopicPrompts(Collection<Topic> topics) {
        this.prompts = prompts(topics);
    }

    /// Offers the prompts of these Topics instead, and tells the listeners.
    public void reload(Collection<Topic> topics) {
        prompts = prompts(topics);
        listeners.tell(Runnable::run);
    }

    private static List<Prompt> prompts(Collection<Topic> topics) {
        List<Prompt> prompts = new ArrayList<>();
        for (Topic topic : topics) {
            for (PromptSpec spec : topic.manifest().capabilities().prompts()) {
                prompts.add(
                        new Template(
                                define(topic, spec), spec.arguments(), topic.file(spec.file())));
            }
        }
        return List.copyOf(prompts);
    }

    private static PromptDefinition define(Topic topic, PromptSpec spec) {
        List<PromptDefinition.Argument> arguments =
                spec.arguments().stream()
                        .map(one ->
                                new PromptDefinition.Argument(
                                        one.name(), one.description(), one.required()))
                        .toList();
        ToolName name = new ToolName(topic.id() + "." + spec.name());
        ObjectNode json = PromptDefinition.of(name, spec.description(), arguments).json();
        json.put("title", spec.title());
        return new PromptDefinition(name, json);
    }

    private record Template(PromptDefinition definition, List<PromptArgument> arguments, Path file)
            implements Prompt {

        @Override
        public ObjectNode get(PromptCall call) {
            requireFitting(call);
            ObjectNode result = Json.object();
            String description = definition.json().path("description").asString("");
            if (!description.isEmpty()) {
                result.put("description", description);
            }
            result.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .putObject("content")
                    .put("type", "text")
                    .set("text", StringNode.valueOf(filledIn(call)));
            return result;
        }

        private void requireFitting(PromptCall call) {
            List<String> problems = new ArrayList<>();
            for (PromptArgument argument : arguments) {
                String value = call.arguments().get(argument.name());
                if (value != null) {
                    PromptValue.problem(argument, value).ifPresent(problems::add);
                }
            }
            if (!problems.isEmpty()) {
                throw new McpException(
                        "Prompt " + definition.name() + ": " + String.join("; ", problems));
            }
        }

        @Override
        public Completion complete(CompletionRequest request) {
            return arguments.stream()
                    .filter(argument -> argument.name().equals(request.argument()))
                    .findFirst()
                    .map(argument -> PromptValue.completion(argument, request.value()))
                    .orElse(Completion.NONE);
        }

        private String filledIn(PromptCall call) {
            String template;
            try {
                template = Files.readString(file);
            } catch (IOException e) {
                throw new McpException(
                        definition.name() + ": its template cannot be read any more", e);
            }
            return VARIABLE.matcher(template)
                    .replaceAll(variable ->
                            Matcher.quoteReplacement(
                                    call.arguments().getOrDefault(variable.group(1), "")));
        }
    }

    @Override
    public List<Prompt> prompts(Principal principal) {
        return prompts;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
