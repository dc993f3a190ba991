package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What a server says on standard error, as it says it. Follows the end until somebody scrolls up.
final class LogPane extends VBox {

    private static final ZoneId ZONE = ZoneId.systemDefault();

    private final LogModel model;
    private final Desk desk;
    private final Consumer<String> say;
    private final ListView<LogLine> list = new ListView<>();
    private final CheckBox follow = new CheckBox(Texts.of("servers.log.follow"));

    /// @param say tells what was done in few words
    LogPane(LogModel model, Desk desk, Consumer<String> say) {
        this.model = model;
        this.desk = desk;
        this.say = say;
        getStyleClass().add("server-log");
        follow.setId("server-log-follow");
        follow.setSelected(true);
        follow.selectedProperty().addListener((property, before, now) -> toEnd());
        var copy =
                Buttons.icon(Feather.COPY, Texts.of("servers.log.copy"), () -> copy(model.lines()));
        copy.setId("server-log-copy");
        Label wrong = Labels.cut("", "t-small", "danger");
        wrong.textProperty().bind(model.problem());
        HBox head =
                new HBox(
                        Labels.of(Texts.of("servers.log"), "t-strong"),
                        wrong,
                        Labels.space(),
                        follow,
                        copy);
        head.getStyleClass().add("server-section-head");
        list.setId("server-log");
        list.getStyleClass().add("log-lines");
        list.setAccessibleText(Texts.of("servers.log"));
        list.setItems(model.lines());
        list.setCellFactory(any -> new Cell());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(
                Labels.wrapped(Texts.of("servers.log.none"), "t-small", "muted", "log-none"));
        list.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                        copy(list.getSelectionModel().getSelectedItems());
                        event.consume();
                    } else if (event.getCode() == KeyCode.UP
                            || event.getCode() == KeyCode.PAGE_UP
                            || event.getCode() == KeyCode.HOME) {
                        follow.setSelected(false);
                    } else if (event.getCode() == KeyCode.END) {
                        follow.setSelected(true);
                    }
                });
        list.addEventFilter(ScrollEvent.SCROLL, event -> scrolled(event.getDeltaY()));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        model.lines().addListener((ListChangeListener<LogLine>) change -> toEnd());
    }

    private void scrolled(double by) {
        boolean scrolls =
                list.lookupAll(".scroll-bar").stream()
                        .map(ScrollBar.class::cast)
                        .anyMatch(bar -> bar.isVisible() && bar.getMax() > bar.getMin());
        if (by > 0 && scrolls) {
            follow.setSelected(false);
        }
    }

    private void toEnd() {
        if (follow.isSelected() && !model.lines().isEmpty()) {
            list.scrollTo(model.lines().size() - 1);
        }
    }

    private void copy(List<LogLine> some) {
        List<LogLine> lines = some.isEmpty() ? model.lines() : some;
        desk.copy(lines.stream().map(LogLine::whole).collect(Collectors.joining("\n")));
        say.accept(Texts.count("servers.log.copied", lines.size()));
    }

    ListView<LogLine> list() {
        return list;
    }

    private static final class Cell extends ListCell<LogLine> {

        private final Label time = Labels.of("", "t-mono-s", "subtle");
        private final Label text = Labels.of("", "t-mono-s");
        private final HBox line = new HBox(time, text);

        Cell() {
            line.getStyleClass().add("log-line");
            text.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable LogLine item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            time.setText(item.clock(ZONE));
            text.setText(item.text());
            text.getStyleClass().remove("muted");
            if (item.ours()) {
                text.getStyleClass().add("muted");
            }
            setGraphic(line);
            setAccessibleText(item.whole());
        }
    }
}
