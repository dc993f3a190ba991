package dev.hqe.mcp.host;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Registration;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who listens for changes of what the hosted servers offer. Thread-safe.
final class Changes {

    private static final System.Logger LOG = System.getLogger(Changes.class.getName());

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> updates = new CopyOnWriteArrayList<>();

    Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    Registration onUpdate(Consumer<String> listener) {
        updates.add(listener);
        return () -> updates.remove(listener);
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }

    void updated(String uri) {
        updates.forEach(listener -> listener.accept(uri));
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
