package dev.hqe.ui.internal;

import dev.hqe.ui.internal.approvals.ApprovalLayer;
import dev.hqe.ui.internal.entities.EntitiesModel;
import dev.hqe.ui.internal.entities.EntitiesPage;
import dev.hqe.ui.internal.home.HomeModel;
import dev.hqe.ui.internal.home.HomePage;
import dev.hqe.ui.internal.topics.TopicsModel;
import dev.hqe.ui.internal.topics.TopicsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/// The frame: header bar, navigation, the page in front with questions over it, status bar. Folders
/// dropped anywhere on it are added.
public final class Shell extends BorderPane {

    /// Smallest size of the window's content.
    public static final double MIN_WIDTH = 1100;

    public static final double MIN_HEIGHT = 700;

    private static final double NARROW = 1180;
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
    private static final KeyCombination THEME_KEY =
            new KeyCodeCombination(
                    KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private static final KeyCombination APPROVAL_KEY =
            new KeyCodeCombination(
                    KeyCode.A, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final ShellModel model;
    private final HomeModel home;
    private final Map<Place, PageView> pages = new EnumMap<>(Place.class);
    private final StackPane front = new StackPane();
    private final ApprovalLayer approvals;

    /// @param delays how long the page of entities waits before it reads
    public Shell(
            ShellModel model, FxDispatcher dispatcher, Desk desk, EntitiesModel.Delays delays) {
        this.model = model;
        this.home = new HomeModel(model);
        TopicsModel topics = new TopicsModel(model.inventory());
        EntitiesModel entities =
                new EntitiesModel(model.parts().entities(), model.inventory(), dispatcher, delays);
        List<PageView> all =
                List.of(
                        new HomePage(home, topics, entities, desk),
                        new TopicsPage(topics, desk),
                        new EntitiesPage(entities, model, desk));
        all.forEach(page -> pages.put(page.place(), page));

        getStyleClass().add("shell");
        front.getStyleClass().add("front");
        Navigation navigation = new Navigation(model);
        approvals = new ApprovalLayer(model.approvals());
        setTop(new HeaderBar(model, approvals::enter));
        setLeft(navigation);
        setCenter(new StackPane(front, approvals));
        setBottom(new StatusBar(model));
        widthProperty()
                .addListener((property, before, now) ->
                        navigation.setNarrow(now.doubleValue() < NARROW));
        model.place().addListener((property, before, now) -> show(now));
        show(model.place().get());
        setOnDragOver(this::dragOver);
        setOnDragExited(event -> pseudoClassStateChanged(DROP, false));
        setOnDragDropped(this::dropped);
    }

    private void show(Place place) {
        PageView page = pages.get(place);
        if (page != null) {
            front.getChildren().setAll(page.node());
            // a split pane has its parts in the scene only once it has its skin
            front.applyCss();
            page.shown();
        }
    }

    /// Makes the keys of the whole window work in this scene, and the theme follow the model.
    public void dress(Scene scene) {
        for (Place place : Place.values()) {
            KeyCombination key =
                    new KeyCodeCombination(
                            KeyCode.getKeyCode(String.valueOf(place.number())),
                            KeyCombination.SHORTCUT_DOWN);
            scene.getAccelerators().put(key, () -> model.place().set(place));
        }
        scene.getAccelerators()
                .put(THEME_KEY, () -> model.theme().set(model.theme().get().other()));
        scene.getAccelerators().put(APPROVAL_KEY, approvals::enter);
        model.theme().addListener((property, before, now) -> now.applyTo(scene));
        model.theme().get().applyTo(scene);
    }

    private void dragOver(DragEvent event) {
        if (folder(event.getDragboard()).isPresent() && model.ingest().ready()) {
            event.acceptTransferModes(TransferMode.COPY);
            pseudoClassStateChanged(DROP, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        pseudoClassStateChanged(DROP, false);
        Optional<Path> folder = folder(event.getDragboard());
        folder.ifPresent(home::add);
        event.setDropCompleted(folder.isPresent());
        event.consume();
    }

    private static Optional<Path> folder(Dragboard board) {
        return board.getFiles().size() == 1
                ? Optional.of(board.getFiles().getFirst().toPath()).filter(Files::isDirectory)
                : Optional.empty();
    }
}
