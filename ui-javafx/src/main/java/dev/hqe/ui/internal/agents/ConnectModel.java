package dev.hqe.ui.internal.agents;

import dev.hqe.mcp.config.AgentClient;
import dev.hqe.mcp.config.ClientConnection;
import dev.hqe.ui.AgentSetup;
import dev.hqe.ui.internal.FxDispatcher;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Connecting a program: what would be written, writing it, starting it, taking it back. For the
/// JavaFX thread; needs no toolkit. What blocks runs elsewhere, and only the last thing that was
/// asked for is shown.
final class ConnectModel {

    private final AgentSetup setup;
    private final FxDispatcher dispatcher;
    private final InstantSource clock;
    private final BiConsumer<AgentClient, Runnable> connected;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicReference<@Nullable Thread> working = new AtomicReference<>();
    private final ObjectProperty<AgentClient> client =
            new SimpleObjectProperty<>(AgentClient.CLAUDE_CODE);
    private final ObjectProperty<Optional<String>> profile =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ConnectState> state =
            new ReadOnlyObjectWrapper<>(new ConnectState.Reading());

    /// @param connected hears of each file that was changed, with what takes that back, on the
    ///   JavaFX thread
    ConnectModel(
            AgentSetup setup,
            FxDispatcher dispatcher,
            InstantSource clock,
            BiConsumer<AgentClient, Runnable> connected) {
        this.setup = setup;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.connected = connected;
        client.addListener((property, before, now) -> look());
        profile.addListener((property, before, now) -> look());
    }

    ObjectProperty<AgentClient> client() {
        return client;
    }

    /// What the program shall see; empty for what it sees now, or everything.
    ObjectProperty<Optional<String>> profile() {
        return profile;
    }

    ReadOnlyObjectProperty<ConnectState> state() {
        return state.getReadOnlyProperty();
    }

    /// Reads the program's file.
    void look() {
        AgentClient now = client.get();
        Optional<String> under = profile.get();
        state.set(new ConnectState.Reading());
        work(() -> planned(now, under));
    }

    private ConnectState planned(AgentClient now, Optional<String> under) {
        ClientConnection connection = setup.connection(now, under);
        return new ConnectState.Planned(
                connection,
                connection.state(),
                connection.plan(),
                setup.lacks(connection).orElse(""));
    }

    /// Writes what was shown, and starts it then.
    void write() {
        if (!(state.get() instanceof ConnectState.Planned planned)) {
            return;
        }
        state.set(new ConnectState.Trying(planned.of(), Optional.empty()));
        work(() -> {
            var copy = planned.change().apply(clock.instant());
            var written = Optional.of(new ConnectState.Written(planned.change(), copy));
            dispatcher.post(
                    () -> connected.accept(planned.of().client(), () -> planned.change().undo()));
            return tried(planned.of(), written);
        });
    }

    /// Starts what the file names.
    void test() {
        ConnectState now = state.get();
        Optional<ConnectState.Written> written = now.written();
        now.connection()
                .ifPresent(connection -> {
                    state.set(new ConnectState.Trying(connection, written));
                    work(() -> tried(connection, written));
                });
    }

    private ConnectState tried(
            ClientConnection connection, Optional<ConnectState.Written> written) {
        dispatcher.post(() -> {
            if (state.get() instanceof ConnectState.Trying) {
                state.set(new ConnectState.Trying(connection, written));
            }
        });
        try {
            return new ConnectState.Tried(connection, written, setup.trial(connection));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ConnectState.Reading(); // nobody looks any more
        }
    }

    /// Puts the file back as it was before [#write].
    void undo() {
        state.get()
                .written()
                .ifPresent(done -> {
                    AgentClient now = client.get();
                    Optional<String> under = profile.get();
                    state.set(new ConnectState.Reading());
                    work(() -> {
                        done.change().undo();
                        return planned(now, under);
                    });
                });
    }

    /// Nobody looks at it any more: what was started is ended.
    void close() {
        asked.incrementAndGet();
        interrupt();
    }

    private void interrupt() {
        Thread before = working.getAndSet(null);
        if (before != null) {
            before.interrupt();
        }
    }

    private void work(Supplier<ConnectState> job) {
        long number = asked.incrementAndGet();
        interrupt();
        Thread thread =
                Thread.ofVirtual()
                        .name("window-connect")
                        .unstarted(() -> {
                            ConnectState result;
                            try {
                                result = job.get();
                            } catch (RuntimeException e) { // the edge: shown to the person
                                result = new ConnectState.Unusable(String.valueOf(e.getMessage()));
                            }
                            ConnectState shown = result;
                            if (asked.get() == number) {
                                dispatcher.post(() -> {
                                    if (asked.get() == number) {
                                        state.set(shown);
                                    }
                                });
                            }
                        });
        working.set(thread);
        thread.start();
    }
}
