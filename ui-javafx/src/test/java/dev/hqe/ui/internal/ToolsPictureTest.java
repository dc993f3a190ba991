package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.ToolBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Draws the page of tools in both themes into `target/pictures`.
@ExtendWith(Toolkit.class)
class ToolsPictureTest {

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private ToolBench tools;
    private ShellModel model;
    private Scene scene;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        bench.writeCodeAudit();
        bench.writeTopic("finance", "Finance", "PriceBar", "Filing", "price_bars");
        bench.topics.load();
        tools = new ToolBench(bench);
        tools.rules.add(
                PolicyRule.of(
                        new PrincipalPattern("agent"),
                        new ToolPattern("finance.paper_order"),
                        Ruling.ASK));
        tools.rules.add(
                PolicyRule.of(
                        PrincipalPattern.EVERYBODY, new ToolPattern("files.write*"), Ruling.DENY));
        model = Toolkit.fx(() -> new ShellModel(tools.parts(bench.parts()), dispatcher));
        scene = Toolkit.fx(() -> scene(1440, 900));
        Toolkit.run(() -> model.place().set(Place.TOOLS));
        Toolkit.run(() -> scene.snapshot(null));
        until(() -> scene.lookup("#tool-run") != null);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        tools.close();
        bench.close();
    }

    @Test
    void drawsTheFormTheResultAndTheRuns() {
        show(ToolBench.BARS.value());
        draw("tools-empty");
        type("#field-symbol", "NRVL");
        type("#field-limit", "8000");
        run();
        until(() -> scene.lookup("#field-limit").getPseudoClassStates().size() > 0);
        draw("tools-wrong");
        type("#field-limit", "250");
        type("#field-from", "2026-11-02");
        type("#field-to", "2026-11-20");
        run();
        until(() -> scene.lookup("#result-table") != null);
        draw("tools");
        Toolkit.run(() -> ((Button) scene.lookup("#tool-as-json")).fire());
        draw("tools-json");

        show(ToolBench.REPORT.value());
        run();
        until(() -> scene.lookup("#result-markdown") != null);
        draw("tools-markdown");
        show("files.write_file");
        type("#field-path", "notes/cure-periods.md");
        type("#field-content", "# Cure periods");
        run();
        until(() -> scene.lookup(".result-words") != null);
        draw("tools-failed");
        show("entities.query");
        run();
        until(() -> scene.lookup("#result-tree") != null || scene.lookup("#result-table") != null);
        draw("tools-tree");
        show("files.draw");
        run();
        until(() -> scene.lookup(".result-picture") != null);
        draw("tools-picture");
        show(ToolBench.WAITING.value());
        run();
        until(() -> scene.lookup("#tool-cancel") != null);
        draw("tools-running");

        assertThat(tools.called.get().path("limit").asInt()).isEqualTo(250);
    }

    @Test
    void drawsTheSmallestWindow() {
        scene = Toolkit.fx(() -> scene(Shell.MIN_WIDTH, Shell.MIN_HEIGHT));
        show(ToolBench.BARS.value());
        until(() -> scene.lookup("#field-from") != null); // its tools are read in the background
        type("#field-symbol", "NRVL");
        type("#field-from", "2026-11-02");
        run();
        until(() -> scene.lookup("#result-table") != null);
        draw("tools-small");
    }

    private Scene scene(double width, double height) {
        Faces.load();
        Shell shell = new Shell(model, dispatcher, new FakeDesk(Optional.empty()), Delays.NONE);
        Scene made = new Scene(shell, width, height);
        shell.dress(made);
        return made;
    }

    private void show(String tool) {
        Toolkit.run(() -> model.open(new Target.OfTool(tool)));
        Toolkit.run(() -> scene.snapshot(null));
    }

    private void run() {
        Toolkit.run(() -> ((Button) scene.lookup("#tool-run")).fire());
    }

    private void type(String selector, String text) {
        Toolkit.run(() -> {
            Node node = scene.lookup(selector);
            assertThat(node).as(selector).isNotNull();
            ((TextInputControl) node).setText(text);
        });
    }

    /// There is no window, so nothing is laid out unless it is drawn.
    private void until(BooleanSupplier so) {
        Toolkit.until(() -> {
            scene.snapshot(null);
            return so.getAsBoolean();
        });
    }

    private void draw(String name) {
        PicturesTest.draw(scene, model, name);
    }
}
