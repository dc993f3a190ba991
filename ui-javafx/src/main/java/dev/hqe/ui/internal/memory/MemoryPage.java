package dev.hqe.ui.internal.memory;

import dev.hqe.ingestion.Origins;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryProgressed;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Search, the source of what was found, and the map of all there is.
public final class MemoryPage implements Page {

    private final ShellModel shell;
    private final MemoryModel model;
    private final MapModel maps;
    private final SearchHead head;
    private final MemoryDeeds deeds;
    private final HitsPane hits;
    private final MapPane map;
    private final SourcePane source;
    private final StackPane middle = new StackPane();
    private final Columns columns;
    private final VBox root = new VBox();
    private final ReadOnlyObjectWrapper<Standing> standing =
            new ReadOnlyObjectWrapper<>(Standing.WELL);

    /// Where a workbench has a memory.
    public static Optional<Page> make(Frame frame) {
        return frame.ports().find(Memory.class).map(memory -> new MemoryPage(frame, memory));
    }

    private MemoryPage(Frame frame, Memory memory) {
        this.shell = frame.model();
        FxDispatcher dispatcher = frame.dispatcher();
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
        this.head = new SearchHead(model, filters, this::leaveField);
        this.deeds = new MemoryDeeds(model, head.view().value(), frame);
        this.source = new SourcePane(model, topics, frame.parts().clock(), deeds);
        this.hits = new HitsPane(model, topics, new HitDeeds(filters));
        this.map = new MapPane(maps, topics, () -> maps.show(model.asked().get()), this::toSource);
        this.columns = Columns.withDrawer(frame.kept(), "memory", middle, source, 0.5);
        VBox.setVgrow(columns, Priority.ALWAYS);
        root.getStyleClass().addAll("page", "memory");
        root.getChildren()
                .addAll(head, strip(Look.ACCENT), strip(Look.WARNING), likeStrip(), columns);
        head.view().value().addListener((property, before, now) -> show(now));
        model.asked()
                .addListener((property, before, now) -> {
                    if (isMap()) {
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
        model.state()
                .addListener((property, before, now) -> {
                    boolean settled = before != null && now != null && MemoryModel.isBusy(before);
                    if (settled && !MemoryModel.isBusy(now) && isMap()) {
                        maps.show(model.asked().get()); // more can be drawn now
                    }
                });
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

    private boolean isMap() {
        return head.view().value().get() == View.MAP;
    }

    private void leaveField() {
        if (isMap()) {
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
        if (isMap()) {
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
        if (isMap()) {
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
        return deeds.actions();
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
        if (isMap()) {
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
