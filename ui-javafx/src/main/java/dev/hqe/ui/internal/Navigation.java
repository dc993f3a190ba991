package dev.hqe.ui.internal;

import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The pages, one under the other. In a narrow window only their icons.
final class Navigation extends VBox {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ShellModel model;
    private final BooleanProperty wide = new SimpleBooleanProperty(true);

    Navigation(ShellModel model) {
        this.model = model;
        getStyleClass().add("navigation");
        setAccessibleText(Texts.of("navigation.name"));
        for (Place place : Place.values()) {
            getChildren().add(row(place));
        }
    }

    private Button row(Place place) {
        Button row = new Button();
        row.setId("go-" + place.name().toLowerCase(Locale.ROOT));
        row.getStyleClass().add("navigation-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        row.setAccessibleText(place.title());
        row.setTooltip(new Tooltip(Texts.of("key.hint", place.title(), "Ctrl+" + place.number())));
        Region bar = new Region();
        bar.getStyleClass().add("bar");
        HBox.setMargin(bar, new Insets(0, -4, 0, 0));
        Label name = Labels.of(place.title(), "t-body");
        Label badge = Labels.of("", "count");
        Label key = Labels.of(String.valueOf(place.number()), "t-mono-s", "subtle");
        showWhenWide(name);
        showWhenWide(key);
        HBox content = new HBox(bar, Icons.line(place.icon()), name, Labels.space(), badge, key);
        content.getStyleClass().add("navigation-content");
        content.prefWidthProperty().bind(row.widthProperty());
        row.setGraphic(content);
        row.setOnAction(event -> model.place().set(place));
        model.place()
                .addListener((property, before, now) ->
                        row.pseudoClassStateChanged(SELECTED, now == place));
        row.pseudoClassStateChanged(SELECTED, model.place().get() == place);
        showBadge(place, badge);
        return row;
    }

    private void showWhenWide(Label label) {
        label.visibleProperty().bind(wide);
        label.managedProperty().bind(wide);
    }

    private void showBadge(Place place, Label badge) {
        BooleanProperty needed = new SimpleBooleanProperty();
        badge.visibleProperty().bind(needed.and(wide));
        badge.managedProperty().bind(badge.visibleProperty());
        if (place == Place.TOPICS) {
            InvalidationListener count =
                    observable -> {
                        int broken = model.inventory().rejected().size();
                        badge.setText(Texts.number(broken));
                        needed.set(broken > 0);
                    };
            model.inventory().rejected().addListener(count);
            count.invalidated(model.inventory().rejected());
        }
    }

    /// Shows only the icons, or all of each row. The badges go too: the header bar counts as well.
    void setNarrow(boolean narrow) {
        pseudoClassStateChanged(NARROW, narrow);
        wide.set(!narrow);
    }
}
