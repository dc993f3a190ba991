package dev.hqe.ui.internal;

import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Chips;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Name, command field, what waits for the person, what was said, theme.
final class HeaderBar extends HBox {

    private final ShellModel model;
    private final Button waiting;
    private final Button theme;

    /// @param palette opens it
    /// @param answer brings the person to the question that waits
    HeaderBar(ShellModel model, Runnable palette, Runnable answer) {
        this.model = model;
        getStyleClass().add("header-bar");
        StackPane mark = new StackPane(Icons.chip(Feather.HEXAGON, "on-emphasis"));
        mark.getStyleClass().add("brand");
        Label name = Labels.of(Texts.of("window.name"), "t-strong");
        name.setMinWidth(USE_PREF_SIZE);
        HBox left = new HBox(mark, name);
        left.getStyleClass().add("header-side");
        waiting = Buttons.plain("", Feather.ALERT_CIRCLE, () -> open(answer));
        waiting.setId("waiting");
        waiting.getStyleClass().add("waiting");
        waiting.setMinWidth(USE_PREF_SIZE);
        waiting.managedProperty().bind(waiting.visibleProperty());
        Notices notices = new Notices(model.toasts());
        theme = Buttons.icon(Feather.MOON, "", model::switchTheme);
        theme.setId("theme");
        HBox right = new HBox(Labels.space(), waiting, notices, theme);
        right.getStyleClass().add("header-side");
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(left, commandField(palette), right);

        InvalidationListener count = observable -> showWaiting();
        model.inventory().rejected().addListener(count);
        model.ingest().state().addListener(count);
        model.approvals().waiting().addListener(count);
        showWaiting();
        model.theme().addListener((property, before, now) -> showTheme(now));
        showTheme(model.theme().get());
    }

    private static Button commandField(Runnable palette) {
        Button field = new Button();
        field.setId("command-field");
        field.getStyleClass().add("command-field");
        field.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        field.setAccessibleText(Texts.of("header.command.name"));
        HBox content =
                new HBox(
                        Icons.button(Feather.SEARCH, "muted"),
                        Labels.of(Texts.of("header.command"), "t-body", "muted"),
                        Labels.space(),
                        Chips.key(Texts.of("header.command.key")));
        content.getStyleClass().add("command-content");
        content.prefWidthProperty().bind(field.widthProperty().subtract(18));
        field.setGraphic(content);
        field.setOnAction(event -> palette.run());
        return field;
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
        waiting.setTooltip(
                new Tooltip(
                        asked
                                ? Texts.of("key.hint", Texts.of("action.answer"), "Ctrl Shift A")
                                : Texts.of("header.waiting.hint")));
    }

    private void showTheme(Theme now) {
        String says = Texts.of(now == Theme.LIGHT ? "header.dark" : "header.light");
        theme.setGraphic(Icons.line(now.iconOfOther(), "muted"));
        theme.setAccessibleText(says);
        theme.setTooltip(new Tooltip(Texts.of("key.hint", says, "Ctrl Shift L")));
    }
}
