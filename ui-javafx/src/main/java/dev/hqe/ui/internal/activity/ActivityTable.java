package dev.hqe.ui.internal.activity;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The rows of the timeline. Only the visible ones have cells, and a row that is being read shows
/// an outline.
final class ActivityTable extends TableView<ActivityRow> {

    private static final int TOOLTIP_FROM = 12;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private final InstantSource clock;

    ActivityTable(InstantSource clock) {
        this.clock = clock;
        setId("activity-table");
        setAccessibleText(Place.ACTIVITY.title());
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        TableColumn<ActivityRow, ActivityRow> said = column("said", 250, any -> new SaidCell());
        said.setMaxWidth(4_000);
        getColumns()
                .setAll(
                        List.of(
                                fixed("time", 114, any -> new Cell(this::time, "t-mono", "muted")),
                                fixed("", 32, any -> new IconCell()),
                                column("who", 104, any -> new Cell(row -> Words.who(row.actor()))),
                                column(
                                        "what",
                                        170,
                                        any -> new Cell(ActivityRow.Loaded::subject, "t-mono")),
                                said,
                                fixed(
                                        "outcome",
                                        112,
                                        any ->
                                                new Cell(
                                                        ActivityTable::outcome,
                                                        "outcome",
                                                        "muted")),
                                fixed("", 48, any -> new BarCell()),
                                fixed("took", 80, any -> new Cell(this::took, "t-mono", "right"))));
        getColumns().getFirst().getStyleClass().add("first");
        getColumns().getLast().getStyleClass().add("right");
        setRowFactory(table -> new Row());
    }

    /// Shows these rows, from the top unless they are already shown.
    void show(PagedRows<ActivityRow> rows) {
        if (!rows.equals(getItems())) {
            getSelectionModel().clearSelection();
            setItems(rows);
            scrollTo(0);
        }
    }

    /// Makes room for larger text in the columns that have one width.
    void scale(double by) {
        getColumns().stream()
                .filter(column -> column.getUserData() instanceof Double)
                .forEach(column -> fix(column, (Double) column.getUserData() * by));
    }

    private static void fix(TableColumn<ActivityRow, ?> column, double width) {
        column.setMinWidth(0); // else the old least width keeps the new greatest from counting
        column.setMaxWidth(width);
        column.setPrefWidth(width);
        column.setMinWidth(width);
    }

    private String time(ActivityRow.Loaded row) {
        return Words.time(row.at(), clock.instant(), ZoneId.systemDefault());
    }

    private static String outcome(ActivityRow.Loaded row) {
        return Words.outcome(row.kind(), row.result(), row.ending());
    }

    private String took(ActivityRow.Loaded row) {
        return Took.text(row.millis());
    }

    private static TableColumn<ActivityRow, ActivityRow> fixed(
            String title,
            double width,
            Function<TableColumn<ActivityRow, ActivityRow>, TableCell<ActivityRow, ActivityRow>>
                    cell) {
        TableColumn<ActivityRow, ActivityRow> column = column(title, width, cell);
        column.setUserData(width);
        fix(column, width);
        return column;
    }

    private static TableColumn<ActivityRow, ActivityRow> column(
            String title,
            double width,
            Function<TableColumn<ActivityRow, ActivityRow>, TableCell<ActivityRow, ActivityRow>>
                    cell) {
        TableColumn<ActivityRow, ActivityRow> column =
                new TableColumn<>(title.isEmpty() ? "" : Texts.of("activity.column." + title));
        column.setPrefWidth(width);
        column.setMinWidth(60);
        column.setSortable(false); // a timeline has one order
        column.setReorderable(false);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(cell::apply);
        return column;
    }

    private static class Cell extends TableCell<ActivityRow, ActivityRow> {

        private final Function<ActivityRow.Loaded, String> text;
        private final Tooltip whole = new Tooltip();

        private Cell(Function<ActivityRow.Loaded, String> text, String... styleClasses) {
            this.text = text;
            getStyleClass().addAll(styleClasses);
            whole.setWrapText(true);
            whole.setMaxWidth(560);
            // put in place and taken away with each row, tooltips would cost more than the rows
            setOnMouseEntered(
                    event -> setTooltip(getText().length() > TOOLTIP_FROM ? whole : null));
        }

        @Override
        protected void updateItem(@Nullable ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            String shown =
                    !empty && row instanceof ActivityRow.Loaded loaded ? text.apply(loaded) : "";
            setText(shown);
            whole.setText(shown);
        }
    }

    /// Also says what a row is that is not there. One outline a row is enough: while somebody drags
    /// the thumb, each pulse sets all of them.
    private static final class SaidCell extends Cell {

        private final Region bone = new Region();

        private SaidCell() {
            super(ActivityRow.Loaded::said, "said", "muted");
            bone.getStyleClass().add("bone");
        }

        @Override
        protected void updateItem(@Nullable ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(!empty && row instanceof ActivityRow.Pending ? bone : null);
            if (!empty && row instanceof ActivityRow.Gone) {
                setText(Texts.of("activity.gone"));
            }
        }
    }

    private static final class IconCell extends TableCell<ActivityRow, ActivityRow> {

        private final FontIcon icon = Icons.line(Feather.TOOL);

        private IconCell() {
            getStyleClass().add("icon-cell");
        }

        @Override
        protected void updateItem(@Nullable ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            if (!empty && row instanceof ActivityRow.Loaded loaded) {
                icon.setIconCode(Words.icon(loaded.kind(), loaded.result()));
                setGraphic(icon);
            } else {
                setGraphic(null);
            }
        }
    }

    private static final class BarCell extends TableCell<ActivityRow, ActivityRow> {

        private final LatencyBar bar = new LatencyBar();

        private BarCell() {
            getStyleClass().add("bar-cell");
        }

        @Override
        protected void updateItem(@Nullable ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            if (!empty && row instanceof ActivityRow.Loaded loaded && loaded.millis() > 0) {
                bar.show(
                        loaded.millis(),
                        loaded.result() == Result.FAILED || loaded.result() == Result.REFUSED);
                setGraphic(bar);
            } else {
                setGraphic(null);
            }
        }
    }

    /// Reads as one sentence, and says by its look how it went.
    private final class Row extends TableRow<ActivityRow> {

        @Override
        protected void updateItem(@Nullable ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean wrong = false;
            boolean waiting = false;
            String sentence = "";
            if (!empty && row instanceof ActivityRow.Loaded loaded) {
                wrong = loaded.result() == Result.FAILED || loaded.result() == Result.REFUSED;
                waiting = loaded.result() == Result.WAITING;
                sentence =
                        Texts.of(
                                "activity.row",
                                Words.who(loaded.actor()),
                                loaded.subject(),
                                outcome(loaded),
                                took(loaded),
                                time(loaded),
                                loaded.said());
            }
            pseudoClassStateChanged(WRONG, wrong);
            pseudoClassStateChanged(WAITING, waiting);
            setAccessibleText(sentence);
        }
    }
}
