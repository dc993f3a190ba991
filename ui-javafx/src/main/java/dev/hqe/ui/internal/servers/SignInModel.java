package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.ui.ServerHosting;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import java.io.IOException;
import java.net.URI;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A person signs in to a server in their browser, one server at a time. For the JavaFX thread.
final class SignInModel implements AutoCloseable {

    /// How far it is.
    sealed interface Phase {

        /// Nobody signs in.
        record None() implements Phase {}

        /// The server is asked where one signs in.
        record Asking(String server) implements Phase {}

        /// The page is open, or waits to be opened.
        ///
        /// @param opened whether a browser could be opened
        record Waiting(String server, URI page, boolean opened) implements Phase {}

        /// It did not come to a sign-in.
        record Failed(String server, String message) implements Phase {}
    }

    private static final Phase NONE = new Phase.None();

    private final ServerHosting hosting;
    private final FxDispatcher dispatcher;
    private final Desk desk;
    private final Runnable signedIn;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(NONE);
    private @Nullable Thread running;
    private long number;

    /// @param signedIn is told when somebody has, on the JavaFX thread
    SignInModel(ServerHosting hosting, FxDispatcher dispatcher, Desk desk, Runnable signedIn) {
        this.hosting = hosting;
        this.dispatcher = dispatcher;
        this.desk = desk;
        this.signedIn = signedIn;
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// Begins, and gives up another one.
    void begin(HostedServerConfig server) {
        cancel();
        long mine = ++number;
        String name = server.name().value();
        phase.set(new Phase.Asking(name));
        running =
                Thread.ofVirtual()
                        .name("window-sign-in")
                        .start(() -> {
                            String failed = attempt(server, mine);
                            dispatcher.post(() -> {
                                if (number == mine) {
                                    running = null;
                                    end(name, failed);
                                }
                            });
                        });
    }

    private void end(String name, String failed) {
        phase.set(failed.isEmpty() ? NONE : new Phase.Failed(name, failed));
        if (failed.isEmpty()) {
            signedIn.run();
        }
    }

    /// What has gone wrong; empty if nothing has.
    private String attempt(HostedServerConfig server, long mine) {
        try (ServerHosting.Trial trial =
                hosting.tryOut(
                        server,
                        hosting.secrets(),
                        page -> show(server.name().value(), page, mine),
                        ServerHosting.Waiting.FOR_A_PERSON)) {
            trial.host().connect(server.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return String.valueOf(e.getMessage()); // nobody waits for it
        } catch (IOException | McpException e) {
            return Failing.of(String.valueOf(e.getMessage())).what();
        }
        try {
            hosting.host().restart(server.name());
            hosting.host().connect(server.name());
        } catch (McpException e) {
            return ""; // signed in; what else is wrong stands in its row
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private void show(String server, URI page, long mine) {
        tell(new Phase.Waiting(server, page, true), mine);
        boolean opened = desk.browse(page);
        if (!opened) {
            tell(new Phase.Waiting(server, page, false), mine);
        }
    }

    private void tell(Phase now, long mine) {
        dispatcher.post(() -> {
            if (number == mine) {
                phase.set(now);
            }
        });
    }

    /// Shows the page again.
    void openAgain() {
        if (phase.get() instanceof Phase.Waiting(String server, URI page, boolean _)) {
            long mine = number;
            Thread.ofVirtual().name("window-browse").start(() -> show(server, page, mine));
        }
    }

    /// Gives up; also a failure is not shown any more.
    void cancel() {
        number++;
        Thread now = running;
        running = null;
        if (now != null) {
            now.interrupt();
        }
        phase.set(NONE);
    }

    @Override
    public void close() {
        cancel();
    }
}
