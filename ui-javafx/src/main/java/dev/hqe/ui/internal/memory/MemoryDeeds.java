package dev.hqe.ui.internal.memory;

import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.memory.SearchHead.View;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.toast.Toast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// What a person can do with the source that is shown, by buttons, keys and the palette.
final class MemoryDeeds implements SourcePane.Deeds {

    private final MemoryModel model;
    private final Property<View> view;
    private final ShellModel shell;
    private final Desk desk;
    private final FxDispatcher dispatcher;

    /// @param view what the page shows
    MemoryDeeds(MemoryModel model, Property<View> view, Frame frame) {
        this.model = model;
        this.view = view;
        this.shell = frame.model();
        this.desk = frame.desk();
        this.dispatcher = frame.dispatcher();
    }

    List<Action> actions() {
        return List.of(
                Action.of("memory.now", Texts.of("memory.now"), Feather.SEARCH, model::again)
                        .on(Keys.shortcut(KeyCode.ENTER))
                        .when(() -> !model.asked().get().isBlank()),
                Action.of("memory.copy", Texts.of("memory.copy"), Feather.COPY, this::copy)
                        .on(Keys.shortcut(KeyCode.C))
                        .when(() -> cited().isPresent()),
                Action.of(
                                "memory.openFile",
                                Texts.of("memory.file.open"),
                                Feather.EXTERNAL_LINK,
                                this::openFile)
                        .on(Keys.shortcut(KeyCode.O))
                        .when(() -> file().isPresent()),
                Action.of(
                                "memory.similar",
                                Texts.of("memory.similar.action"),
                                Feather.TARGET,
                                this::similar)
                        .on(Keys.typed("s"))
                        .when(() -> source().isPresent()),
                Action.of(
                                "memory.entity",
                                Texts.of("memory.entity.action"),
                                Feather.DATABASE,
                                this::showEntity)
                        .when(() -> source().isPresent() && hasEntities()),
                Action.of(
                                "memory.explain",
                                Texts.of("memory.explain.action"),
                                Feather.BAR_CHART_2,
                                () -> model.explained().set(!model.explained().get()))
                        .on(Keys.typed("e")),
                Action.of(
                                "memory.map",
                                Texts.of("memory.map.action"),
                                Feather.MAP,
                                () ->
                                        view.setValue(
                                                view.getValue() == View.MAP ? View.HITS : View.MAP))
                        .on(Keys.typed("m")));
    }

    private Optional<Source> source() {
        return model.opened().get() instanceof Opened.Shown(Source source)
                ? Optional.of(source)
                : Optional.empty();
    }

    private Optional<Source> cited() {
        return source().filter(shown -> shown.citation() != null);
    }

    private Optional<Path> file() {
        return source().filter(shown -> !(shown.file() instanceof FileStanding.Gone))
                .flatMap(shown -> SourcePane.fileOf(shown.file()));
    }

    @Override
    public void copy() {
        cited().ifPresent(shown -> {
            desk.copy(String.valueOf(shown.citation()));
            shell.say(Texts.of("memory.copied", shown.title()));
        });
    }

    @Override
    public void similar() {
        view.setValue(View.HITS);
        model.similar();
    }

    @Override
    public void showEntity() {
        source().ifPresent(shown -> shell.open(new Target.OfEntity(shown.entity().id())));
    }

    @Override
    public boolean hasEntities() {
        return shell.has(Place.ENTITIES);
    }

    @Override
    public void openFile() {
        file().ifPresent(file ->
                Thread.ofVirtual().name("window-open-file").start(() -> openOnDesk(file)));
    }

    private void openOnDesk(Path file) {
        try {
            desk.open(file);
            dispatcher.post(() -> shell.say(Texts.of("memory.file.opened", file)));
        } catch (IOException e) {
            String why = Texts.of("memory.file.noOpener", String.valueOf(e.getMessage()));
            dispatcher.post(() ->
                    shell.toasts().show(Toast.failed(Texts.of("memory.file.failed", file), why)));
        }
    }
}
