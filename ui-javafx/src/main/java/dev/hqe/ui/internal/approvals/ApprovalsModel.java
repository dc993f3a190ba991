package dev.hqe.ui.internal.approvals;

import dev.hqe.mcp.policy.Approval;
import dev.hqe.ui.internal.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The questions that wait for the person, the oldest first unless the person has brought another
/// one forward. For the JavaFX thread.
public final class ApprovalsModel {

    private final InstantSource clock;
    private final Consumer<String> say;
    private final ObservableList<Asked> waiting = FXCollections.observableArrayList();
    private final ObservableList<Asked> readOnly =
            FXCollections.unmodifiableObservableList(waiting);

    /// @param clock the one that the questions' times are of
    /// @param say is told in words what became of a question
    public ApprovalsModel(InstantSource clock, Consumer<String> say) {
        this.clock = clock;
        this.say = say;
    }

    /// The oldest is the one to show.
    public ObservableList<Asked> waiting() {
        return readOnly;
    }

    InstantSource clock() {
        return clock;
    }

    void add(Asked asked) {
        if (!asked.isOver()) {
            waiting.add(asked);
        }
    }

    /// Nobody waits for the answer any more.
    void withdraw(Asked asked) {
        if (waiting.remove(asked)) {
            boolean late = left(asked).isZero();
            say.accept(
                    Texts.of(
                            late ? "approval.said.late" : "approval.said.withdrawn",
                            asked.question().tool()));
        }
    }

    /// Shows this one before the others.
    public void bringForward(Asked asked) {
        int at = waiting.indexOf(asked);
        if (at > 0) {
            List<Asked> order = new ArrayList<>(waiting);
            order.remove(at);
            order.addFirst(asked);
            waiting.setAll(order);
        }
    }

    /// The person has decided. What is no longer asked stays undecided.
    public void answer(Asked asked, Approval approval) {
        if (waiting.remove(asked) && asked.answer(Optional.of(approval))) {
            say.accept(Texts.of("approval.said." + approval, asked.question().tool()));
        }
    }

    /// How long the answer may take yet, never less than nothing.
    public Duration left(Asked asked) {
        Duration left = Duration.between(clock.instant(), asked.question().until());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
