package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The calls of one client: those that run, then those that ended.
final class CallTable extends TableView<CallLine> {

    private final InstantSource clock;

    CallTable(ObservableList<CallLine> calls, InstantSource clock) {
        this.clock = clock;
        setId("agent-calls");
        setAccessibleText(Texts.of("agents.calls"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        setPlaceholder(Labels.of(Texts.of("agents.calls.none"), "t-body", "muted"));
        getColumns()
                .setAll(
                        List.of(
                                fixed("time", 84, () -> new Words(this::time, "left")),
                                column("tool", 170, () -> new Words(CallLine::tool, "left")),
                                column(
                                        "arguments",
                                        200,
                                        () -> new Words(CallTable::arguments, "left")),
                                fixed("result", 144, Ending::new),
                                fixed("took", 84, () -> new Words(this::took, "right"))));
        getColumns().getLast().getStyleClass().add("right");
        setRowFactory(any -> new Row());
        setItems(calls);
    }

    /// Makes room for larger text in the columns that have one width.
    void scale(double by) {
        getColumns().stream()
                .filter(column -> column.getUserData() instanceof Double)
                .forEach(column -> fix(column, (Double) column.getUserData() * by));
    }

    private static void fix(TableColumn<CallLine, ?> column, double width) {
        column.setMinWidth(0); // else the old least width keeps the new greatest from counting
        column.setMaxWidth(width);
        column.setPrefWidth(width);
        column.setMinWidth(width);
    }

    private static TableColumn<CallLine, CallLine> fixed(String name, double width, Cells cells) {
        TableColumn<CallLine, CallLine> column = column(name, width, cells);
        column.setUserData(width);
        fix(column, width);
        return column;
    }

    private interface Cells {
        TableCell<CallLine, CallLine> make();
    }

    private static TableColumn<CallLine, CallLine> column(String name, double width, Cells cells) {
        TableColumn<CallLine, CallLine> column = new TableColumn<>(Texts.of("agents.call." + name));
        column.setPrefWidth(width);
        column.setMinWidth(64);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(any -> cells.make());
        return column;
    }

    private String time(CallLine line) {
        return Said.time(line.at(), clock.instant());
    }

    private static String arguments(CallLine line) {
        return line instanceof CallLine.Ended ended ? ended.arguments() : "";
    }

    private String took(CallLine line) {
        return switch (line) {
            case CallLine.Now now -> {
                Duration since = Duration.between(now.at(), clock.instant());
                long seconds = Math.max(0, since.toSeconds());
                yield seconds < 60 ? seconds + " s" : Texts.duration(since);
            }
            case CallLine.Ended ended -> Texts.duration(ended.took());
        };
    }

    private static final class Words extends TableCell<CallLine, CallLine> {

        private final Function<CallLine, String> text;

        Words(Function<CallLine, String> text, String side) {
            this.text = text;
            getStyleClass().addAll("t-mono", side);
        }

        @Override
        protected void updateItem(@Nullable CallLine line, boolean empty) {
            super.updateItem(line, empty);
            String words = empty || line == null ? "" : text.apply(line);
            setText(words);
            setTooltip(words.length() > 12 ? new Tooltip(words) : null);
        }
    }

    private static final class Ending extends TableCell<CallLine, CallLine> {

        @Override
        protected void updateItem(@Nullable CallLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            if (empty || line == null) {
                return;
            }
            Label label = Labels.of(word(line), "t-body", style(line));
            label.setMinWidth(0);
            label.setGraphic(Icons.button(icon(line), style(line)));
            setGraphic(label);
            if (line instanceof CallLine.Ended ended && !ended.text().isEmpty()) {
                setTooltip(new Tooltip(ended.text()));
            }
        }

        private static Feather icon(CallLine line) {
            return switch (line) {
                case CallLine.Now now -> now.waits() ? Feather.CLOCK : Feather.PLAY;
                case CallLine.Ended ended ->
                        switch (ended.result()) {
                            case OK -> Feather.CHECK;
                            case WAITING -> Feather.CLOCK;
                            case REFUSED -> Feather.SLASH;
                            case FAILED -> Feather.ALERT_CIRCLE;
                        };
            };
        }

        private static String style(CallLine line) {
            return switch (line) {
                case CallLine.Now now -> now.waits() ? "warning" : "accent";
                case CallLine.Ended ended -> ended.result() == Result.OK ? "success" : "danger";
            };
        }
    }

    private static String word(CallLine line) {
        return switch (line) {
            case CallLine.Now now ->
                    Texts.of(now.waits() ? "agents.end.waiting" : "agents.end.running");
            case CallLine.Ended ended -> Texts.of("agents.end." + known(ended));
        };
    }

    private static String known(CallLine.Ended ended) {
        return switch (ended.ending()) {
            case "ok",
                    "refused",
                    "failed",
                    "cancelled",
                    "timed_out",
                    "bad_arguments",
                    "unknown_tool" ->
                    ended.ending();
            default -> ended.result().word();
        };
    }

    /// Reads as one sentence.
    private final class Row extends TableRow<CallLine> {

        @Override
        protected void updateItem(@Nullable CallLine line, boolean empty) {
            super.updateItem(line, empty);
            setAccessibleText(
                    empty || line == null
                            ? ""
                            : Texts.of("agents.call.row", line.tool(), word(line), time(line)));
        }
    }
}
