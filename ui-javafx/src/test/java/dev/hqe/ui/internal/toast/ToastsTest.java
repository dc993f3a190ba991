package dev.hqe.ui.internal.toast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ToastsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Toasts toasts = new Toasts(now::get);
    private final List<String> undone = new ArrayList<>();

    @Test
    void staysSixSeconds() {
        toasts.show(Toast.done("Removed", ""));

        later(5);
        assertThat(titles()).containsExactly("Removed");
        later(1);
        assertThat(titles()).isEmpty();
    }

    @Test
    void failuresStayUntilTheyAreClosed() {
        toasts.show(Toast.failed("Export failed", "The disk is full"));
        later(600);

        assertThat(titles()).containsExactly("Export failed");
        toasts.dismiss(toasts.shown().getFirst());
        assertThat(titles()).isEmpty();
    }

    @Test
    void theOldestGivesWayToAFourthAndFailuresLast() {
        toasts.show(Toast.failed("Export failed", ""));
        for (String title : List.of("one", "two", "three")) {
            toasts.show(Toast.done(title, ""));
        }

        assertThat(titles()).containsExactly("Export failed", "two", "three");
        assertThat(toasts.history()).hasSize(4);
    }

    @Test
    void undoesOnce() {
        toasts.show(Toast.done("Removed one", "").undoing("Undo", () -> undone.add("one")));
        toasts.show(Toast.done("Copied", "").offering("Paste", () -> undone.add("paste")));
        Toasts.Shown last = toasts.undoable().orElseThrow();

        toasts.accept(last);
        toasts.accept(last);

        assertThat(undone).containsExactly("one");
        assertThat(toasts.undoable()).isEmpty();
    }

    @Test
    void staysWhileSomebodyPointsAtIt() {
        toasts.show(Toast.done("Removed", ""));
        toasts.hold(true);
        later(60);
        assertThat(titles()).containsExactly("Removed");

        toasts.hold(false);
        later(0);
        assertThat(titles()).isEmpty();
    }

    private void later(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
        toasts.expire();
    }

    private List<String> titles() {
        return toasts.shown().stream().map(one -> one.toast().title()).toList();
    }
}
