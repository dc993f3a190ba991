package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.RunningCall;
import dev.hqe.mcp.ToolName;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One run of a tool that this window has made. For the JavaFX thread, but for [#attach] and
/// [#cancel].
final class ToolRun {

    private final ToolName tool;
    private final ObjectNode arguments;
    private final Instant started;
    private final ReadOnlyObjectWrapper<RunState> state =
            new ReadOnlyObjectWrapper<>(RunState.Running.BEGUN);
    private @Nullable RunningCall<?> call;
    private boolean cancelled;

    ToolRun(ToolName tool, ObjectNode arguments, Instant started) {
        this.tool = tool;
        this.arguments = arguments;
        this.started = started;
    }

    ToolName tool() {
        return tool;
    }

    /// Not to be changed.
    ObjectNode arguments() {
        return arguments;
    }

    Instant started() {
        return started;
    }

    ReadOnlyObjectProperty<RunState> state() {
        return state.getReadOnlyProperty();
    }

    boolean isRunning() {
        return state.get() instanceof RunState.Running;
    }

    void now(RunState other) {
        state.set(other);
    }

    /// The call has begun on the road.
    void attach(RunningCall<?> begun) {
        boolean late;
        synchronized (this) {
            call = begun;
            late = cancelled;
        }
        if (late) {
            begun.cancel();
        }
    }

    /// Takes it back, at once or as soon as it has begun. Not on the JavaFX thread: the answer is
    /// told on the thread that cancels.
    void cancel() {
        RunningCall<?> begun;
        synchronized (this) {
            cancelled = true;
            begun = call;
        }
        if (begun != null) {
            begun.cancel();
        }
    }
}
