package dev.hqe.ui.internal.toast;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Shows the toasts at the bottom right, the newest lowest. What lies below can be used meanwhile.
public final class ToastLayer extends VBox {

    private final Toasts toasts;
    private final Kept kept;
    private final Timeline clock;
    private final Map<Toasts.Shown, Region> cards = new LinkedHashMap<>();
    private final BooleanProperty held = new SimpleBooleanProperty();

    @SuppressWarnings("this-escape") // adds its own listeners only, nothing calls back
    public ToastLayer(Toasts toasts, Kept kept) {
        this.toasts = toasts;
        this.kept = kept;
        getStyleClass().add("toast-layer");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        held.bind(hoverProperty().or(focusWithinProperty()));
        held.addListener((property, before, now) -> toasts.hold(now));
        clock = new Timeline(new KeyFrame(Duration.millis(250), event -> toasts.expire()));
        clock.setCycleCount(Animation.INDEFINITE);
        toasts.shown().addListener((InvalidationListener) observable -> show());
        show();
    }

    private void show() {
        List<Toasts.Shown> now = List.copyOf(toasts.shown());
        cards.keySet().retainAll(now);
        now.forEach(one -> cards.computeIfAbsent(one, this::card));
        getChildren().setAll(now.stream().map(cards::get).toList());
        if (now.isEmpty()) {
            clock.stop();
        } else {
            clock.play();
        }
    }

    private Region card(Toasts.Shown one) {
        Toast toast = one.toast();
        String look = look(toast.kind());
        VBox words = new VBox(Labels.wrapped(toast.title(), "t-name"));
        if (!toast.text().isEmpty()) {
            words.getChildren().add(Labels.wrapped(toast.text(), "t-small", "muted"));
        }
        words.getStyleClass().add("toast-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox card = new HBox(Icons.line(icon(toast.kind()), look), words);
        toast.offer()
                .ifPresent(offer -> {
                    Button act = Buttons.link(offer.label(), () -> toasts.accept(one));
                    act.getStyleClass().add("toast-offer");
                    card.getChildren().add(act);
                });
        if (toast.kind() == Toast.Kind.FAILED) {
            card.getChildren()
                    .add(
                            Buttons.icon(
                                    Feather.X, Texts.of("toast.close"), () -> toasts.dismiss(one)));
        }
        card.getStyleClass().addAll("toast", look);
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(toast.title() + ". " + toast.text());
        card.setMaxHeight(USE_PREF_SIZE);
        if (kept.motion()) {
            appear(card);
        }
        return card;
    }

    private static void appear(Node card) {
        FadeTransition fade = new FadeTransition(Duration.millis(160), card);
        fade.setFromValue(0);
        fade.setToValue(1);
        fade.play();
    }

    private static String look(Toast.Kind kind) {
        return switch (kind) {
            case DONE -> "success";
            case NOTE -> "accent";
            case WAITING -> "warning";
            case FAILED -> "danger";
        };
    }

    private static Feather icon(Toast.Kind kind) {
        return switch (kind) {
            case DONE -> Feather.CHECK_CIRCLE;
            case NOTE -> Feather.INFO;
            case WAITING -> Feather.SHIELD;
            case FAILED -> Feather.ALERT_CIRCLE;
        };
    }
}
