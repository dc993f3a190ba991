package dev.hqe.ui.internal.agents;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Buttons;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.part.Panel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The calls of the chosen client.
final class ClientPane extends Panel {

    private final AgentsModel model;
    private final CallTable table;
    private final Label figures = Labels.of("", "t-small", "muted");
    private final Button cancel;

    /// @param inActivity shows the calls of a client in the timeline
    ClientPane(AgentsModel model, InstantSource clock, Consumer<ClientId> inActivity) {
        super(Texts.of("agents.calls"));
        this.model = model;
        this.table = new CallTable(model.calls(), clock);
        getStyleClass().add("flush");
        setId("agent-calls-panel");
        cancel = Buttons.flat(Texts.of("agents.cancel"), Feather.X, this::cancel);
        cancel.setId("agent-cancel");
        Button activity =
                Buttons.link(
                        Texts.of("agents.activity"),
                        () -> model.client().get().ifPresent(one -> inActivity.accept(one.id())));
        activity.setId("agent-activity");
        figures.setMinWidth(0);
        addToHead(figures, Labels.space(), cancel, activity);
        table.setMinHeight(140);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().add(table);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) -> showCancel());
        model.client().addListener((property, before, now) -> show(now));
        show(model.client().get());
        showCancel();
    }

    private void showCancel() {
        boolean runs =
                table.getSelectionModel().getSelectedItem() instanceof CallLine.Now now
                        && !now.waits();
        cancel.setVisible(runs);
        cancel.setManaged(runs);
    }

    private void cancel() {
        if (table.getSelectionModel().getSelectedItem() instanceof CallLine.Now now) {
            model.cancel(now.id());
        }
    }

    private void show(Optional<Client> client) {
        figures.setText(
                client.map(one ->
                                Texts.of(
                                        model.isCut() ? "agents.figures.cut" : "agents.figures",
                                        one.hourly(),
                                        one.failed()))
                        .orElse(""));
    }

    /// How long calls run goes on.
    void tick() {
        if (model.calls().stream().anyMatch(CallLine.Now.class::isInstance)) {
            table.refresh();
        }
    }

    CallTable table() {
        return table;
    }
}
