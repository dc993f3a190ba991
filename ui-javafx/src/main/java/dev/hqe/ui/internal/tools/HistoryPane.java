package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Segments;
import dev.hqe.ui.internal.tools.RunState.End;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What this window has run, the newest first: of the tool that is looked at, or of all.
final class HistoryPane extends VBox {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MAX_ARGUMENTS = 160;
    private static final int MAX_WORDS = 200;

    private final ToolsModel model;
    private final FilteredList<ToolRun> runs;
    private final TableView<ToolRun> table = new TableView<>();
    private final Segments<Boolean> which;
    private boolean following;

    /// @param use puts the arguments of a run into the form
    HistoryPane(ToolsModel model, Consumer<ToolRun> use) {
        this.model = model;
        this.runs = new FilteredList<>(model.runs().history());
        getStyleClass().add("history-pane");
        which =
                new Segments<>(
                        Texts.of("tools.history.which"),
                        List.of(true, false),
                        own -> Texts.of(own ? "tools.history.this" : "tools.history.all"));
        Button again =
                Buttons.flat(
                        Texts.of("tools.again"), Feather.REPEAT, () -> chosen(model::runAgain));
        again.setId("history-again");
        Button fill = Buttons.flat(Texts.of("tools.use"), Feather.EDIT_3, () -> chosen(use));
        fill.setId("history-use");
        for (Button button : List.of(again, fill)) {
            button.disableProperty()
                    .bind(table.getSelectionModel().selectedItemProperty().isNull());
        }
        HBox head =
                new HBox(
                        Labels.of(Texts.of("tools.history"), "t-strong"),
                        which,
                        Labels.space(),
                        again,
                        fill);
        head.getStyleClass().add("history-head");
        table.setId("tool-history");
        table.setAccessibleText(Texts.of("tools.history"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.setPlaceholder(Labels.of(Texts.of("tools.history.none"), "t-body", "muted"));
        table.getColumns()
                .setAll(
                        List.of(
                                column("time", 84, "left", HistoryPane::time),
                                column("tool", 200, "left", run -> run.tool().value()),
                                column(
                                        "arguments",
                                        320,
                                        "left",
                                        run -> JsonText.members(run.arguments(), MAX_ARGUMENTS)),
                                ended("result", 240, "left"),
                                ended("size", 90, "right"),
                                ended("took", 100, "right")));
        table.setItems(runs);
        table.setRowFactory(any -> new Row());
        table.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                        chosen(use);
                        event.consume();
                    }
                });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
        which.value().addListener((property, before, now) -> filter());
        model.selected().addListener((property, before, now) -> filter());
        model.runs().shown().addListener((property, before, now) -> follow(now));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> {
                    if (!following && now != null) {
                        model.show(now);
                    }
                });
        filter();
    }

    private void chosen(Consumer<ToolRun> deed) {
        ToolRun run = table.getSelectionModel().getSelectedItem();
        if (run != null) {
            deed.accept(run);
        }
    }

    private void filter() {
        ToolEntry tool = model.selected().get();
        boolean own = which.value().get();
        following = true;
        runs.setPredicate(run -> !own || tool == null || run.tool().equals(tool.name()));
        following = false;
        table.getColumns().get(1).setVisible(!own);
        follow(model.runs().shown().get());
    }

    private void follow(@Nullable ToolRun run) {
        following = true;
        if (run == null) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().select(run);
        }
        following = false;
    }

    private static String time(ToolRun run) {
        return CLOCK.format(run.started().atZone(ZoneId.systemDefault()));
    }

    private static TableColumn<ToolRun, String> column(
            String name, double width, String side, Function<ToolRun, String> text) {
        TableColumn<ToolRun, String> column = head(name, width, side);
        column.setCellValueFactory(
                features -> new ReadOnlyStringWrapper(text.apply(features.getValue())));
        column.setCellFactory(any -> new Words(side));
        return column;
    }

    private static <T> TableColumn<ToolRun, T> head(String name, double width, String side) {
        TableColumn<ToolRun, T> column = new TableColumn<>(Texts.of("tools.history." + name));
        column.setPrefWidth(width);
        column.setMinWidth(64);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add(side);
        return column;
    }

    /// A column that follows how far the run is.
    private static TableColumn<ToolRun, RunState> ended(String name, double width, String side) {
        TableColumn<ToolRun, RunState> column = head(name, width, side);
        column.setCellValueFactory(features -> state(features.getValue()));
        column.setCellFactory(any -> new State(name, side));
        return column;
    }

    private static ObservableValue<RunState> state(ToolRun run) {
        return run.state();
    }

    private static final class Words extends TableCell<ToolRun, String> {

        Words(String side) {
            getStyleClass().addAll("t-mono", side);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            setTooltip(text != null && text.length() > 20 ? new Tooltip(text) : null);
        }
    }

    private static final class State extends TableCell<ToolRun, RunState> {

        private final String name;

        State(String name, String side) {
            this.name = name;
            getStyleClass().add(side);
            if (side.equals("right")) {
                getStyleClass().add("t-mono");
            }
        }

        @Override
        protected void updateItem(@Nullable RunState state, boolean empty) {
            super.updateItem(state, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (empty || state == null) {
                return;
            }
            switch (state) {
                case RunState.Running _ -> {
                    if (name.equals("result")) {
                        setGraphic(line(Feather.PLAY, "accent", Texts.of("tools.end.running")));
                    }
                }
                case RunState.Ended ended -> {
                    switch (name) {
                        case "size" ->
                                setText(
                                        ended.bytes() == 0
                                                ? ""
                                                : ResultReader.bytes(ended.bytes()));
                        case "took" -> setText(Texts.duration(ended.took()));
                        default -> result(ended.end());
                    }
                }
            }
        }

        private void result(End end) {
            String words = words(end);
            setGraphic(line(ResultPane.icon(end.kind()), ResultPane.style(end.kind()), words));
            if (!end.words().isEmpty()) {
                setTooltip(new Tooltip(words));
            }
        }

        private static Label line(Feather icon, String style, String words) {
            Label label = new Label(words, Icons.button(icon, style));
            label.getStyleClass().addAll("t-body", style);
            return label;
        }
    }

    private static String words(End end) {
        String said = end.words().replaceAll("\\s+", " ").strip();
        String word = ResultPane.word(end.kind());
        if (said.isEmpty() || end.kind() == End.Kind.CANCELLED) {
            return word;
        }
        return said.length() <= MAX_WORDS ? said : said.substring(0, MAX_WORDS) + "\u2026";
    }

    /// Reads as one sentence.
    private static final class Row extends TableRow<ToolRun> {

        @Override
        protected void updateItem(@Nullable ToolRun run, boolean empty) {
            super.updateItem(run, empty);
            setAccessibleText(
                    empty || run == null
                            ? ""
                            : Texts.of(
                                    "tools.history.row",
                                    run.tool(),
                                    run.state().get() instanceof RunState.Ended ended
                                            ? words(ended.end())
                                            : Texts.of("tools.end.running"),
                                    time(run)));
        }
    }
}
