package dev.hqe.ui.internal.action;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Something a person can do, told once: the palette, the shortcuts, the keyboard map and tooltips
/// all speak of the same one. For the JavaFX thread.
///
/// @param id stable, `topics.rescan`; recent ones are remembered by it
/// @param title a verb and what it does it to, as the palette shows it
/// @param keysOrNull what does it from the keyboard
/// @param enabled whether it can be done now; quick
/// @param run does it; what takes long runs elsewhere
public record Action(
        String id,
        String title,
        Feather icon,
        @Nullable Keys keysOrNull,
        BooleanSupplier enabled,
        Runnable run) {

    public Action {
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("an action has an id and a title: " + id);
        }
    }

    /// One that can always be done, and has no keys.
    public static Action of(String id, String title, Feather icon, Runnable run) {
        return new Action(id, title, icon, null, () -> true, run);
    }

    /// The same, done by these keys.
    public Action on(Keys keys) {
        return new Action(id, title, icon, keys, enabled, run);
    }

    /// The same, only while this is so.
    public Action when(BooleanSupplier so) {
        return new Action(id, title, icon, keysOrNull, so, run);
    }

    public Optional<Keys> keys() {
        return Optional.ofNullable(keysOrNull);
    }

    /// The title with the keys behind it, for a tooltip: `Rescan (Ctrl R)`.
    public String hint() {
        return keys().map(keys -> title + " (" + keys.text() + ")").orElse(title);
    }
}
