package dev.hqe.ui.internal.entities;

import dev.hqe.ui.internal.Buttons;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.EmptyState;
import dev.hqe.ui.internal.ErrorState;
import dev.hqe.ui.internal.Labels;
import dev.hqe.ui.internal.PageHeader;
import dev.hqe.ui.internal.PageView;
import dev.hqe.ui.internal.Place;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The table of entities and the selected one in full.
public final class EntitiesPage implements PageView {

    private final EntitiesModel model;
    private final ShellModel shell;
    private final VBox root = new VBox();
    private final StackPane middle = new StackPane();
    private final EntityTable table;
    private final Outline outline = new Outline();
    private final TextField words = new TextField();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");

    public EntitiesPage(EntitiesModel model, ShellModel shell, Desk desk) {
        this.model = model;
        this.shell = shell;
        this.table = new EntityTable(model, shell.parts().clock());
        words.setId("entity-words");
        words.setPromptText(Texts.of("entities.words"));
        words.setAccessibleText(Texts.of("entities.words"));
        words.setPrefWidth(260);
        words.textProperty().bindBidirectional(model.words());
        ScopeChoice scope = new ScopeChoice(model);
        Button reload =
                Buttons.icon(Feather.REFRESH_CW, Texts.of("entities.reload"), model::reload);
        reload.setId("reload");

        HBox changed =
                strip(Labels.of(Texts.of("entities.outdated"), "t-body"), "entities.reload.now");
        changed.visibleProperty().bind(model.outdated());
        changed.managedProperty().bind(changed.visibleProperty());
        HBox failed = strip(Labels.of(model.problem(), "t-body"), "entities.again");
        failed.getStyleClass().add("danger");
        failed.visibleProperty().bind(model.problem().isNotEmpty());
        failed.managedProperty().bind(failed.visibleProperty());

        SplitPane split = new SplitPane(middle, new EntityDetail(model, desk));
        split.setDividerPositions(0.66);
        VBox.setVgrow(split, Priority.ALWAYS);
        middle.setMinWidth(420);
        root.getStyleClass().add("page");
        root.getChildren()
                .addAll(
                        new PageHeader(Place.ENTITIES, fact, words, scope, reload),
                        changed,
                        failed,
                        split);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.listing().addListener((property, before, now) -> show(now));
        show(model.listing().get());
    }

    private HBox strip(Label text, String action) {
        HBox strip = new HBox(text, Labels.space(), Buttons.link(Texts.of(action), model::reload));
        strip.getStyleClass().add("strip");
        return strip;
    }

    private void key(KeyEvent event) {
        boolean typing = words.isFocused();
        if (event.getCode() == KeyCode.SLASH && !typing) {
            words.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !words.getText().isEmpty()) {
            words.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && typing) {
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
}
