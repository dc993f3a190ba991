package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// All resources of all providers. What one principal sees another may not, so nothing is kept
/// between two listings. Thread-safe.
public final class ResourceCatalog implements AutoCloseable {

    private final Providers<ResourceProvider> providers;
    private final Fetches fetches;
    private final List<Registration> updates;
    private final Listeners<Consumer<String>> updateListeners = new Listeners<>();
    private final Map<String, Integer> watchers = new HashMap<>();

    ResourceCatalog(List<ResourceProvider> providers, Fetches fetches) {
        this.providers = new Providers<>("resources", providers, ResourceProvider::onChange);
        this.fetches = fetches;
        this.updates =
                this.providers.register(provider ->
                        provider.onUpdate(uri -> updateListeners.tell(each -> each.accept(uri))));
    }

    /// Whether nobody provides resources.
    public boolean isEmpty() {
        return providers.all().isEmpty();
    }

    /// The resources there are now, ordered by URI; of two with one URI the first is kept.
    public List<ResourceDefinition> resources(Principal principal) {
        TreeMap<String, ResourceDefinition> byUri = new TreeMap<>();
        providers.each(provider -> {
            for (ResourceDefinition each : provider.resources(principal)) {
                if (principal.access().scope().hasResource(each.uri())) {
                    byUri.putIfAbsent(each.uri(), each);
                }
            }
        });
        return List.copyOf(byUri.values());
    }

    /// The templates there are now, ordered by URI template.
    public List<ResourceTemplate> templates(Principal principal) {
        TreeMap<String, ResourceTemplate> byTemplate = new TreeMap<>();
        providers.each(provider -> {
            for (ResourceTemplate each : provider.templates(principal)) {
                if (principal.access().scope().hasResource(each.uriTemplate())) {
                    byTemplate.putIfAbsent(each.uriTemplate(), each);
                }
            }
        });
        return List.copyOf(byTemplate.values());
    }

    /// Reads a resource from the first provider that has it, and returns at once.
    ///
    /// @param budget what a large result counts against until `done` has returned
    /// @param done hears of the end exactly once
    public RunningCall<?> start(ResourceRead read, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(
                "resource " + Quoted.brief(read.uri()),
                read.caller(),
                budget,
                caller -> read(new ResourceRead(read.principal(), read.uri(), caller)),
                done);
    }

    /// Asks the provider of a template for suggestions, and returns at once.
    ///
    /// @param budget as above
    /// @param done as above
    public RunningCall<?> complete(
            CompletionRequest request, ResultBudget budget, Consumer<Fetched> done) {
        return fetches.start(
                "completion for " + Quoted.brief(request.reference()),
                Caller.NONE,
                budget,
                caller -> suggestions(request),
                done);
    }

    /// Runs a listener, on a provider's thread, after the lists have changed.
    public Registration onChange(Runnable listener) {
        return providers.onChange(listener);
    }

    /// Runs a listener, on a provider's thread, with the URI of each resource whose content has
    /// changed.
    public Registration onUpdate(Consumer<String> listener) {
        return updateListeners.add(listener);
    }

    /// Lets the providers know that somebody watches a resource, until the registration is closed.
    public Registration watch(String uri) {
        synchronized (watchers) {
            if (watchers.merge(uri, 1, Integer::sum) == 1) {
                tell(uri, true);
            }
        }
        return new Watch(uri);
    }

    private final class Watch implements Registration {

        private final String uri;
        private boolean over;

        private Watch(String uri) {
            this.uri = uri;
        }

        @Override
        public void close() {
            synchronized (watchers) {
                if (over) {
                    return;
                }
                over = true;
                if (watchers.merge(uri, -1, Integer::sum) == 0) {
                    watchers.remove(uri);
                    tell(uri, false);
                }
            }
        }
    }

    @Override
    public void close() {
        providers.close();
        updates.forEach(Registration::close);
        updateListeners.clear();
    }

    private Optional<ObjectNode> read(ResourceRead read) throws InterruptedException {
        if (!read.principal().access().scope().hasResource(read.uri())) {
            return Optional.empty();
        }
        for (ResourceProvider provider : providers.all()) {
            Optional<ObjectNode> result = provider.read(read);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> suggestions(CompletionRequest request)
            throws InterruptedException {
        // What a template would complete to are addresses of what it stands for.
        if (!request.principal().access().scope().hasResource(request.reference())) {
            return Optional.empty();
        }
        for (ResourceProvider provider : providers.all()) {
            Optional<Completion> completion = provider.complete(request);
            if (completion.isPresent()) {
                return Optional.of(completion.get().toResult());
            }
        }
        return templates(request.principal()).stream()
                .filter(template -> template.uriTemplate().equals(request.reference()))
                .findFirst()
                .map(template -> Completion.NONE.toResult());
    }

    private void tell(String uri, boolean watched) {
        providers.each(provider -> provider.watched(uri, watched));
    }
}
