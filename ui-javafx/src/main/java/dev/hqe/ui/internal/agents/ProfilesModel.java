package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.mcp.profile.ProfileFile;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Reload;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The profiles, changed here only as long as that loses nothing of what a person has written into
/// their file. For the JavaFX thread; needs no toolkit.
final class ProfilesModel {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProfileFile file;
    private final FxDispatcher dispatcher;
    private final Reload<Seen> reading;
    private final ObservableList<Profile> profiles = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper mayChange = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    private record Seen(List<Profile> profiles, List<String> problems, boolean mayChange) {}

    ProfilesModel(ProfileFile file, FxDispatcher dispatcher) {
        this.file = file;
        this.dispatcher = dispatcher;
        this.reading =
                new Reload<>(
                        "profiles",
                        dispatcher,
                        PAUSE,
                        () ->
                                new Seen(
                                        file.profiles().list(),
                                        file.problems().stream().map(Object::toString).toList(),
                                        file.isAsWritten()),
                        this::show,
                        e -> problem.set(String.valueOf(e.getMessage())));
    }

    private void show(Seen now) {
        if (!profiles.equals(now.profiles())) {
            profiles.setAll(now.profiles());
        }
        mayChange.set(now.mayChange());
        problem.set(now.problems().isEmpty() ? "" : now.problems().getFirst());
    }

    void look() {
        reading.request();
    }

    ObservableList<Profile> profiles() {
        return profiles;
    }

    /// Whether a change from here loses nothing of the file.
    ReadOnlyBooleanProperty mayChange() {
        return mayChange.getReadOnlyProperty();
    }

    /// What is wrong with the file, with its line; empty when nothing is.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Makes a profile.
    ///
    /// @param done is given what takes it back
    void make(String name, AccessScope scope, Consumer<Runnable> done, Consumer<String> failed) {
        work(
                () -> {
                    Profile made = new Profile(name, scope, ToolDisplay.UNSAID);
                    file.change(all -> all.with(made));
                    return () -> file.change(all -> all.without(name));
                },
                done,
                failed);
    }

    /// Removes a profile; whoever is connected under it sees nothing more.
    ///
    /// @param done is given what takes it back
    void remove(Profile profile, Consumer<Runnable> done, Consumer<String> failed) {
        work(
                () -> {
                    file.change(all -> all.without(profile.name()));
                    return () -> file.change(all -> all.with(profile));
                },
                done,
                failed);
    }

    private void work(Supplier<Runnable> change, Consumer<Runnable> done, Consumer<String> failed) {
        Thread.ofVirtual()
                .name("window-profiles")
                .start(() -> {
                    try {
                        Runnable undo = change.get();
                        dispatcher.post(() ->
                                done.accept(() ->
                                        work(
                                                () -> {
                                                    undo.run();
                                                    return () -> {};
                                                },
                                                any -> {},
                                                failed)));
                    } catch (RuntimeException e) { // the edge: shown to the person
                        String message = String.valueOf(e.getMessage());
                        dispatcher.post(() -> failed.accept(message));
                    }
                    reading.request();
                });
    }
}
