package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.access.ApiKey;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.access.IssuedKey;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The API keys. For the JavaFX thread; needs no toolkit. They are read when somebody looks at
/// them, since that may open the store of secrets.
final class KeysModel {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ApiKeys store;
    private final FxDispatcher dispatcher;
    private final Reload<List<ApiKey>> reading;
    private final ObservableList<ApiKey> keys = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    KeysModel(ApiKeys store, FxDispatcher dispatcher) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.reading =
                new Reload<>(
                        "keys",
                        dispatcher,
                        PAUSE,
                        store::list,
                        now -> {
                            problem.set("");
                            keys.setAll(now);
                            known.set(true);
                        },
                        e -> problem.set(String.valueOf(e.getMessage())));
    }

    void look() {
        reading.request();
    }

    ObservableList<ApiKey> keys() {
        return keys;
    }

    /// Whether they were read once.
    ReadOnlyBooleanProperty known() {
        return known.getReadOnlyProperty();
    }

    /// Why they could not be read; empty if they could.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Issues a key.
    ///
    /// @param validity how long it is valid; empty for until it is revoked
    /// @param issued is given the key and its text, which nobody can read again
    /// @param failed is given what is wrong
    void issue(
            String name,
            AccessScope scope,
            Optional<Duration> validity,
            BiConsumer<ApiKey, String> issued,
            Consumer<String> failed) {
        work(
                () -> {
                    IssuedKey made = store.issue(name, scope, validity);
                    try (Secret plain = made.plain()) {
                        String text = plain.text();
                        dispatcher.post(() -> issued.accept(made.key(), text));
                    }
                },
                failed);
    }

    /// Ends a key for good.
    ///
    /// @param revoked hears that it is done
    /// @param failed is given what is wrong
    void revoke(ApiKey key, Runnable revoked, Consumer<String> failed) {
        work(
                () -> {
                    store.revoke(key.id().value());
                    dispatcher.post(revoked);
                },
                failed);
    }

    private void work(Runnable job, Consumer<String> failed) {
        Thread.ofVirtual()
                .name("window-keys")
                .start(() -> {
                    try {
                        job.run();
                    } catch (RuntimeException e) { // the edge: shown to the person
                        String message = String.valueOf(e.getMessage());
                        dispatcher.post(() -> failed.accept(message));
                    }
                    reading.request();
                });
    }
}
