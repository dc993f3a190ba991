package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// All resources of all providers. What one principal sees another may not, so nothing is kept
/// between two listings. Thread-safe.
public final class ResourceCatalog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ResourceCatalog.class.getName());

    private final List<ResourceProvider> providers;
    private final Fetches fetches;
    private final List<Registration> registrations = new ArrayList<>();
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final Listeners<Consumer<String>> updateListeners = new Listeners<>();
    private final Map<String, Integer> watchers = new HashMap<>();

    ResourceCatalog(List<ResourceProvider> providers, Fetches fetches) {
        this.providers = List.copyOf(providers);
        this.fetches = fetches;
        for (ResourceProvider provider : this.providers) {
            registrations.add(provider.onChange(() -> listeners.tell(Runnable::run)));
            registrations.add(
                    provider.onUpdate(uri -> updateListeners.tell(each -> each.accept(uri))));
        }
    }

    /// Whether nobody provides resources.
    public boolean isEmpty() {
        return providers.isEmpty();
    }

    /// The resources there are now, ordered by URI; of two with one URI the first is kept.
    public List<ResourceDefinition> resources(Principal principal) {
        TreeMap<String, ResourceDefinition> byUri = new TreeMap<>();
        for (ResourceProvider provider : providers) {
            for (ResourceDefinition each : listed(provider, from -> from.resources(principal))) {
                if (principal.access().scope().hasResource(each.uri())) {
                    byUri.putIfAbsent(each.uri(), each);
                }
            }
        }
        return List.copyOf(byUri.values());
    }

    /// The templates there are now, ordered by URI template.
    public List<ResourceTemplate> templates(Principal principal) {
        TreeMap<String, ResourceTemplate> byTemplate = new TreeMap<>();
        for (ResourceProvider provider : providers) {
            for (ResourceTemplate each : listed(provider, from -> from.templates(principal))) {
                if (principal.access().scope().hasResource(each.uriTemplate())) {
                    byTemplate.putIfAbsent(each.uriTemplate(), each);
                }
            }
        }
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
        return listeners.add(listener);
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
        registrations.forEach(Registration::close);
        listeners.clear();
        updateListeners.clear();
    }

    private Optional<ObjectNode> read(ResourceRead read) throws InterruptedException {
        if (!read.principal().access().scope().hasResource(read.uri())) {
            return Optional.empty();
        }
        for (ResourceProvider provider : providers) {
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
        for (ResourceProvider provider : providers) {
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
        for (ResourceProvider provider : providers) {
            try {
                provider.watched(uri, watched);
            } catch (RuntimeException e) {
                // The edge to a provider; the others want to know as well.
                LOG.log(Level.ERROR, () -> "a provider broke on a watch: " + QuietTrace.of(e));
            }
        }
    }

    private static <T> List<T> listed(
            ResourceProvider provider, Function<ResourceProvider, List<T>> list) {
        try {
            return list.apply(provider);
        } catch (RuntimeException e) {
            // A provider is foreign code: one that cannot list must not hide the others' resources.
            LOG.log(
                    Level.ERROR,
                    () ->
                            "a resource provider could not list its resources; they are left out: "
                                    + QuietTrace.of(e));
            return List.of();
        }
    }
}
