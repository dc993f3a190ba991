package dev.hqe.ui.internal.home;

import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.PageHeader;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The page one starts at.
public final class HomePage implements Page {

    private final VBox root = new VBox();
    private final HomeModel model;
    private final Button addFolder;
    private final Runnable choose;
    private final ConnectPanel connect;
    private final ReadOnlyStringWrapper today = new ReadOnlyStringWrapper("");

    /// Every workbench has something to show here.
    public static Optional<Page> make(Frame frame) {
        return Optional.of(new HomePage(new HomeModel(frame.model()), frame.desk()));
    }

    HomePage(HomeModel model, Desk desk) {
        this.model = model;
        choose = () -> desk.chooseFolder().ifPresent(model::add);
        addFolder = Buttons.plain(Texts.of("home.addFolder"), Feather.FOLDER_PLUS, choose);
        addFolder.setId("add-folder");
        model.ingest().state().addListener((property, before, now) -> enableAdding());
        model.ingest().taker().addListener((property, before, now) -> enableAdding());
        enableAdding();

        connect = new ConnectPanel(model, desk);
        GridPane panels = new GridPane(16, 16);
        panels.getColumnConstraints().addAll(column(63.4), column(36.6));
        panels.addRow(0, new NeedsPanel(model), new HerePanel(model.inventory()));
        panels.addRow(1, new IngestPanel(model, choose), connect);
        VBox content =
                new VBox(
                        new GettingStarted(model, choose, connect::requestFocus),
                        panels,
                        new Overview(model.shell()));
        content.getStyleClass().add("home-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getStyleClass().add("page");
        root.getChildren().addAll(new PageHeader(Place.HOME, today, addFolder), scroll);
    }

    private void enableAdding() {
        addFolder.setDisable(!model.ingest().ready());
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    @Override
    public Place place() {
        return Place.HOME;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of("home.addFolder", Texts.of("home.addFolder"), Feather.FOLDER_PLUS, choose)
                        .when(() -> model.ingest().ready()),
                Action.of(
                        "home.connect",
                        Texts.of("agent.title"),
                        Feather.CPU,
                        connect::requestFocus));
    }

    @Override
    public void shown() {
        today.set(Texts.day(model.shell().parts().clock().instant(), ZoneId.systemDefault()));
        addFolder.requestFocus();
    }
}
