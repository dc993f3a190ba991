package dev.hqe.ui.internal.agents;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import dev.hqe.ui.internal.approvals.Asked;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Icons;
import dev.hqe.ui.internal.part.Labels;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The questions behind the one that is shown, each to be shown instead.
final class WaitingList extends VBox {

    private final ApprovalsModel approvals;

    WaitingList(ApprovalsModel approvals) {
        this.approvals = approvals;
        getStyleClass().add("agent-waiting");
        setId("agent-waiting");
        managedProperty().bind(visibleProperty());
        approvals.waiting().addListener((InvalidationListener) observable -> show());
        show();
    }

    private void show() {
        List<Asked> waiting = approvals.waiting();
        setVisible(waiting.size() > 1);
        getChildren().setAll(waiting.stream().skip(1).map(this::line).toList());
    }

    private Node line(Asked asked) {
        var words =
                Labels.cut(
                        Texts.of(
                                "agents.waits", asked.question().tool(), asked.question().caller()),
                        "t-body");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Button show =
                Buttons.link(Texts.of("agents.waits.show"), () -> approvals.bringForward(asked));
        show.setAccessibleText(Texts.of("agents.waits.show.of", asked.question().tool()));
        HBox line = new HBox(Icons.line(Feather.CLOCK, "warning"), words, show);
        line.getStyleClass().addAll("row-8", "agent-waits");
        return line;
    }
}
