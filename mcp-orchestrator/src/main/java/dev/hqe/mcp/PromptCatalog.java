package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// All prompts of all providers. What one principal sees another may not, so nothing is kept
/// between two listings. Thread-safe.
public final class PromptCatalog implements AutoCloseable {

    private final Providers<PromptProvider> providers;
    private final Fetches fetches;

    PromptCatalog(List<PromptProvider> providers, Fetches fetches) {
        this.providers = new Providers<>("prompts", providers, PromptProvider::onChange);
        this.fetches = fetches;
    }

    /// Whether nobody provides prompts.
    public boolean isEmpty() {
        return providers.all().isEmpty();
    }

    /// The prompts there are now, ordered by name.
    public List<PromptDefinition> prompts(Principal principal) {
        return current(principal).values().stream().map(Prompt::definition).toList();
    }

    /// Fills a prompt in, and returns at once.
    ///
    /// @param budget what a large result counts against until `done` has returned
    /// @param done hears of the end exactly once
    public RunningCall<?> start(
            ToolName name, PromptCall call, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(
                "prompt " + name, call.caller(), budget, caller -> get(name, call, caller), done);
    }

    /// Asks a prompt for suggestions, and returns at once.
    ///
    /// @param budget as above
    /// @param done as above
    public RunningCall<?> complete(
            CompletionRequest request, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(
                "completion for prompt " + Quoted.brief(request.reference()),
                Caller.NONE,
                budget,
                caller -> suggestions(request),
                done);
    }

    /// Runs a listener, on a provider's thread, after the list has changed.
    public Registration onChange(Runnable listener) {
        return providers.onChange(listener);
    }

    @Override
    public void close() {
        providers.close();
    }

    private Optional<ObjectNode> get(ToolName name, PromptCall call, Caller caller)
            throws InterruptedException {
        Prompt prompt = current(call.principal()).get(name);
        if (prompt == null) {
            return Optional.empty();
        }
        List<String> missing =
                prompt.definition().required().stream()
                        .filter(argument -> !call.arguments().containsKey(argument))
                        .toList();
        if (!missing.isEmpty()) {
            throw new Fetches.UnfitException(
                    "Prompt " + name + " needs the arguments " + String.join(", ", missing));
        }
        try {
            return Optional.of(
                    prompt.get(new PromptCall(call.principal(), call.arguments(), caller)));
        } catch (CallerException | ProtocolFault e) {
            throw e;
        } catch (McpException e) {
            // What a prompt says of arguments that do not fit is the client's to know.
            throw new Fetches.UnfitException(String.valueOf(e.getMessage()));
        }
    }

    private Optional<ObjectNode> suggestions(CompletionRequest request)
            throws InterruptedException {
        if (!ToolName.isValid(request.reference())) {
            return Optional.empty();
        }
        Prompt prompt = current(request.principal()).get(new ToolName(request.reference()));
        return prompt == null ? Optional.empty() : Optional.of(prompt.complete(request).toResult());
    }

    private Map<ToolName, Prompt> current(Principal principal) {
        Map<ToolName, Prompt> byName = new TreeMap<>();
        providers.each(provider -> {
            for (Prompt prompt : provider.prompts(principal)) {
                ToolName name = prompt.definition().name();
                if (principal.access().scope().hasPrompt(name.value())) {
                    byName.putIfAbsent(name, prompt);
                }
            }
        });
        return byName;
    }
}
