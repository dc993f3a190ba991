package dev.hqe.ui.internal;

import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.page.Sheets;
import javafx.animation.FadeTransition;
import javafx.animation.ParallelTransition;
import javafx.animation.TranslateTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// One thing that lies over the whole window, which is dimmed and out of reach until it is closed.
/// The keyboard goes back to where it was. Closed by Escape, by a click beside it, or by what it
/// holds.
final class Overlay extends StackPane implements Sheets {

    private static final Duration IN = Duration.millis(120);
    private static final double TOP = 96;

    private final Kept kept;
    private @Nullable Runnable closing;
    private @Nullable Node before;

    Overlay(Kept kept) {
        this.kept = kept;
        getStyleClass().add("overlay");
        setVisible(false);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
    }

    @Override
    public void show(Region content, Node focus, Runnable onClosed) {
        Node owner = isVisible() ? before : getScene().getFocusOwner();
        close();
        before = owner;
        closing = onClosed;
        StackPane.setAlignment(content, Pos.TOP_CENTER);
        content.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setMargin(content, new javafx.geometry.Insets(TOP, 20, 20, 20));
        getChildren().setAll(content);
        setVisible(true);
        applyCss();
        focus.requestFocus();
        if (kept.motion()) {
            FadeTransition fade = new FadeTransition(IN, content);
            fade.setFromValue(0);
            fade.setToValue(1);
            TranslateTransition slide = new TranslateTransition(IN, content);
            slide.setFromY(-8);
            slide.setToY(0);
            new ParallelTransition(fade, slide).play();
        }
    }

    @Override
    public boolean close() {
        if (!isVisible()) {
            return false;
        }
        setVisible(false);
        getChildren().clear();
        Node owner = before;
        Runnable then = closing;
        before = null;
        closing = null;
        if (owner != null && owner.getScene() == getScene()) {
            owner.requestFocus();
        }
        if (then != null) {
            then.run();
        }
        return true;
    }
}
