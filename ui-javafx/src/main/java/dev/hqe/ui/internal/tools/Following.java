package dev.hqe.ui.internal.tools;

import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/// Keeps to the run that is looked at, and to how far it is.
final class Following {

    private final ChangeListener<RunState> listener;
    private final Runnable changed;
    private @Nullable ToolRun run;

    /// @param changed is run when another one is looked at, and when this one has gone on
    Following(Runnable changed) {
        this.changed = changed;
        this.listener = (property, before, now) -> changed.run();
    }

    /// Begins, also to tell of changes.
    void of(RunsModel runs) {
        runs.shown().addListener((property, before, now) -> follow(now));
        follow(runs.shown().get());
    }

    private void follow(@Nullable ToolRun now) {
        if (run != null) {
            run.state().removeListener(listener);
        }
        run = now;
        if (now != null) {
            now.state().addListener(listener);
        }
        changed.run();
    }

    @Nullable ToolRun run() {
        return run;
    }
}
