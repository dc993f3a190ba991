package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.AgentCalls;
import dev.hqe.ui.FolderIngestion.Progress;
import dev.hqe.ui.FolderIngestion.Skip;
import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.WindowParts;
import dev.hqe.ui.internal.approvals.WindowApprover;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.toast.Toast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Draws each page in both themes into `target/pictures`, from real stored entities.
@ExtendWith(Toolkit.class)
class PicturesTest {

    private static final int ENTITIES = 1284 + 37 + 2400 + 96 + 412;
    static final Path PICTURES = Path.of("target", "pictures");

    @TempDir Path directory;

    @Test
    void drawsEveryPageInBothThemes() throws Exception {
        try (TestBench bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
                FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit())) {
            fill(bench);
            Path code = Files.createDirectory(directory.resolve("orbit-sync"));
            ShellModel model = Toolkit.fx(() -> new ShellModel(partsOf(bench), dispatcher));
            Scene scene = scene(model, dispatcher, 1440, 900);
            Toolkit.until(() -> model.inventory().entities().get() == ENTITIES);
            Toolkit.until(() -> model.inventory().backlog().get() == 0);

            draw(scene, model, "home");
            Toolkit.run(() -> model.ingest().add(code));
            Awaitility.await()
                    .until(() -> {
                        bench.ingestion.tell(
                                new Progress(8_520, 1_208, 3, "src/main/java/Orbit.java"));
                        return Toolkit.fx(() -> model.ingest().state().get())
                                        instanceof IngestState.Running running
                                && running.rate() > 0;
                    });
            draw(scene, model, "home-running");
            bench.ingestion.finish(
                    new Summary(1204, 3, 77, 2, 1, List.of(new Skip("logo.png", "binary")), false));
            Toolkit.until(() -> model.ingest().state().get() instanceof IngestState.Done);
            draw(scene, model, "home-done");
            Toolkit.run(() -> model.ingest().add(code));
            bench.ingestion.fail("/srv/code: permission denied. Choose a folder you can read.");
            Toolkit.until(() -> model.ingest().state().get() instanceof IngestState.Failed);
            draw(scene, model, "home-failed");
            Toolkit.run(() -> model.place().set(Place.TOPICS));
            draw(scene, model, "topics-broken");
            Toolkit.run(() -> scene.getRoot().lookup("#topic-list").requestFocus());
            Toolkit.run(() ->
                    ((ListView<?>) scene.getRoot().lookup("#topic-list"))
                            .getSelectionModel()
                            .select(1));
            draw(scene, model, "topics");
            Toolkit.run(() -> model.place().set(Place.ENTITIES));
            Toolkit.run(() -> scene.snapshot(null));
            Toolkit.run(() ->
                    ((TableView<?>) scene.getRoot().lookup("#entity-table"))
                            .getSelectionModel()
                            .select(4));
            Toolkit.until(() -> scene.getRoot().lookup("#entity-json") != null);
            draw(scene, model, "entities");
            Toolkit.run(() -> model.place().set(Place.HOME));
            press(scene, KeyCode.K);
            Toolkit.run(() -> model.palette().words().set("fin"));
            Toolkit.until(() -> model.palette().rows().size() > 4);
            Toolkit.run(() ->
                    model.toasts()
                            .show(
                                    Toast.done(
                                                    "Energy markets is granted",
                                                    "5 tools added, all start at Ask")
                                            .undoing("Undo", () -> {})));
            draw(scene, model, "palette");
            Toolkit.run(() ->
                    model.toasts()
                            .show(
                                    Toast.failed(
                                                    "Export failed, the disk is full",
                                                    "Free 240 MB, or choose another folder")
                                            .offering("Choose", () -> {})));
            press(scene, KeyCode.K);
            draw(scene, model, "toasts");
            typed(scene, "?");
            draw(scene, model, "keys");
        }
    }

    @Test
    void drawsFirstUseInTheSmallestWindow() throws Exception {
        try (TestBench bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
                FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit())) {
            ShellModel model = Toolkit.fx(() -> new ShellModel(partsOf(bench), dispatcher));
            Scene scene = scene(model, dispatcher, Shell.MIN_WIDTH, Shell.MIN_HEIGHT);
            Toolkit.until(() -> model.inventory().known().get());

            for (Place place : List.of(Place.HOME, Place.TOPICS, Place.ENTITIES)) {
                Toolkit.run(() -> model.place().set(place));
                Toolkit.run(() -> scene.snapshot(null));
                draw(scene, model, "first-" + place);
            }
        }
    }

    @Test
    void drawsAQuestionOverThePage() throws Exception {
        try (TestBench bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
                FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
                AgentCalls agent = new AgentCalls(bench)) {
            fill(bench);
            ShellModel model = Toolkit.fx(() -> new ShellModel(partsOf(bench), dispatcher));
            WindowApprover approver = new WindowApprover(model.approvals(), dispatcher);
            approver.open();
            bench.approvals.register(approver);
            Scene large = scene(model, dispatcher, 1440, 900);
            Toolkit.until(() -> model.inventory().backlog().get() == 0);

            agent.start(
                    "claude-code",
                    "write_file",
                    """
                    {"path": "/home/ana/contracts/notes/cure-periods.md",
                     "content": "# Cure periods\\n\\nThe notice of 3 March starts a cure period of 30 \
                    days under clause 14.2, unless the breach cannot be cured. Ostrava Logistics has \
                    until 2 April, and then a second notice is due, by registered mail and to both \
                    addresses in annex B.\\n\\nSee msa-ostrava-2025.md, lines 410 to 436.",
                     "encoding": "utf-8", "api_token": "hush",
                     "options": {"overwrite": true, "tags": ["legal", "draft"]}}
                    """);
            Toolkit.until(() -> model.approvals().waiting().size() == 1);
            agent.start("move_file");
            agent.start("delete_file");
            Toolkit.until(() -> model.approvals().waiting().size() == 3);
            bench.now.updateAndGet(now -> now.plusSeconds(18));
            draw(large, model, "question");
            Scene small = scene(model, dispatcher, Shell.MIN_WIDTH, Shell.MIN_HEIGHT);
            draw(small, model, "question-small");

            approver.close();
        }
    }

    private static Scene scene(
            ShellModel model, FxDispatcher dispatcher, double width, double height) {
        return Toolkit.fx(() -> {
            Faces.load();
            Shell shell = new Shell(model, dispatcher, new FakeDesk(Optional.empty()), Delays.NONE);
            Scene made = new Scene(shell, width, height);
            shell.dress(made);
            return made;
        });
    }

    /// Ctrl and a key.
    private static void press(Scene scene, KeyCode code) {
        Toolkit.run(() ->
                Event.fireEvent(
                        focusOwner(scene),
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false)));
    }

    private static void typed(Scene scene, String character) {
        Toolkit.run(() ->
                Event.fireEvent(
                        focusOwner(scene),
                        new KeyEvent(
                                KeyEvent.KEY_TYPED,
                                character,
                                character,
                                KeyCode.UNDEFINED,
                                false,
                                false,
                                false,
                                false)));
    }

    private static Node focusOwner(Scene scene) {
        Node owner = scene.getFocusOwner();
        return owner == null ? scene.getRoot() : owner;
    }

    private static void fill(TestBench bench) {
        bench.writeCodeAudit();
        bench.writeTopic("finance", "Finance", "PriceBar", "Filing", "bars", "filings", "risk");
        bench.writeTopic("legal", "Legal", "Clause", "Deadline", "find_clause", "deadlines");
        bench.writeBroken("patents");
        bench.topics.load();
        bench.storeFiles(1284);
        bench.store("code_audit", "Finding", 37);
        bench.store("finance", "PriceBar", 2400);
        bench.store("finance", "Filing", 96);
        bench.store("legal", "Clause", 412);
    }

    /// A picture shows a person's data directory, not the test's.
    private static WindowParts partsOf(TestBench bench) {
        WindowParts p = bench.parts();
        return new WindowParts(
                Path.of("/home/ana/.local/share/hqe-workbench"),
                p.bus(),
                p.topics(),
                p.entities(),
                p.backlog(),
                p.ingestion(),
                p.tools(),
                p.agents(),
                p.approvals(),
                p.clock(),
                p.ports());
    }

    static void draw(Scene scene, ShellModel model, String name) {
        for (Theme theme : Theme.values()) {
            WritableImage image =
                    Toolkit.fx(() -> {
                        model.theme().set(theme);
                        scene.snapshot(null); // cells made while laying out are styled by the next
                        return scene.snapshot(null);
                    });
            Png.write(
                    image,
                    PICTURES.resolve(
                            name + "-" + (theme == Theme.LIGHT ? "light" : "dark") + ".png"));
            Color header = image.getPixelReader().getColor(220, 20);
            Color expected = Color.web(theme == Theme.LIGHT ? "#F5F7F8" : "#191E23");
            boolean covered = scene.getRoot().lookup(".overlay").isVisible();
            assertThat(header.equals(expected)).isNotEqualTo(covered);
        }
    }
}
