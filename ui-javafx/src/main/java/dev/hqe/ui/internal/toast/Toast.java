package dev.hqe.ui.internal.toast;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A short word at the bottom right about something that was done or failed. Never the only place
/// where an error is shown.
///
/// @param title what happened, in a few words
/// @param text what else there is to know; may be empty
/// @param offerOrNull what can be done about it
public record Toast(Kind kind, String title, String text, @Nullable Offer offerOrNull) {

    /// How it looks and how long it stays.
    public enum Kind {
        DONE,
        NOTE,
        /// Waits for the person.
        WAITING,
        /// Stays until it is closed.
        FAILED
    }

    /// What can be done about it.
    ///
    /// @param undo whether Ctrl Z does it, too
    public record Offer(String label, Runnable run, boolean undo) {}

    public static Toast done(String title, String text) {
        return new Toast(Kind.DONE, title, text, null);
    }

    public static Toast failed(String title, String text) {
        return new Toast(Kind.FAILED, title, text, null);
    }

    /// The same, with something to do about it.
    public Toast offering(String label, Runnable run) {
        return new Toast(kind, title, text, new Offer(label, run, false));
    }

    /// The same, to be taken back, also by Ctrl Z.
    public Toast undoing(String label, Runnable undo) {
        return new Toast(kind, title, text, new Offer(label, undo, true));
    }

    public Optional<Offer> offer() {
        return Optional.ofNullable(offerOrNull);
    }
}
