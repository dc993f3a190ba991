package dev.hqe.ui.internal.part;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons in the three sizes of the window, and the small shapes beside them.
public final class Icons {

    private Icons() {}

    /// 16 px, beside a line of text.
    public static FontIcon line(Feather icon, String... styleClasses) {
        return icon(icon, "icon-16", styleClasses);
    }

    /// 14 px, in a button.
    public static FontIcon button(Feather icon, String... styleClasses) {
        return icon(icon, "icon-14", styleClasses);
    }

    /// 12 px, in a chip.
    public static FontIcon chip(Feather icon, String... styleClasses) {
        return icon(icon, "icon-12", styleClasses);
    }

    private static FontIcon icon(Feather icon, String size, String... styleClasses) {
        FontIcon node = new FontIcon(icon);
        node.getStyleClass().add(size);
        node.getStyleClass().addAll(styleClasses);
        return node;
    }

    /// An icon on a tile of 32 px.
    public static StackPane tile(Feather icon) {
        StackPane tile = new StackPane(line(icon, "muted"));
        tile.getStyleClass().add("tile");
        return tile;
    }

    /// A dot of 8 px that says how something is.
    public static Region dot(String styleClass) {
        Region dot = new Region();
        dot.getStyleClass().addAll("dot", styleClass);
        return dot;
    }
}
