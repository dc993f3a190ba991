package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteSource;
import dev.hqe.ui.internal.palette.Section;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.ErrorState;
import dev.hqe.ui.internal.part.Loading;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.PageHeader;
import dev.hqe.ui.internal.part.SearchField;
import dev.hqe.ui.internal.part.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The table of entities and the selected one in full.
public final class EntitiesPage implements Page {

    private final EntitiesModel model;
    private final ShellModel shell;
    private final Action reload;
    private final Columns columns;
    private final VBox root = new VBox();
    private final StackPane middle = new StackPane();
    private final EntityTable table;
    private final Loading outline = new Loading(Texts.of("entities.loading"));
    private final SearchField words = new SearchField(Texts.of("entities.words"));
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");

    /// Every workbench stores entities.
    public static Optional<Page> make(Frame frame) {
        ShellModel shell = frame.model();
        EntitiesModel model =
                new EntitiesModel(
                        frame.parts().entities(),
                        shell.inventory(),
                        frame.dispatcher(),
                        frame.delays());
        return Optional.of(new EntitiesPage(model, frame));
    }

    private EntitiesPage(EntitiesModel model, Frame frame) {
        Desk desk = frame.desk();
        this.shell = frame.model();
        this.model = model;
        this.table = new EntityTable(model, shell.parts().clock());
        words.setId("entity-words");
        words.textProperty().bindBidirectional(model.words());
        ScopeChoice scope = new ScopeChoice(model);
        reload =
                Action.of(
                                "entities.reload",
                                Texts.of("entities.reload"),
                                Feather.REFRESH_CW,
                                model::reload)
                        .on(Keys.shortcutShift(KeyCode.R));
        Button again = Buttons.icon(reload.icon(), reload.hint(), reload.run());
        again.setId("reload");
        Strip changed =
                new Strip(
                                Look.ACCENT,
                                new ReadOnlyStringWrapper(Texts.of("entities.outdated")),
                                Texts.of("entities.reload.now"),
                                model::reload)
                        .when(model.outdated());
        Strip failed =
                new Strip(Look.DANGER, model.problem(), Texts.of("entities.again"), model::reload)
                        .when(model.problem().isNotEmpty());
        columns =
                Columns.two(frame.kept(), "entities", middle, new EntityDetail(model, desk), 0.66);
        VBox.setVgrow(columns, Priority.ALWAYS);
        root.getStyleClass().add("page");
        root.getChildren()
                .addAll(
                        new PageHeader(Place.ENTITIES, fact, words, scope, again),
                        changed,
                        failed,
                        columns);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.listing().addListener((property, before, now) -> show(now));
        show(model.listing().get());
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN && words.isFocused()) {
            table.requestFocus();
            event.consume();
        }
    }

    private void show(Listing listing) {
        Node node =
                switch (listing) {
                    case Listing.Loading _ -> outline.starting();
                    case Listing.Nothing _ -> nothing();
                    case Listing.NoMatch none -> noMatch(none);
                    case Listing.Failed failed ->
                            new ErrorState(
                                    Texts.of("entities.failed"),
                                    failed.message(),
                                    Buttons.filled(
                                            Texts.of("entities.again"),
                                            Feather.REFRESH_CW,
                                            model::reload));
                    case Listing.Rows rows -> {
                        table.show(rows.rows());
                        yield table;
                    }
                };
        fact.set(factOf(listing));
        if (!middle.getChildren().equals(List.of(node))) {
            middle.getChildren().setAll(node);
        }
    }

    private static String factOf(Listing listing) {
        return switch (listing) {
            case Listing.Rows rows when rows.total().isPresent() ->
                    Texts.count("entities.count", rows.total().getAsLong());
            case Listing.Rows _ -> Texts.of("entities.counting");
            case Listing.NoMatch _ -> Texts.count("entities.count", 0);
            case Listing.Loading _ -> "";
            case Listing.Nothing _ -> "";
            case Listing.Failed _ -> "";
        };
    }

    private Node nothing() {
        return new EmptyState(
                Feather.DATABASE,
                Texts.of("entities.none"),
                Texts.of("entities.none.how"),
                Buttons.filled(
                        Texts.of("entities.none.action"),
                        Feather.FOLDER_PLUS,
                        () -> shell.place().set(Place.HOME)));
    }

    private Node noMatch(Listing.NoMatch none) {
        String filters =
                none.words().isEmpty()
                        ? Texts.of("entities.noMatch.scope", none.scope().label())
                        : Texts.of("entities.noMatch.words", none.words(), none.scope().label());
        return new EmptyState(
                Feather.FILTER,
                Texts.of("entities.noMatch"),
                filters,
                Buttons.plain(Texts.of("entities.clear"), model::clear));
    }

    @Override
    public Place place() {
        return Place.ENTITIES;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void shown() {
        words.requestFocus();
    }

    @Override
    public void open(Target target) {
        switch (target) {
            case Target.OfKind(TopicId topic, Kind kind) -> {
                words.clear();
                model.scope().set(new Scope.OfKind(topic, kind));
            }
            case Target.OfEntity(EntityId id) -> model.show(id);
            default -> {} // stands on another page
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(reload);
    }

    @Override
    public List<PaletteSource> palette() {
        return List.of(
                new PaletteSource.Searched(Section.ENTITIES, new EntityEntries(shell)::find));
    }

    @Override
    public Node filter() {
        return words;
    }

    @Override
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        panes.add(root.getChildren().getFirst());
        panes.addAll(columns.panes());
        return panes;
    }

    @Override
    public boolean back() {
        boolean any = !words.getText().isEmpty();
        words.clear();
        return any;
    }
}
