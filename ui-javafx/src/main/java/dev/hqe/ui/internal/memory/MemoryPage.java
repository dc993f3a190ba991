package dev.hqe.ui.internal.memory;

import dev.hqe.ingestion.Origins;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryProgressed;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.memory.SearchHead.View;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteEntry;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.Strip;
import dev.hqe.ui.internal.toast.Toast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Search, the source of what was found, and the map of all there is.
public final class MemoryPage implements Page {

    private final ShellModel shell;
    private final Desk desk;
    private final FxDispatcher dispatcher;
    private final MemoryModel model;
    private final MapModel maps;
    private final SearchHead head;
    private final HitsPane hits;
    private final MapPane map;
    private final SourcePane source;
    private final StackPane middle = new StackPane();
    private final Columns columns;
    private final VBox root = new VBox();
    private final ReadOnlyObjectWrapper<Standing> standing =
            new ReadOnlyObjectWrapper<>(Standing.WELL);
    private final List<Action> actions;

    /// Where a workbench has a memory.
    public static Optional<Page> make(Frame frame) {
        return frame.ports().find(Memory.class).map(memory -> new MemoryPage(frame, memory));
    }

    private MemoryPage(Frame frame, Memory memory) {
        this.shell = frame.model();
        this.desk = frame.desk();
        this.dispatcher = frame.dispatcher();
        this.model =
                new MemoryModel(
                        memory,
                        new SourceReading(
                                frame.parts().entities(),
                                frame.ports().find(Origins.class).orElse(null)),
                        dispatcher,
                        frame.delays());
        this.maps = new MapModel(memory, dispatcher);
        TopicNames topics = shell.inventory()::nameOf;
        Filters filters = new Filters(model, shell.inventory());
        SourceDeeds deeds = new SourceDeeds();
        this.source = new SourcePane(model, topics, frame.parts().clock(), deeds);
        this.hits = new HitsPane(model, topics, new HitDeeds(filters));
        this.head = new SearchHead(model, filters, this::leaveField);
        this.map = new MapPane(maps, topics, () -> maps.show(model.asked().get()), this::toSource);
        this.columns = Columns.withDrawer(frame.kept(), "memory", middle, source, 0.5);
        VBox.setVgrow(columns, Priority.ALWAYS);
        root.getStyleClass().addAll("page", "memory");
        root.getChildren()
                .addAll(head, strip(Look.ACCENT), strip(Look.WARNING), likeStrip(), columns);
        this.actions = actionsOf(deeds);
        head.view().value().addListener((property, before, now) -> show(now));
        model.asked()
                .addListener((property, before, now) -> {
                    if (head.view().value().get() == View.MAP) {
                        maps.show(now);
                    }
                });
        maps.chosen()
                .addListener((property, before, now) -> {
                    if (now != null) {
                        model.open(now.entity());
                    }
                });
        InvalidationListener stands =
                observable ->
                        standing.set(
                                Standing.of(
                                        model.state().get(),
                                        model.wordsOnly().get(),
                                        model.searching().get()));
        model.state().addListener(stands);
        model.wordsOnly().addListener(stands);
        model.searching().addListener(stands);
        dispatcher.hear(
                frame.parts().bus(), "memory", MemoryProgressed.class, fact -> model.changed());
        shell.inventory().changes().addListener((property, before, now) -> model.changed());
        show(View.HITS);
    }

    private Strip strip(Look look) {
        return new Strip(look, standing.map(Standing::text), Texts.of("memory.again"), model::again)
                .when(
                        Bindings.createBooleanBinding(
                                () ->
                                        standing.get().look() == look
                                                && !standing.get().text().isEmpty(),
                                standing));
    }

    /// Says that what is listed is like something, and leads back to the words.
    private Strip likeStrip() {
        return new Strip(
                        Look.ACCENT,
                        model.asked()
                                .map(asked ->
                                        asked.like()
                                                .map(like -> Texts.of("memory.like", like.title()))
                                                .orElse("")),
                        Texts.of("memory.like.back"),
                        this::backToWords)
                .when(
                        Bindings.createBooleanBinding(
                                () ->
                                        model.asked().get().like().isPresent()
                                                && head.view().value().get() == View.HITS,
                                model.asked(),
                                head.view().value()));
    }

    private void backToWords() {
        model.asked().set(model.asked().get().like(null));
        head.words().requestFocus();
    }

