package dev.hqe.ui.internal.toast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The toasts that are shown, and the last ones that were. For the JavaFX thread; needs no toolkit.
public final class Toasts {

    /// Most at a time.
    public static final int MOST = 3;

    /// How long one stays that reports no failure.
    public static final Duration STAY = Duration.ofSeconds(6);

    /// How many are remembered.
    static final int HISTORY = 50;

    /// One that is shown.
    ///
    /// @param shown since when
    public record Shown(Toast toast, Instant shown) {}

    private final InstantSource clock;
    private final ObservableList<Shown> shown = FXCollections.observableArrayList();
    private final ObservableList<Shown> history = FXCollections.observableArrayList();
    private boolean held;

    public Toasts(InstantSource clock) {
        this.clock = clock;
    }

    /// Shows it; the oldest gives way to a fourth, one that reports no failure first.
    public void show(Toast toast) {
        Shown now = new Shown(toast, clock.instant());
        shown.add(now);
        history.addFirst(now);
        if (history.size() > HISTORY) {
            history.removeLast();
        }
        while (shown.size() > MOST) {
            shown.remove(
                    shown.stream()
                            .filter(one -> one.toast().kind() != Toast.Kind.FAILED)
                            .findFirst()
                            .orElse(shown.getFirst()));
        }
    }

    public void dismiss(Shown one) {
        shown.remove(one);
    }

    /// Does what it offers, and takes it away.
    public void accept(Shown one) {
        if (shown.remove(one)) {
            one.toast().offer().ifPresent(offer -> offer.run().run());
        }
    }

    /// The newest that can be taken back.
    public Optional<Shown> undoable() {
        return shown.reversed().stream()
                .filter(one -> one.toast().offer().filter(Toast.Offer::undo).isPresent())
                .findFirst();
    }

    /// Keeps all of them while somebody points at one or has the keyboard in one.
    public void hold(boolean now) {
        held = now;
    }

    /// Takes away those whose time is over.
    public void expire() {
        if (!held) {
            Instant start = clock.instant().minus(STAY);
            shown.removeIf(
                    one -> one.toast().kind() != Toast.Kind.FAILED && !one.shown().isAfter(start));
        }
    }

    /// The oldest first.
    public ObservableList<Shown> shown() {
        return shown;
    }

    /// The newest first, at most [#HISTORY].
    public List<Shown> history() {
        return history;
    }
}
