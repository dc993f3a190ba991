package dev.hqe.ui.internal.home;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.ui.AgentConnection;
import dev.hqe.ui.internal.IngestModel;
import dev.hqe.ui.internal.IngestState;
import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the home page shows. For the JavaFX thread.
public final class HomeModel {

    /// Something that waits for the person.
    public sealed interface Need {

        /// A Topic folder that did not load.
        record BrokenTopic(Path folder, List<Problem> problems) implements Need {

            public BrokenTopic {
                problems = List.copyOf(problems);
            }
        }

        /// A folder that could not be added.
        record FailedIngest(Path folder, String message) implements Need {}
    }

    private static final String STEPS = "home.steps";

    private final ShellModel shell;
    private final ObservableList<Need> needs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Set<Step>> done = new ReadOnlyObjectWrapper<>(Set.of());
    private final BooleanProperty stepsClosed;
    private boolean copied;

    public HomeModel(ShellModel shell) {
        this.shell = shell;
        this.stepsClosed = new SimpleBooleanProperty(shell.kept().state().put().contains(STEPS));
        stepsClosed.addListener((property, before, now) -> {
            if (now) {
                shell.kept().change(state -> state.away(STEPS));
            }
        });
        Inventory inventory = shell.inventory();
        InvalidationListener again = observable -> arrange();
        inventory.topics().addListener(again);
        inventory.rejected().addListener(again);
        inventory.entities().addListener(again);
        shell.ingest().state().addListener(again);
        arrange();
    }

    private void arrange() {
        List<Need> now = new ArrayList<>();
        if (shell.ingest().state().get() instanceof IngestState.Failed failed) {
            now.add(new Need.FailedIngest(failed.folder(), failed.message()));
        }
        for (TopicCatalog.Rejected rejected : shell.inventory().rejected()) {
            now.add(new Need.BrokenTopic(rejected.folder(), rejected.problems()));
        }
        if (!needs.equals(now)) {
            needs.setAll(now);
        }
        Set<Step> ticked = EnumSet.noneOf(Step.class);
        if (!shell.inventory().topics().isEmpty()) {
            ticked.add(Step.TOPIC);
        }
        if (shell.inventory().entities().get() > 0) {
            ticked.add(Step.DATA);
        }
        if (copied) {
            ticked.add(Step.AGENT);
        }
        if (!ticked.equals(done.get())) {
            done.set(ticked);
        }
    }

    /// The person has copied one of the ways to connect an agent.
    public void copied(AgentConnection.Way way) {
        copied = true;
        shell.say(Texts.of("agent.copied", way.name()));
        arrange();
    }

    /// Starts to add the folder, or says in the status bar why it does not.
    public void add(Path folder) {
        if (ingest().add(folder)) {
            shell.place().set(Place.HOME);
        } else {
            shell.say(
                    Texts.of(
                            ingest().taker().get() == null ? "ingest.noTaker" : "ingest.oneByOne"));
        }
    }

    public ShellModel shell() {
        return shell;
    }

    public Inventory inventory() {
        return shell.inventory();
    }

    public IngestModel ingest() {
        return shell.ingest();
    }

    public AgentConnection agents() {
        return shell.parts().agents();
    }

    public ObservableList<Need> needs() {
        return needs;
    }

    /// The steps of getting started that are done.
    public ReadOnlyObjectProperty<Set<Step>> done() {
        return done.getReadOnlyProperty();
    }

    /// Whether the person has put the steps away.
    public BooleanProperty stepsClosed() {
        return stepsClosed;
    }
}
