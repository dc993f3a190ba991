package dev.hqe.ui.internal;

import atlantafx.base.theme.Tweaks;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.toast.Toast;
import dev.hqe.ui.internal.toast.Toasts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What was said of late: toasts that have gone, the newest first.
final class Notices extends MenuButton {

    private static final int MOST = 10;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final Toasts toasts;

    Notices(Toasts toasts) {
        this.toasts = toasts;
        setId("notices");
        getStyleClass().addAll("icon-only", "notices", Tweaks.NO_ARROW);
        setGraphic(Icons.line(Feather.BELL, "muted"));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPopupSide(Side.BOTTOM);
        setAccessibleText(Texts.of("header.notices"));
        setTooltip(new Tooltip(Texts.of("header.notices")));
        getItems().add(item(Labels.of(Texts.of("header.notices.none"), "t-body", "muted")));
        setOnShowing(event -> fill());
    }

    private void fill() {
        if (toasts.history().isEmpty()) {
            return;
        }
        getItems().setAll(toasts.history().stream().limit(MOST).map(Notices::item).toList());
    }

    private static CustomMenuItem item(Toasts.Shown shown) {
        Toast toast = shown.toast();
        boolean failed = toast.kind() == Toast.Kind.FAILED;
        VBox words = new VBox(Labels.of(toast.title(), "t-name"));
        if (!toast.text().isEmpty()) {
            words.getChildren().add(Labels.cut(toast.text(), "t-small", "muted"));
        }
        words.setMaxWidth(320);
        HBox row =
                new HBox(
                        Icons.line(
                                failed ? Feather.ALERT_CIRCLE : Feather.CHECK_CIRCLE,
                                failed ? "danger" : "muted"),
                        words,
                        Labels.space(),
                        Labels.of(
                                CLOCK.format(shown.shown().atZone(ZoneId.systemDefault())),
                                "t-mono-s",
                                "subtle"));
        row.getStyleClass().add("notice");
        return item(row);
    }

    private static CustomMenuItem item(javafx.scene.Node node) {
        return new CustomMenuItem(node);
    }
}
