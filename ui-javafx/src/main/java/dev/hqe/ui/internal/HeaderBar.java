package dev.hqe.ui.internal;

import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Name, what waits for the person, theme.
final class HeaderBar extends HBox {

    private final ShellModel model;
    private final Button waiting;
    private final Button theme;

    /// @param answer brings the person to the question that waits
    HeaderBar(ShellModel model, Runnable answer) {
        this.model = model;
        getStyleClass().add("header-bar");
        StackPane mark = new StackPane(Icons.chip(Feather.HEXAGON, "on-emphasis"));
        mark.getStyleClass().add("mark");
        Label name = Labels.of(Texts.of("window.name"), "t-strong");
        waiting = Buttons.plain("", Feather.ALERT_CIRCLE, () -> open(answer));
        waiting.setId("waiting");
        waiting.getStyleClass().add("waiting");
        waiting.managedProperty().bind(waiting.visibleProperty());
        theme =
                Buttons.icon(
                        Feather.MOON, "", () -> model.theme().set(model.theme().get().other()));
        theme.setId("theme");
        getChildren().addAll(mark, name, Labels.space(), waiting, theme);

        InvalidationListener count = observable -> showWaiting();
        model.inventory().rejected().addListener(count);
        model.ingest().state().addListener(count);
        model.approvals().waiting().addListener(count);
        showWaiting();
        model.theme().addListener((property, before, now) -> showTheme(now));
        showTheme(model.theme().get());
    }

    private void open(Runnable answer) {
        if (model.approvals().waiting().isEmpty()) {
            model.place().set(Place.HOME);
        } else {
            answer.run();
        }
    }

    private void showWaiting() {
        boolean asked = !model.approvals().waiting().isEmpty();
        waiting.setGraphic(Icons.button(asked ? Feather.SHIELD : Feather.ALERT_CIRCLE));
        waiting.setVisible(model.waiting() > 0);
        waiting.setText(Texts.count("header.waiting", model.waiting()));
    }

    private void showTheme(Theme now) {
        String says = Texts.of(now == Theme.LIGHT ? "header.dark" : "header.light");
        theme.setGraphic(Icons.line(now.iconOfOther(), "muted"));
        theme.setAccessibleText(says);
        theme.setTooltip(new Tooltip(Texts.of("key.hint", says, "Ctrl+Shift+L")));
    }
}
