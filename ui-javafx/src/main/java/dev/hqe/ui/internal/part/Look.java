package dev.hqe.ui.internal.part;

import java.util.Locale;

/// What a colour means. Grey carries the window; the others say something, always beside an icon or
/// a word that says it too.
public enum Look {
    NEUTRAL,
    /// Selected, focused, running.
    ACCENT,
    /// Granted, done.
    SUCCESS,
    /// Needs the person, waits.
    WARNING,
    /// Broken, blocked, denied.
    DANGER;

    /// The style class of icons, labels, chips, strips and dots.
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
