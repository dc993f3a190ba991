package dev.hqe.ui.internal.palette;

import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Look;
import dev.hqe.ui.internal.part.MarkedText;
import dev.hqe.ui.internal.part.MarkedText.Mark;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// One row of the palette: a heading, or something to choose.
final class PaletteCell extends ListCell<Row> {

    private static final PseudoClass HEAD = PseudoClass.getPseudoClass("head");

    PaletteCell(PaletteModel model) {
        getStyleClass().add("palette-row");
        setOnMouseClicked(event -> {
            if (getItem() instanceof Row.Item item) {
                model.run(item.entry());
            }
        });
        setOnMouseMoved(event -> model.select(getIndex()));
    }

    static String says(Row.Item item) {
        PaletteEntry entry = item.entry();
        return String.join(
                ", ",
                item.section().title(),
                entry.name(),
                entry.text().isEmpty() ? entry.does() : entry.text() + ", " + entry.does());
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        setGraphic(null);
        setText(null);
        pseudoClassStateChanged(HEAD, !empty && row instanceof Row.Head);
        if (empty || row == null) {
            setAccessibleText("");
            return;
        }
        switch (row) {
            case Row.Head head -> {
                setText(head.section().title());
                setAccessibleText(head.section().title());
            }
            case Row.Item item -> {
                setGraphic(content(item));
                setAccessibleText(says(item));
            }
        }
    }

    private HBox content(Row.Item item) {
        PaletteEntry entry = item.entry();
        MarkedText name = new MarkedText(false, entry.code() ? "t-mono" : "t-name");
        name.show(entry.name(), marks(item.inName()));
        name.setMinWidth(USE_PREF_SIZE);
        MarkedText text = new MarkedText(false, "t-small", "muted");
        text.show(entry.text(), marks(item.inText()));
        cutAtItsEnd(text);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox content = new HBox(Icons.line(entry.icon(), "muted"), name, text);
        content.getStyleClass().add("palette-item");
        entry.chip().ifPresent(chip -> content.getChildren().add(Chips.plain(Look.WARNING, chip)));
        Label does = Labels.of(entry.does(), "t-small", "muted");
        does.visibleProperty().bind(selectedProperty());
        does.managedProperty().bind(does.visibleProperty());
        content.getChildren().add(does);
        entry.keys()
                .ifPresentOrElse(
                        keys -> content.getChildren().add(Chips.key(keys.text())),
                        () -> {
                            Label enter = Chips.key("Enter");
                            enter.visibleProperty().bind(selectedProperty());
                            enter.managedProperty().bind(enter.visibleProperty());
                            content.getChildren().add(enter);
                        });
        content.prefWidthProperty().bind(widthProperty().subtract(16));
        content.setMaxWidth(USE_PREF_SIZE);
        return content;
    }

    private static void cutAtItsEnd(MarkedText text) {
        Rectangle seen = new Rectangle();
        seen.widthProperty().bind(text.widthProperty());
        seen.heightProperty().bind(text.heightProperty());
        text.setClip(seen);
    }

    private static List<Mark> marks(List<FuzzyMatch.Span> spans) {
        return spans.stream().map(span -> new Mark(span.from(), span.to())).toList();
    }
}
