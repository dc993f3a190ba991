package dev.hqe.ui.internal.part;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Facts in two columns: what it is, muted, and the value.
public final class FactGrid extends GridPane {

    private int rows;

    public FactGrid() {
        getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(104, USE_COMPUTED_SIZE, USE_COMPUTED_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().addAll(names, values);
    }

    public FactGrid add(String name, Node value) {
        Label label = Labels.of(name, "t-body", "muted");
        addRow(rows++, label, value);
        return this;
    }
}
