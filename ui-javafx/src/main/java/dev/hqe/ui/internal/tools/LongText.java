package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.part.Labels;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// What a tool says of itself, which may be long: the beginning, and in the tooltip more of it.
final class LongText {

    private static final int MOST = 4_000;
    private static final double WIDTH = 520;

    private LongText() {}

    /// @param most characters that are shown
    static Label of(String text, int most, String... styleClasses) {
        if (text.length() <= most) {
            return Labels.wrapped(text, styleClasses);
        }
        Label label = Labels.wrapped(text.substring(0, most) + "\u2026", styleClasses);
        label.setTooltip(tip(text.substring(0, Math.min(text.length(), MOST))));
        return label;
    }

    /// A tooltip of several lines.
    static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDTH);
        return tip;
    }
}
