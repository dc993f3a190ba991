package dev.hqe.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Texts under `mem:` addresses that a test may change, and a template with completions.
final class TestResources implements ResourceProvider {

    final Map<String, String> texts = new ConcurrentHashMap<>();
    final Map<String, Boolean> watched = new ConcurrentHashMap<>();
    private final Listeners<Runnable> listListeners = new Listeners<>();
    private final Listeners<Consumer<String>> updateListeners = new Listeners<>();

    TestResources(int count) {
        for (int i = 0; i < count; i++) {
            texts.put("mem:/" + (char) ('a' + i), "text " + i);
        }
    }

    void put(String uri, String text) {
        if (texts.put(uri, text) == null) {
            listListeners.tell(Runnable::run);
        }
        updateListeners.tell(listener -> listener.accept(uri));
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        return new TreeMap<>(texts)
                .keySet().stream()
                        .map(uri -> ResourceDefinition.of(uri, uri.substring(5), "", "text/plain"))
                        .toList()
                        .reversed();
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        return List.of(ResourceTemplate.of("mem:/{letter}", "letters", "By letter.", ""));
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) throws InterruptedException {
        if (read.uri().equals("mem:/asks")) {
            read.caller().ask(Map.of("why", InputRequest.form("Why?", TestTools.anyObject())));
        }
        String text = read.uri().equals("mem:/asks") ? "answered" : texts.get(read.uri());
        if (text == null) {
            return Optional.empty();
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putArray("contents").addObject().put("uri", read.uri()).put("text", text);
        result.putObject("_meta").put("test/seen", true);
        return Optional.of(result);
    }

    @Override
    public Optional<Completion> complete(CompletionRequest request) {
        return request.reference().equals("mem:/{letter}")
                ? Optional.of(
                        Completion.among(
                                texts.keySet().stream().map(uri -> uri.substring(5)).toList(),
                                request.value()))
                : Optional.empty();
    }

    @Override
    public Registration onChange(Runnable listener) {
        return listListeners.add(listener);
    }

    @Override
    public Registration onUpdate(Consumer<String> listener) {
        return updateListeners.add(listener);
    }

    @Override
    public void watched(String uri, boolean isWatched) {
        watched.put(uri, isWatched);
    }
}
