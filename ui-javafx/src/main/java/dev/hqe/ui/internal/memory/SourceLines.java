package dev.hqe.ui.internal.memory;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.MarkedText;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A text with its lines numbered, those that are cited in colour and with a bar, and at its right
/// a strip that shows where in it hits are.
final class SourceLines extends HBox {

    private static final PseudoClass CITED = PseudoClass.getPseudoClass("cited");
    private static final double ROW = 22;
    private static final int MOST_ON_STRIP = 100;
    private static final int TRIES = 12;

    private final Source source;
    private final ListView<SourceText.Line> list = new ListView<>();
    private boolean placed;

    SourceLines(Source source) {
        this.source = source;
        getStyleClass().add("source");
        list.setId("memory-source");
        list.getStyleClass().add("source-lines");
        list.setAccessibleText(Texts.of("memory.source.name", source.title()));
        list.setItems(FXCollections.observableList(source.text().lines()));
        int digits = String.valueOf(lastNumber()).length();
        list.setCellFactory(any -> new Cell(digits));
        HBox.setHgrow(list, Priority.ALWAYS);
        getChildren().addAll(list, new HitStrip());
        list.heightProperty().addListener((property, before, now) -> place());
    }

    private int lastNumber() {
        List<SourceText.Line> lines = source.text().lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).number() > 0) {
                return lines.get(i).number();
            }
        }
        return 1;
    }

    void focusText() {
        list.requestFocus();
    }

    /// Once it has a height, the first cited line stands at a third of it.
    private void place() {
        int first = source.text().first();
        if (placed || list.getHeight() <= 0 || first < 0) {
            return;
        }
        placed = true;
        list.getSelectionModel().select(first);
        Scene scene = list.getScene();
        if (scene != null) {
            new Scrolling(scene, first).begin();
        }
    }

    /// Rows have their heights only once they have been laid out: until then a list guesses where a
    /// row is, and is asked again after it has.
    private final class Scrolling {

        private final Scene scene;
        private final int first;
        private final Runnable look = this::look;
        private int looks;
        private int right;

        Scrolling(Scene scene, int first) {
            this.scene = scene;
            this.first = first;
        }

        void begin() {
            list.scrollTo(target());
            scene.addPostLayoutPulseListener(look);
        }

        private int target() {
            return Math.max(0, first - (int) (list.getHeight() / 3 / ROW));
        }

        private void look() {
            right = isInSight(first) ? right + 1 : 0;
            if (right == 0) {
                list.scrollTo(looks < TRIES / 2 ? target() : first);
            }
            looks++;
            if (right > 1 || looks > TRIES || list.getScene() == null) {
                scene.removePostLayoutPulseListener(look);
            }
        }
    }

    private boolean isInSight(int row) {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() <= row
                && flow.getLastVisibleCell().getIndex() > row;
    }

    private final class Cell extends TallCell<SourceText.Line> {

        private final Label number = Labels.of("", "t-mono-s", "line-number");
        private final MarkedText text = new MarkedText(true, "t-mono");
        private final HBox row = new HBox(number, text);
        private SourceText.@Nullable Line shown;

        Cell(int digits) {
            number.setPrefWidth(Region.USE_COMPUTED_SIZE);
            number.setStyle("-fx-min-width: " + (digits * 0.65 + 2.4) + "em;");
            row.getStyleClass().add("source-line");
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMaxWidth(Double.MAX_VALUE);
        }

        @Override
        protected void updateItem(SourceText.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            pseudoClassStateChanged(CITED, !empty && line != null && line.cited());
            if (empty || line == null) {
                shown = null;
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            if (!line.equals(shown)) {
                shown = line;
                number.setText(line.number() == 0 ? "" : String.valueOf(line.number()));
                text.show(line.text(), source.terms().marks(line.text()));
                setAccessibleText(line.number() + " " + line.text());
            }
            setGraphic(row);
        }
    }

    /// Where hits are in the whole text; a click goes there.
    private final class HitStrip extends Pane {

        private final List<Region> marks = new ArrayList<>();
        private final List<Integer> rows = new ArrayList<>();

        HitStrip() {
            getStyleClass().add("hit-strip");
            setAccessibleText(Texts.of("memory.source.strip"));
            List<Integer> hits = source.text().hits();
            for (int i = 0; i < Math.min(hits.size(), MOST_ON_STRIP); i++) {
                if (i + 1 != source.number()) {
                    add(hits.get(i), "other");
                }
            }
            if (source.text().first() >= 0) {
                add(source.text().first(), "cited");
            }
            setOnMouseClicked(event -> {
                int all = source.text().lines().size();
                int row = (int) (event.getY() / Math.max(1, getHeight()) * all);
                list.scrollTo(Math.clamp(row, 0, Math.max(0, all - 1)));
            });
        }

        private void add(int row, String style) {
            Region mark = new Region();
            mark.getStyleClass().addAll("strip-mark", style);
            mark.setManaged(false);
            marks.add(mark);
            rows.add(row);
            getChildren().add(mark);
        }

        @Override
        protected void layoutChildren() {
            double all = Math.max(1, source.text().lines().size());
            for (int i = 0; i < marks.size(); i++) {
                Region mark = marks.get(i);
                double height = mark.getStyleClass().contains("cited") ? 12 : 6;
                double y = (getHeight() - height) * (rows.get(i) / all);
                mark.resizeRelocate(4, Math.rint(y), Math.max(1, getWidth() - 8), height);
            }
        }
    }
}