    private List<Action> actionsOf(SourceDeeds deeds) {
        return List.of(
                Action.of("memory.now", Texts.of("memory.now"), Feather.SEARCH, model::again)
                        .on(Keys.shortcut(KeyCode.ENTER))
                        .when(() -> !model.asked().get().isBlank()),
                Action.of("memory.copy", Texts.of("memory.copy"), Feather.COPY, deeds::copy)
                        .on(Keys.shortcut(KeyCode.C))
                        .when(() -> cited().isPresent()),
                Action.of(
                                "memory.openFile",
                                Texts.of("memory.file.open"),
                                Feather.EXTERNAL_LINK,
                                deeds::openFile)
                        .on(Keys.shortcut(KeyCode.O))
                        .when(() -> file().isPresent()),
                Action.of(
                                "memory.similar",
                                Texts.of("memory.similar.action"),
                                Feather.TARGET,
                                deeds::similar)
                        .on(Keys.typed("s"))
                        .when(() -> source.source().isPresent()),
                Action.of(
                                "memory.entity",
                                Texts.of("memory.entity.action"),
                                Feather.DATABASE,
                                deeds::showEntity)
                        .when(() -> source.source().isPresent() && deeds.hasEntities()),
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
                                        head.view()
                                                .value()
                                                .set(
                                                        head.view().value().get() == View.MAP
                                                                ? View.HITS
                                                                : View.MAP))
                        .on(Keys.typed("m")));
    }

    private Optional<Source> cited() {
        return source.source().filter(shown -> shown.citation() != null);
    }

    private Optional<Path> file() {
        return source.source()
                .filter(shown -> !(shown.file() instanceof FileStanding.Gone))
                .flatMap(shown -> SourcePane.fileOf(shown.file()));
    }

    private void show(View view) {
        boolean within = middle.isFocusWithin();
        middle.getChildren().setAll(view == View.MAP ? map : hits);
        if (view == View.MAP) {
            maps.show(model.asked().get());
        } else {
            maps.choose(null);
            model.look();
        }
        if (within) {
            toList();
        }
    }

    private void leaveField() {
        if (head.view().value().get() == View.MAP) {
            map.view().requestFocus();
        } else {
            hits.enter();
        }
    }

    /// Takes the keyboard into the source, which is a drawer where there is little room.
    private void toSource() {
        columns.showDetail();
        source.focusText();
    }

    private void toList() {
        if (head.view().value().get() == View.MAP) {
            map.view().requestFocus();
        } else if (!hits.list().getItems().isEmpty()) {
            hits.list().requestFocus();
        } else {
            head.words().requestFocus();
        }
    }

    private final class HitDeeds implements HitsPane.Deeds {

        private final Filters filters;

        HitDeeds(Filters filters) {
            this.filters = filters;
        }

        @Override
        public void open(Found found) {
            model.choose(found);
            toSource();
        }

        @Override
        public void toField() {
            head.words().requestFocus();
        }

        @Override
        public String filters() {
            return filters.said();
        }

        @Override
        public void addFolder() {
            shell.place().set(Place.HOME);
        }

        @Override
        public void showMap() {
            head.view().value().set(View.MAP);
        }
    }

    private final class SourceDeeds implements SourcePane.Deeds {

        @Override
        public void copy() {
            cited().ifPresent(shown -> {
                desk.copy(String.valueOf(shown.citation()));
                shell.say(Texts.of("memory.copied", shown.title()));
            });
        }

        @Override
        public void openFile() {
            file().ifPresent(MemoryPage.this::openFile);
        }

        @Override
        public void similar() {
            head.view().value().set(View.HITS);
            model.similar();
        }

        @Override
        public void showEntity() {
            source.source()
                    .ifPresent(shown -> shell.open(new Target.OfEntity(shown.entity().id())));
        }

        @Override
        public boolean hasEntities() {
            return shell.has(Place.ENTITIES);
        }
    }

    private void openFile(Path file) {
        Thread.ofVirtual()
                .name("window-open-file")
                .start(() -> {
                    try {
                        desk.open(file);
                        dispatcher.post(() -> shell.say(Texts.of("memory.file.opened", file)));
                    } catch (IOException e) {
                        String why = String.valueOf(e.getMessage());
                        dispatcher.post(() ->
                                shell.toasts()
                                        .show(
                                                Toast.failed(
                                                        Texts.of("memory.file.failed", file),
                                                        why)));
                    }
                });
    }

    @Override
    public Place place() {
        return Place.MEMORY;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        model.inFront(true);
        if (head.view().value().get() == View.MAP) {
            maps.show(model.asked().get());
        }
        head.words().requestFocus();
        head.words().selectAll();
    }

    @Override
    public void hidden() {
        model.inFront(false);
    }

    @Override
    public void open(Target target) {
        if (target instanceof Target.OfSearch(String words)) {
            head.view().value().set(View.HITS);
            model.asked().set(Asked.NOTHING.words(words));
            head.words().end();
        }
    }

    @Override
    public List<Action> actions() {
        return actions;
    }

    @Override
    public List<PaletteSource> palette() {
        return List.of(
                new PaletteSource.Searched(
                        Section.ENTITIES,
                        (words, most) ->
                                List.of(
                                        PaletteEntry.of(
                                                "memory.search",
                                                Feather.SEARCH,
                                                Texts.of("memory.palette", words),
                                                "",
                                                Texts.of("memory.palette.does"),
                                                () -> shell.open(new Target.OfSearch(words))))));
    }

    @Override
    public Node filter() {
        return head.words();
    }

    @Override
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        panes.add(head);
        panes.addAll(columns.panes());
        return panes;
    }

    @Override
    public boolean back() {
        if (columns.closeDetail()) {
            toList();
            return true;
        }
        if (source.isFocusWithin()) {
            toList();
            return true;
        }
        if (model.asked().get().like().isPresent()) {
            backToWords();
            return true;
        }
        if (head.view().value().get() == View.MAP) {
            head.view().value().set(View.HITS);
            return true;
        }
        boolean any = !model.asked().get().isBlank() || model.asked().get().isNarrowed();
        if (any) {
            model.asked().set(Asked.NOTHING.mode(model.asked().get().mode()));
            head.words().requestFocus();
        }
        return any;
    }

    @Override
    public List<String> styleSheets() {
        return List.of(
                Objects.requireNonNull(MemoryPage.class.getResource("memory.css"), "memory.css")
                        .toExternalForm());
    }
}
