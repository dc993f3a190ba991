package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryHit;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.MarkedText;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A hit in the list: what it is of, what stands there, where that is; the chosen one also says how
/// it came to its rank.
final class HitCell extends TallCell<Found> {

    /// What a long title leaves of a row for what stands behind it, where that needs it.
    private static final double CONTEXT_PART = 0.28;

    private static final double ICON_AND_SCORE = 140;

    private final Hits hits;
    private final Label title = Labels.cut("", "t-strong");
    private final Label context = Labels.cut("", "t-body", "muted");
    private final Label score = Labels.of("", "t-mono", "muted");
    private final MarkedText excerpt = new MarkedText(true, "t-body");
    private final Label name = Labels.path("", "where-name");
    private final Label where = Labels.cut("", "t-mono-s", "muted");
    private final StackPane icon = new StackPane();
    private final HBox place = new HBox();
    private final VBox box = new VBox();
    private @Nullable Found shown;

    /// What a cell asks of its list.
    ///
    /// @param topics how a Topic is called
    /// @param explained whether the chosen hit explains its rank
    /// @param best what the best hits of the list have reached
    /// @param open opens the source of a hit
    record Hits(
            TopicNames topics,
            ObservableBooleanValue explained,
            Supplier<BestHit> best,
            Consumer<Found> open) {}

    HitCell(Hits hits) {
        this.hits = hits;
        title.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                this::titleWidth,
                                title.textProperty(),
                                title.fontProperty(),
                                context.textProperty(),
                                box.widthProperty()));
        HBox.setHgrow(context, Priority.SOMETIMES);
        HBox head = new HBox(icon, title, context, Labels.space(), score);
        head.getStyleClass().add("hit-head");
        place.getStyleClass().add("hit-place");
        box.getStyleClass().add("hit");
        box.getChildren().setAll(head, excerpt, place);
        InvalidationListener explain = observable -> explain();
        selectedProperty().addListener(explain);
        hits.explained().addListener(explain);
        setOnMouseClicked(event -> {
            Found found = getItem();
            if (found != null
                    && event.getButton() == MouseButton.PRIMARY
                    && event.getClickCount() == 2) {
                hits.open().accept(found);
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Found found, boolean empty) {
        super.updateItem(found, empty);
        if (empty || found == null) {
            shown = null;
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        if (!found.equals(shown)) {
            shown = found;
            show(found);
        }
        setGraphic(box);
        explain();
    }

    private void show(Found found) {
        MemoryHit hit = found.hit();
        String called = Places.title(hit);
        String heading = Places.context(hit, hits.topics());
        text(title, called);
        text(context, heading);
        score.setText(Places.score(hit.scores().fused()));
        icon.getChildren()
                .setAll(
                        Icons.line(
                                hit.path().isEmpty() ? Feather.DATABASE : Feather.FILE_TEXT,
                                "muted"));
        excerpt.show(found.excerpt(), found.marks());
        text(name, Places.file(hit));
        text(where, Places.range(hit));
        place.getChildren()
                .setAll(
                        Icons.chip(Feather.CORNER_DOWN_RIGHT, "muted"),
                        name,
                        where,
                        Labels.space(),
                        Places.pill(hit.sensitivity()));
        setAccessibleText(
                Texts.of(
                        "memory.row",
                        called,
                        heading,
                        found.excerpt(),
                        Places.file(hit),
                        Places.range(hit),
                        hit.sensitivity().word()));
    }

    private double titleWidth() {
        double room = Math.max(0, box.getWidth() - ICON_AND_SCORE);
        double behind = Math.min(context.prefWidth(-1), room * CONTEXT_PART);
        return Math.min(Math.ceil(title.prefWidth(-1)), room - behind);
    }

    private static void text(Label label, String text) {
        label.setText(text);
        if (label.getTooltip() != null) {
            label.getTooltip().setText(text);
        }
    }

    private void explain() {
        Found found = shown;
        boolean wanted = found != null && isSelected() && hits.explained().get();
        boolean there = box.getChildren().size() > 3;
        if (there) {
            box.getChildren().remove(3);
        }
        if (wanted && found != null) {
            box.getChildren().add(new ScoreGrid(found, hits.best().get()));
        }
        if (there != wanted) {
            requestLayout();
        }
    }
}
