package dev.hqe.ui.internal;

import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the frame shows and what all pages share. For the JavaFX thread.
public final class ShellModel {

    private final WindowParts parts;
    private final Inventory inventory;
    private final IngestModel ingest;
    private final ApprovalsModel approvals;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.HOME);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    public ShellModel(WindowParts parts, FxDispatcher dispatcher) {
        this.parts = parts;
        this.inventory = new Inventory(parts, dispatcher);
        this.ingest = new IngestModel(parts.ingestion(), inventory, dispatcher);
        this.approvals = new ApprovalsModel(parts.clock(), this::say);
        ingest.state().addListener((property, before, now) -> tell(now));
    }

    private void tell(IngestState now) {
        switch (now) {
            case IngestState.Idle _ -> {}
            case IngestState.Running _ -> {}
            case IngestState.Done done ->
                    say(
                            Texts.of(
                                    done.summary().cancelled()
                                            ? "status.cancelled"
                                            : "status.added",
                                    IngestState.nameOf(done.folder()),
                                    Texts.duration(done.took())));
            case IngestState.Failed failed ->
                    say(Texts.of("status.failed", IngestState.nameOf(failed.folder())));
        }
    }

    /// Shows a message in the status bar until the next one.
    public void say(String text) {
        message.set(text);
    }

    /// How many things wait for the person.
    public int waiting() {
        boolean failed = ingest.state().get() instanceof IngestState.Failed;
        return approvals.waiting().size() + inventory.rejected().size() + (failed ? 1 : 0);
    }

    public WindowParts parts() {
        return parts;
    }

    public Inventory inventory() {
        return inventory;
    }

    public IngestModel ingest() {
        return ingest;
    }

    /// Calls that wait for the person's word.
    public ApprovalsModel approvals() {
        return approvals;
    }

    /// The page in front.
    public ObjectProperty<Place> place() {
        return place;
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }
}
