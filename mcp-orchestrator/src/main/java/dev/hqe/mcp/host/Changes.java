package dev.hqe.mcp.host;

import dev.hqe.mcp.Listeners;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Registration;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/// Who listens for changes of what the hosted servers offer. Thread-safe.
final class Changes {

    private static final System.Logger LOG = System.getLogger(Changes.class.getName());

    private final Listeners<Runnable> listeners = new Listeners<>();
    private final Listeners<Consumer<String>> updates = new Listeners<>();

    Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    Registration onUpdate(Consumer<String> listener) {
        return updates.add(listener);
    }

    void changed() {
        listeners.tell(Runnable::run);
    }

    void updated(String uri) {
        updates.tell(listener -> listener.accept(uri));
    }

    /// Something that may take its time.
    interface Work {
        void doIt() throws InterruptedException;
    }

    /// Does something on a thread of its own, for a caller who must not wait.
    void later(Work work) {
        Thread.ofVirtual()
                .name("mcp-host")
                .start(() -> {
                    try {
                        work.doIt();
                    } catch (McpException e) {
                        LOG.log(Level.WARNING, "{0}", e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
