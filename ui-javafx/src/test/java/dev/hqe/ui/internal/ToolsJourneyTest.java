package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.policy.Ruling;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.ToolBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A person finds a tool, fills in its form, runs it and changes what agents may do with it, over
/// the real road, with keys from a robot.
@ExtendWith(Toolkit.class)
class ToolsJourneyTest {

    @TempDir Path directory;
    @TempDir Path saved;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private ToolBench tools;
    private FakeDesk desk;
    private ShellModel model;
    private Stage stage;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        tools = new ToolBench(bench);
        desk = new FakeDesk(Optional.of(saved));
        model = Toolkit.fx(() -> new ShellModel(tools.parts(bench.parts()), dispatcher));
        stage =
                Toolkit.fx(() -> {
                    Shell shell = new Shell(model, dispatcher, desk, Delays.NONE);
                    Scene scene = new Scene(shell, 1100, 700);
                    shell.dress(scene);
                    Stage made = new Stage();
                    made.setScene(scene);
                    made.show();
                    made.requestFocus();
                    return made;
                });
        Toolkit.until(stage::isFocused);
    }

    @AfterEach
    void close() {
        Toolkit.run(stage::hide);
        dispatcher.close();
        tools.close();
        bench.close();
    }

    @Test
    void findsFillsInAndRunsAToolByKeyboard() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool-list") && find("#tool-run") != null);
        Toolkit.press(KeyCode.SLASH);
        Toolkit.until(() -> focused("#tool-words"));
        type("bars");
        Toolkit.until(() -> ((TextInputControl) existing("#tool-words")).getText().equals("bars"));
        Toolkit.press(KeyCode.DOWN);
        Toolkit.until(() -> find("#field-symbol") != null);
        Toolkit.press(KeyCode.F6);
        Toolkit.run(() -> existing("#field-symbol").requestFocus());
        type("nrvl");
        Toolkit.press(KeyCode.CONTROL, KeyCode.ENTER);
        Toolkit.until(() -> focused("#field-from"));
        Toolkit.run(() -> ((TextInputControl) existing("#field-from")).setText("2026-11-02"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.ENTER);
        Toolkit.until(() -> find("#result-table") != null);

        assertThat(tools.called.get().path("symbol").asString()).isEqualTo("nrvl");
        assertThat(tools.called.get().path("from").asString()).isEqualTo("2026-11-02");
        assertThat(Toolkit.fx(() -> ((TableView<?>) existing("#tool-history")).getItems()))
                .hasSize(1);
    }

    @Test
    void runsTheLastToolAgainFromTheKeyboardAndSavesItsResult() {
        show(ToolBench.REPORT.value());
        Toolkit.run(() -> button("#tool-run").fire());
        Toolkit.until(() -> find("#result-markdown") != null);

        Toolkit.press(KeyCode.CONTROL, KeyCode.R);
        Toolkit.until(() -> ((TableView<?>) existing("#tool-history")).getItems().size() == 2);
        Toolkit.until(() -> find("#result-save") != null);
        Toolkit.run(() -> button("#result-save").fire());

        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> files().size() == 1);
        assertThat(files().getFirst()).hasExtension("md").content().startsWith("# Audit");
    }

    @Test
    void leadsFromThePaletteIntoTheForm() {
        show(ToolBench.REPORT.value());
        Toolkit.press(KeyCode.CONTROL, KeyCode.K);
        type("bars");
        Toolkit.until(() -> model.palette().rows().size() > 1);
        Toolkit.press(KeyCode.ENTER);

        Toolkit.until(() -> focused("#field-symbol"));
    }

    @Test
    void cancelsARunningTool() throws Exception {
        show(ToolBench.WAITING.value());
        Toolkit.run(() -> button("#tool-run").fire());
        assertThat(tools.running.await(20, TimeUnit.SECONDS)).isTrue();
        Toolkit.until(() -> find("#tool-cancel") != null);

        Toolkit.run(() -> button("#tool-cancel").fire());

        Toolkit.until(() -> find("#tool-run") != null);
    }

    @Test
    void deniesAToolToAgentsAndTakesThatBackByKeyboard() {
        show(ToolBench.BARS.value());
        Toolkit.run(() -> ((ToggleButton) ruling(2)).fire());
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> tools.rules.rules().rules().size() == 1);
        Ruling written = tools.rules.rules().rules().getFirst().ruling();
        Toolkit.until(() -> model.toasts().undoable().isPresent());

        Toolkit.run(() -> existing("#tool-list").requestFocus());
        Toolkit.press(KeyCode.CONTROL, KeyCode.Z);

        assertThat(written).isEqualTo(Ruling.DENY);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> tools.rules.rules().rules().isEmpty());
        Toolkit.until(() -> ((ToggleButton) ruling(0)).isSelected());
    }

    @Test
    void everyControlOfTheFormSaysWhatItIs() {
        show(ToolBench.BARS.value());

        List<String> silent =
                Toolkit.fx(() ->
                        existing("#tool-form").lookupAll("*").stream()
                                .filter(Node::isFocusTraversable)
                                .filter(node -> node.getAccessibleText() == null)
                                .map(Node::toString)
                                .toList());

        assertThat(silent).isEmpty();
    }

    private void show(String tool) {
        Toolkit.run(() -> model.place().set(Place.TOOLS));
        Toolkit.until(() -> find("#tool-run") != null);
        Toolkit.run(() -> model.open(new Target.OfTool(tool)));
        Toolkit.until(() -> find("#tool-form") != null || find("#tool-json") != null);
    }

    private Node ruling(int at) {
        return ((javafx.scene.layout.HBox) existing("#tool-policy")).getChildren().get(at);
    }

    private List<Path> files() {
        try (var files = Files.list(saved)) {
            return files.filter(file -> !file.toString().endsWith(".part")).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private @Nullable Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private Node existing(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private Button button(String selector) {
        return (Button) existing(selector);
    }

    private boolean focused(String selector) {
        Node node = find(selector);
        return node != null && node.isFocused();
    }

    private static void type(String letters) {
        letters.chars()
                .mapToObj(letter -> Character.toString(letter).toUpperCase(Locale.ROOT))
                .map(KeyCode::getKeyCode)
                .forEach(Toolkit::press);
    }
}
