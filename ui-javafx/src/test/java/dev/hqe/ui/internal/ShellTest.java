package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.FolderIngestion.Progress;
import dev.hqe.ui.FolderIngestion.Summary;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The window as a person meets it, with keys from a robot and a fake ingestion.
@ExtendWith(Toolkit.class)
class ShellTest {

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private FakeDesk desk;
    private ShellModel model;
    private Stage stage;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        bench.writeCodeAudit();
        bench.topics.load();
        desk = new FakeDesk(Optional.of(directory));
        model = Toolkit.fx(() -> new ShellModel(bench.parts(), dispatcher));
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
        Toolkit.until(() -> stage.isFocused() && model.ingest().ready());
    }

    @AfterEach
    void close() {
        Toolkit.run(stage::hide);
        dispatcher.close();
        bench.close();
    }

    @Test
    void goesFromPageToPageByKeyboard() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        Toolkit.until(() -> focused("#entity-words"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        Toolkit.until(() -> focused("#topic-list"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        Toolkit.until(() -> focused("#add-folder"));

        assertThat(Toolkit.fx(() -> model.place().get())).isEqualTo(Place.HOME);
    }

    @Test
    void switchesTheThemeByKeyboard() {
        Theme before = Toolkit.fx(() -> model.theme().get());

        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);

        Toolkit.until(() -> model.theme().get() == before.other());
        assertThat(Toolkit.fx(() -> stage.getScene().getStylesheets().getFirst()))
                .endsWith("hqe-dark.css");
    }

    @Test
    void addsTheChosenFolderAndShowsHowFarItIs() {
        Toolkit.run(() -> button("#add-folder").fire());
        bench.ingestion.tell(new Progress(1520, 1208, 3, "facility/norvale.md"));
        Toolkit.until(() -> texts().anyMatch("1\u2009208 of 1\u2009520 files"::equals));
        boolean cancellable = Toolkit.fx(() -> !button("#cancel-ingest").isDisabled());

        bench.ingestion.finish(new Summary(1204, 3, 1, 0, 3, List.of(), false));
        Toolkit.until(() ->
                texts().anyMatch("1\u2009204 new, 3 changed, 1 as before, 0 removed"::equals));

        assertThat(cancellable).isTrue();
        assertThat(bench.ingestion.folder).isEqualTo(directory);
    }

    @Test
    void showsNoPartAndNoTimeLeftWhileTheFilesAreBeingCounted() {
        Toolkit.run(() -> button("#add-folder").fire());
        Awaitility.await()
                .until(() -> {
                    bench.ingestion.tell(new Progress(0, 1208, 0, "facility/norvale.md"));
                    return Toolkit.fx(
                            () -> texts().anyMatch(text -> text.endsWith(" files a second")));
                });

        boolean indeterminate =
                Toolkit.fx(() -> ((ProgressBar) existing(".progress-bar")).isIndeterminate());
        List<String> shown = Toolkit.fx(() -> texts().toList());

        assertThat(indeterminate).isTrue();
        assertThat(shown).contains("1\u2009208 files").noneMatch(text -> text.startsWith("about "));
        bench.ingestion.fail("end");
    }

    @Test
    void filtersEntitiesByWordsAndShowsOneInFull() {
        bench.storeFiles(300);
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        Toolkit.until(() -> find("#entity-table") instanceof TableView<?>);

        type("odd");
        Toolkit.until(() -> texts().anyMatch("150 entities"::equals));
        Toolkit.press(KeyCode.DOWN);
        Toolkit.press(KeyCode.DOWN);
        Toolkit.until(() -> find("#entity-json") != null);

        assertThat(Toolkit.fx(() -> ((TextArea) existing("#entity-json")).getText()))
                .contains("\"text\": \"odd\"");
    }

    @Test
    void copiesTheWayToConnectAnAgent() {
        Toolkit.run(() -> button("#copy-agent").fire());

        assertThat(desk.copied()).containsExactly("claude mcp add hqe -- hqe mcp");
        assertThat(Toolkit.fx(() -> model.message().get())).isEqualTo("Copied for Claude Code");
    }

    @Test
    void everyIconButtonSaysWhatItDoes() {
        List<String> silent =
                Toolkit.fx(() ->
                        stage.getScene().getRoot().lookupAll(".icon-only").stream()
                                .filter(node -> node.getAccessibleText().isBlank())
                                .map(Node::toString)
                                .toList());

        assertThat(silent).isEmpty();
    }

    @Test
    void showsIconsOnlyInANarrowWindow() {
        Toolkit.until(() -> find(".navigation") != null);

        double width = Toolkit.fx(() -> existing(".navigation").getLayoutBounds().getWidth());

        assertThat(width).isEqualTo(48);
        assertThat(shown("Topics")).isFalse();
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

    /// Whether the navigation shows this word.
    private boolean shown(String word) {
        return Toolkit.fx(() ->
                existing(".navigation").lookupAll(".label").stream()
                        .filter(Node::isVisible)
                        .anyMatch(node -> ((Labeled) node).getText().equals(word)));
    }

    private Stream<String> texts() {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .map(node -> ((Labeled) node).getText());
    }

    private static void type(String letters) {
        letters.chars()
                .mapToObj(letter -> Character.toString(letter).toUpperCase(Locale.ROOT))
                .map(KeyCode::getKeyCode)
                .forEach(Toolkit::press);
    }
}
