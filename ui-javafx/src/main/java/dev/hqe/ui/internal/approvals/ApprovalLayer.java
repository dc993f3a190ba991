package dev.hqe.ui.internal.approvals;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Lies over the page and shows the oldest question, or shows it in a part of a page that has a
/// place for it. The page below can be used meanwhile, and keeps the focus: whoever types there
/// goes on typing there.
public final class ApprovalLayer extends StackPane {

    private static final double WIDTH = 656;

    private final ApprovalsModel model;
    private final Quiet quiet;
    private final Timeline clock;
    private final ChangeListener<Boolean> windowFocus;
    private @Nullable ApprovalCard card;
    private @Nullable Node before;
    private Pane place = this;

    @SuppressWarnings("this-escape") // adds its own listeners only, nothing calls back
    public ApprovalLayer(ApprovalsModel model) {
        this.model = model;
        this.quiet = new Quiet(model.clock());
        getStyleClass().add("approval-layer");
        setPickOnBounds(false);
        clock = new Timeline(new KeyFrame(Duration.millis(250), event -> tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        windowFocus =
                (property, was, now) -> {
                    if (now) {
                        quiet.beginForKeys();
                    }
                };
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(window -> window.focusedProperty())
                .addListener(windowFocus);
        model.waiting().addListener((InvalidationListener) observable -> show());
        show();
    }

    private void show() {
        List<Asked> waiting = model.waiting();
        Asked next = waiting.isEmpty() ? null : waiting.getFirst();
        if (next == null) {
            hide();
        } else if (card == null || card.asked() != next) {
            boolean focused = hasFocus();
            ApprovalCard now = new ApprovalCard(next, model, quiet);
            quiet.begin();
            card = now;
            put(now);
            clock.play();
            if (focused) {
                now.takeFocus();
            }
        }
        if (card != null) {
            card.count(waiting.size());
        }
    }

    /// Shows questions in this part of a page from now on.
    ///
    /// @param dock null for over the page
    public void showIn(@Nullable Pane dock) {
        Pane now = dock == null ? this : dock;
        if (!now.equals(place)) {
            place.getChildren().clear();
            place = now;
            if (card != null) {
                quiet.begin();
                put(card);
            }
        }
    }

    private void put(ApprovalCard shown) {
        boolean over = place.equals(this);
        shown.setMaxSize(over ? WIDTH : Double.MAX_VALUE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(shown, over ? Pos.BOTTOM_RIGHT : Pos.TOP_LEFT);
        StackPane.setMargin(shown, over ? new Insets(20) : Insets.EMPTY);
        place.getChildren().setAll(shown);
    }

    private void hide() {
        boolean focused = hasFocus();
        clock.stop();
        card = null;
        place.getChildren().clear();
        if (focused && before != null && before.getScene() != null) {
            before.requestFocus();
        }
        before = null;
    }

    private void tick() {
        if (card != null) {
            card.tick();
        }
    }

    /// Whether the keyboard is in a question, wherever that is shown.
    public boolean hasFocus() {
        return card != null && card.isFocusWithin();
    }

    /// Moves the keyboard into the question that is shown, to the answer that does no harm, if
    /// there is one.
    public void enter() {
        if (card != null && !hasFocus()) {
            before = getScene().getFocusOwner();
            card.takeFocus();
        }
    }
}
