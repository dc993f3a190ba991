package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Registration;
import java.util.List;
import java.util.function.Consumer;

/// The one place that all changes of a server come to and that whoever tells a client of them
/// listens at. Listening costs nothing until somebody does. Thread-safe.
final class Changes implements AutoCloseable {

    private final Listeners<Consumer<Change>> listeners = new Listeners<>();
    private final List<Registration> registrations;

    Changes(McpServer server) {
        registrations =
                List.of(
                        server.road().onChange(() -> publish(Change.Listing.TOOLS)),
                        server.prompts().onChange(() -> publish(Change.Listing.PROMPTS)),
                        server.resources().onChange(() -> publish(Change.Listing.RESOURCES)),
                        server.resources().onUpdate(uri -> publish(new Change.Resource(uri))));
    }

    /// Tells everybody who listens.
    void publish(Change change) {
        listeners.tell(listener -> listener.accept(change));
    }

    /// Tells a listener, which must return quickly, of everything from here on.
    Registration listen(Consumer<Change> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
        listeners.clear();
    }
}
