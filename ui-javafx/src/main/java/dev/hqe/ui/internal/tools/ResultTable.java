package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Objects as rows, a column for each name. Numbers stand at the right; a head sorts by its column.
final class ResultTable extends TableView<JsonNode> {

    private static final int MAX_CELL = 200;
    private static final int SAMPLE = 50;
    private static final double CHARACTER = 7.4;
    private static final double EDGES = 24;
    private static final double MIN_WIDTH = 64;
    private static final double MAX_WIDTH = 320;

    private static final Comparator<JsonNode> ORDER =
            Comparator.<JsonNode>comparingInt(value -> value.isNumber() ? 0 : 1)
                    .thenComparing(
                            value -> value.isNumber() ? value.decimalValue() : BigDecimal.ZERO)
                    .thenComparing(SchemaFields::shown);

    ResultTable(ResultPart.Table table) {
        setId("result-table");
        setAccessibleText(Texts.of("tools.view.table"));
        for (int i = 0; i < table.columns().size(); i++) {
            getColumns().add(column(table, i));
        }
        setItems(FXCollections.observableArrayList(table.rows()));
    }

    private static TableColumn<JsonNode, JsonNode> column(ResultPart.Table table, int index) {
        String name = table.columns().get(index);
        boolean number = table.numeric().get(index);
        Figures figures = Figures.of(table.rows(), name);
        TableColumn<JsonNode, JsonNode> column = new TableColumn<>(SchemaFields.label("", name));
        column.setPrefWidth(width(table.rows(), name, figures));
        column.setReorderable(false);
        column.setComparator(ORDER);
        column.getStyleClass().add(number ? "right" : "left");
        column.setCellValueFactory(
                features -> new ReadOnlyObjectWrapper<>(features.getValue().path(name)));
        column.setCellFactory(any -> new Cell(number, figures));
        return column;
    }

    private static double width(List<JsonNode> rows, String name, Figures figures) {
        int longest =
                rows.stream()
                        .limit(SAMPLE)
                        .mapToInt(row -> text(row.path(name), figures).length())
                        .max()
                        .orElse(0);
        double wanted = Math.max(longest, name.length() + 2) * CHARACTER + EDGES;
        return Math.clamp(wanted, MIN_WIDTH, MAX_WIDTH);
    }

    private static String text(JsonNode value, Figures figures) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isNumber() ? figures.text(value) : JsonText.brief(value, MAX_CELL);
    }

    private static final class Cell extends TableCell<JsonNode, JsonNode> {

        private final Figures figures;

        Cell(boolean number, Figures figures) {
            this.figures = figures;
            getStyleClass().addAll("t-mono", number ? "right" : "left");
        }

        @Override
        protected void updateItem(@Nullable JsonNode value, boolean empty) {
            super.updateItem(value, empty);
            String text = empty || value == null ? "" : text(value, figures);
            setText(text);
            boolean rounded =
                    value != null
                            && value.isFloatingPointNumber()
                            && !text.equals(value.toString());
            setTooltip(
                    empty || value == null || !(rounded || text.length() > 24)
                            ? null
                            : LongText.tip(rounded ? value.toString() : text));
        }
    }
}
