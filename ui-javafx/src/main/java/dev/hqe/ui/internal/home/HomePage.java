package dev.hqe.ui.internal.home;

import dev.hqe.ui.internal.Buttons;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.PageHeader;
import dev.hqe.ui.internal.PageView;
import dev.hqe.ui.internal.Place;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.entities.EntitiesModel;
import dev.hqe.ui.internal.topics.TopicsModel;
import java.time.ZoneId;
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
public final class HomePage implements PageView {

    private final VBox root = new VBox();
    private final HomeModel model;
    private final Button addFolder;
    private final ReadOnlyStringWrapper today = new ReadOnlyStringWrapper("");

    public HomePage(HomeModel model, TopicsModel topics, EntitiesModel entities, Desk desk) {
        this.model = model;
        Runnable choose = () -> desk.chooseFolder().ifPresent(model::add);
        addFolder = Buttons.plain(Texts.of("home.addFolder"), Feather.FOLDER_PLUS, choose);
        addFolder.setId("add-folder");
        model.ingest().state().addListener((property, before, now) -> enableAdding());
        model.ingest().taker().addListener((property, before, now) -> enableAdding());
        enableAdding();

        ConnectPanel connect = new ConnectPanel(model, desk);
        GridPane panels = new GridPane(16, 16);
        panels.getColumnConstraints().addAll(column(63.4), column(36.6));
        panels.addRow(0, new NeedsPanel(model, topics), new HerePanel(model.inventory()));
        panels.addRow(1, new IngestPanel(model, choose), connect);
        VBox content =
                new VBox(
                        new GettingStarted(model, choose, connect::requestFocus),
                        panels,
                        new Overview(model.shell(), entities));
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
    public void shown() {
        today.set(Texts.day(model.shell().parts().clock().instant(), ZoneId.systemDefault()));
        addFolder.requestFocus();
    }
}
