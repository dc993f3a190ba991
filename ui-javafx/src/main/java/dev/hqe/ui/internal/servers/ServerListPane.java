package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.EmptyState;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.SearchField;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// All servers with their state, and the field that filters them.
final class ServerListPane extends VBox {

    private final ServersModel model;
    private final SearchField words = new SearchField(Texts.of("servers.words"));
    private final ListView<ServerRow> list = new ListView<>();
    private final EmptyState nothing;
    private boolean following;

    /// @param entered opens the detail of the one that is chosen
    ServerListPane(ServersModel model, Runnable entered) {
        this.model = model;
        getStyleClass().add("server-list");
        words.setId("server-words");
        words.textProperty().bindBidirectional(model.words());
        words.setMaxWidth(Double.MAX_VALUE);
        words.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                        list.requestFocus();
                        event.consume();
                    }
                });
        HBox top = new HBox(words);
        HBox.setHgrow(words, Priority.ALWAYS);
        top.getStyleClass().add("server-list-top");
        list.setId("server-list");
        list.getStyleClass().add("two-lines");
        list.setAccessibleText(Place.SERVERS.title());
        list.setItems(model.rows());
        list.setCellFactory(any -> new Cell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> key(event, entered));
        VBox.setVgrow(list, Priority.ALWAYS);
        nothing =
                new EmptyState(
                        Feather.FILTER,
                        Texts.of("servers.noMatch"),
                        Texts.of("servers.noMatch.how"),
                        Buttons.plain(Texts.of("servers.clear"), words::clear));
        VBox.setVgrow(nothing, Priority.ALWAYS);
        getChildren().addAll(top, list);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!following && now != null) {
                        model.select(now.name());
                    }
                });
        model.rows().addListener((ListChangeListener<ServerRow>) change -> follow());
        model.selected().addListener((property, before, now) -> follow());
        model.listing().addListener((property, before, now) -> follow());
        follow();
    }

    private void key(KeyEvent event, Runnable entered) {
        ServerRow row = model.selected().get();
        if (event.getCode() == KeyCode.ENTER) {
            entered.run();
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE && row != null) {
            model.remove(row, false);
            event.consume();
        }
    }

    SearchField words() {
        return words;
    }

    ListView<ServerRow> list() {
        return list;
    }

    /// Selects the row of the server that is looked at.
    private void follow() {
        getChildren().set(1, model.listing().get() instanceof Listing.NoMatch ? nothing : list);
        ServerRow shown = model.selected().get();
        following = true;
        try {
            int at = -1;
            for (int i = 0; shown != null && i < list.getItems().size(); i++) {
                if (list.getItems().get(i).name().equals(shown.name())) {
                    at = i;
                }
            }
            if (at < 0) {
                list.getSelectionModel().clearSelection();
            } else if (list.getSelectionModel().getSelectedIndex() != at) {
                list.getSelectionModel().clearAndSelect(at);
                list.getFocusModel().focus(at);
            }
        } finally {
            following = false;
        }
    }

    private static final class Cell extends ListCell<ServerRow> {

        Cell() {
            setPrefWidth(0); // a long line is cut, the list does not scroll sideways
        }

        @Override
        protected void updateItem(@Nullable ServerRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText("");
            if (empty || row == null) {
                return;
            }
            boolean wrong = row.stand() == Stand.FAILED || row.stand() == Stand.BROKEN;
            String line = Marks.line(row);
            Label name = Labels.cut(row.name(), "t-name", "server-name");
            Label below = Labels.cut(line, "t-small", wrong ? "danger" : "muted");
            VBox both = new VBox(name, below);
            both.getStyleClass().add("words");
            both.setMinWidth(0);
            HBox.setHgrow(both, Priority.ALWAYS);
            var dot = Icons.dot(Marks.look(row.stand()).style());
            HBox graphic = new HBox(Icons.tile(Feather.SERVER), both);
            if (wrong) {
                graphic.getChildren().add(Icons.line(Feather.ALERT_CIRCLE, "danger"));
            } else if (row.stand() == Stand.SIGN_IN) {
                graphic.getChildren().add(Icons.line(Feather.LOG_IN, "warning"));
            } else if (!row.waiting().isEmpty()) {
                graphic.getChildren().add(Icons.line(Feather.PAUSE_CIRCLE, "warning"));
            } else {
                graphic.getChildren().add(dot);
            }
            graphic.getStyleClass().add("list-row");
            setGraphic(graphic);
            setAccessibleText(Texts.of("servers.row", row.name(), Marks.word(row.stand()), line));
        }
    }
}
