package dev.hqe.ui.internal;

import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The pages there are, one under the other; settings and the keyboard map at the foot. In a narrow
/// window only their icons.
final class Navigation extends VBox {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ShellModel model;
    private final BooleanProperty wide = new SimpleBooleanProperty(true);

    /// @param showKeys shows the keyboard map
    Navigation(ShellModel model, List<Page> pages, Runnable showKeys) {
        this.model = model;
        getStyleClass().add("navigation");
        setAccessibleText(Texts.of("navigation.name"));
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        pages.stream()
                .filter(page -> page.place() != Place.SETTINGS)
                .forEach(page -> getChildren().add(row(page)));
        getChildren().add(space);
        pages.stream()
                .filter(page -> page.place() == Place.SETTINGS)
                .forEach(page -> getChildren().add(row(page)));
        Button keys = row("go-keys", Feather.HELP_CIRCLE, Texts.of("keys.title"), "?", "?", null);
        keys.setOnAction(event -> showKeys.run());
        getChildren().add(keys);
    }

    private Button row(Page page) {
        Place place = page.place();
        Button row =
                row(
                        "go-" + place.room(),
                        place.icon(),
                        place.title(),
                        place.cap(),
                        place.keys().text(),
                        page.waiting());
        row.setOnAction(event -> model.place().set(place));
        model.place()
                .addListener((property, before, now) ->
                        row.pseudoClassStateChanged(SELECTED, now == place));
        row.pseudoClassStateChanged(SELECTED, model.place().get() == place);
        return row;
    }

    private Button row(
            String id,
            Feather icon,
            String title,
            String cap,
            String keys,
            @Nullable ObservableIntegerValue waiting) {
        Button row = new Button();
        row.setId(id);
        row.getStyleClass().add("navigation-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        row.setAccessibleText(title);
        row.setTooltip(new Tooltip(Texts.of("key.hint", title, keys)));
        Region bar = new Region();
        bar.getStyleClass().add("bar");
        HBox.setMargin(bar, new Insets(0, -4, 0, 0));
        Label name = Labels.of(title, "t-body");
        Label key = Labels.of(cap, "t-mono-s", "subtle", "navigation-key");
        showWhenWide(name);
        showWhenWide(key);
        HBox content = new HBox(bar, Icons.line(icon), name, Labels.space());
        if (waiting != null) {
            content.getChildren().add(badge(row, title, waiting));
        }
        content.getChildren().add(key);
        content.getStyleClass().add("navigation-content");
        content.prefWidthProperty().bind(row.widthProperty());
        row.setGraphic(content);
        return row;
    }

    private void showWhenWide(Label label) {
        label.visibleProperty().bind(wide);
        label.managedProperty().bind(wide);
    }

    private Label badge(Button row, String title, ObservableIntegerValue waiting) {
        Label badge = Labels.of("", "count");
        BooleanProperty needed = new SimpleBooleanProperty();
        badge.visibleProperty().bind(needed.and(wide));
        badge.managedProperty().bind(badge.visibleProperty());
        InvalidationListener count =
                observable -> {
                    int number = waiting.get();
                    badge.setText(Texts.number(number));
                    needed.set(number > 0);
                    row.setAccessibleText(
                            number == 0
                                    ? title
                                    : title + ", " + Texts.count("header.waiting", number));
                };
        waiting.addListener(count);
        count.invalidated(waiting);
        return badge;
    }

    /// Shows only the icons, or all of each row. The badges go too: the header bar counts as well.
    void setNarrow(boolean narrow) {
        pseudoClassStateChanged(NARROW, narrow);
        wide.set(!narrow);
    }
}
