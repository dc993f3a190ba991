package dev.hqe.ui.internal.entities;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.rows.PagedRows;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The rows of a listing. Only the visible ones have cells, and a row that is being read shows an
/// outline.
final class EntityTable extends TableView<EntityRow> {

    private final InstantSource clock;

    EntityTable(EntitiesModel model, InstantSource clock) {
        this.clock = clock;
        setId("entity-table");
        setAccessibleText(Place.ENTITIES.title());
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns()
                .setAll(
                        List.of(
                                column("entities.column.title", 420, "left", r -> r.title()),
                                column("entities.column.kind", 120, "left", r -> r.kind().value()),
                                column(
                                        "entities.column.topic",
                                        120,
                                        "left",
                                        r -> r.topicId().value()),
                                column(
                                        "entities.column.version",
                                        70,
                                        "right",
                                        r -> Texts.number(r.version())),
                                column("entities.column.changed", 130, "right", this::changed)));
        setRowFactory(table -> new Row());
        getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> model.select(now));
    }

    private String changed(EntityRow.Loaded row) {
        return Texts.ago(row.changed(), clock.instant(), ZoneId.systemDefault());
    }

    /// Shows these rows, from the top unless they are already shown.
    void show(PagedRows<EntityRow> rows) {
        if (!rows.equals(getItems())) {
            setItems(rows);
            scrollTo(0);
        }
    }

    private static TableColumn<EntityRow, EntityRow> column(
            String title, double width, String side, Function<EntityRow.Loaded, String> text) {
        TableColumn<EntityRow, EntityRow> column = new TableColumn<>(Texts.of(title));
        column.setPrefWidth(width);
        column.setMinWidth(60);
        column.setSortable(false); // sorting would read every entity
        column.setReorderable(false);
        column.getStyleClass().add(side);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(any -> new Cell(text, side));
        return column;
    }

    private static final class Cell extends TableCell<EntityRow, EntityRow> {

        private final Function<EntityRow.Loaded, String> text;
        private final Region bone = new Region();

        private Cell(Function<EntityRow.Loaded, String> text, String side) {
            this.text = text;
            getStyleClass().addAll("t-mono", side);
            bone.getStyleClass().add("bone");
        }

        @Override
        protected void updateItem(@Nullable EntityRow row, boolean empty) {
            super.updateItem(row, empty);
            setTooltip(null);
            setGraphic(null);
            setText(null);
            if (empty || row == null) {
                return;
            }
            switch (row) {
                case EntityRow.Pending _ -> setGraphic(bone);
                case EntityRow.Gone _ -> setText(Texts.of("entities.gone"));
                case EntityRow.Loaded loaded -> {
                    String shown = text.apply(loaded);
                    setText(shown);
                    if (shown.length() > 24) {
                        setTooltip(new Tooltip(shown));
                    }
                }
            }
        }
    }

    /// Reads as one sentence.
    private final class Row extends TableRow<EntityRow> {

        @Override
        protected void updateItem(@Nullable EntityRow row, boolean empty) {
            super.updateItem(row, empty);
            setAccessibleText(
                    row instanceof EntityRow.Loaded loaded
                            ? Texts.of(
                                    "entities.row",
                                    loaded.title(),
                                    loaded.kind(),
                                    loaded.topicId(),
                                    changed(loaded))
                            : "");
        }
    }
}
