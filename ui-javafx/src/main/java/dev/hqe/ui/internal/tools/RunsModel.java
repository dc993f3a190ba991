package dev.hqe.ui.internal.tools;

import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.ui.internal.FxDispatcher;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Runs tools over the road, as the person at the window, and keeps what came of it: the last
/// [#MOST] runs, with results of [#MOST_BYTES] together. For the JavaFX thread, which never waits.
final class RunsModel implements AutoCloseable {

    static final int MOST = 200;

    /// Of results as JSON. What is older than that has to be run again to be seen.
    static final long MOST_BYTES = 24 << 20;

    /// Calls by hand, which policy knows as a person's.
    static final Principal PERSON = new Principal(Principal.Kind.PERSON, "window", "");

    private static final Logger LOG = System.getLogger(RunsModel.class.getName());

    private final ToolRoad road;
    private final FxDispatcher dispatcher;
    private final InstantSource clock;
    private final ObservableList<ToolRun> history = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ToolRun> shown = new SimpleObjectProperty<>();

    RunsModel(ToolRoad road, FxDispatcher dispatcher, InstantSource clock) {
        this.road = road;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /// The newest first.
    ObservableList<ToolRun> history() {
        return history;
    }

    /// The run whose result is looked at; null for none.
    ObjectProperty<@Nullable ToolRun> shown() {
        return shown;
    }

    /// The newest run of this tool, if there is one.
    Optional<ToolRun> last(ToolName tool) {
        return history.stream().filter(run -> run.tool().equals(tool)).findFirst();
    }

    /// Begins a run and shows it.
    ///
    /// @param arguments not to be changed any more
    ToolRun start(ToolName tool, ObjectNode arguments) {
        ToolRun run = new ToolRun(tool, arguments, clock.instant());
        history.addFirst(run);
        for (int i = history.size() - 1; i >= MOST; i--) {
            if (!history.get(i).isRunning()) {
                history.remove(i);
            }
        }
        shown.set(run);
        Consumer<RunState.Running> progress =
                dispatcher.latest(now -> {
                    if (run.isRunning()) {
                        run.now(now);
                    }
                });
        long began = System.nanoTime();
        Thread.ofVirtual().name("window-tool").start(() -> call(run, progress, began));
        return run;
    }

    private void call(ToolRun run, Consumer<RunState.Running> progress, long began) {
        Caller caller =
                Caller.reporting((done, total, message) ->
                        progress.accept(
                                new RunState.Running(total > 0 ? done / total : -1, message)));
        ToolCall call =
                new ToolCall(
                        CallId.next(),
                        PERSON,
                        run.tool(),
                        run.arguments().deepCopy(),
                        caller,
                        Instant.MAX);
        try {
            run.attach(road.start(call, answer -> ended(run, answer, began)));
        } catch (RuntimeException e) { // the edge: shown to the person
            LOG.log(Level.DEBUG, "a call did not begin", e);
            ended(run, new ToolAnswer.UnknownTool(String.valueOf(e.getMessage())), began);
        }
    }

    /// On the thread of the call.
    private void ended(ToolRun run, ToolAnswer answer, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        RunState.Ended ended = ResultReader.read(run.tool(), answer, took);
        dispatcher.post(() -> {
            if (run.isRunning()) {
                run.now(ended);
                forget();
            }
        });
    }

    /// Lets go of the oldest results that are beyond what is kept.
    private void forget() {
        long sum = 0;
        for (ToolRun run : history) {
            if (run.state().get() instanceof RunState.Ended ended) {
                sum += ended.bytes();
                if (sum > MOST_BYTES && run != history.getFirst() && !ended.sheet().isForgotten()) {
                    run.now(
                            new RunState.Ended(
                                    ended.end(),
                                    ResultSheet.forgotten(),
                                    ended.bytes(),
                                    ended.took()));
                }
            }
        }
    }

    /// Runs the same again.
    ToolRun again(ToolRun run) {
        return start(run.tool(), run.arguments());
    }

    void cancel(ToolRun run) {
        Thread.ofVirtual().name("window-cancel").start(run::cancel);
    }

    /// The window has closed: nobody waits for what still runs.
    @Override
    public void close() {
        List<ToolRun> running =
                new ArrayList<>(history.stream().filter(ToolRun::isRunning).toList());
        running.forEach(this::cancel);
    }
}
