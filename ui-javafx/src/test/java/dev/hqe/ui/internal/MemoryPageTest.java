package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.MemoryBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page of the memory as a person meets it, over a real memory.
@ExtendWith(Toolkit.class)
class MemoryPageTest {

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private final FakeDesk desk = new FakeDesk(Optional.empty());
    private TestBench bench;
    private MemoryBench memory;
    private ShellModel model;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
        bench.writeTopic("finance", "Finance", "PriceBar", "Filing", "bars");
        bench.writeTopic("legal", "Legal", "Clause", "Deadline", "find_clause");
        bench.topics.load();
        memory = new MemoryBench(bench);
        model = Toolkit.fx(() -> new ShellModel(bench.parts(), dispatcher));
        stage =
                Toolkit.fx(() -> {
                    Faces.load();
                    Shell shell = new Shell(model, dispatcher, desk, Delays.NONE);
                    Scene scene = new Scene(shell, 1440, 900);
                    shell.dress(scene);
                    Stage made = new Stage();
                    made.setScene(scene);
                    made.show();
                    made.requestFocus();
                    return made;
                });
        Toolkit.until(() -> stage.isFocused());
        Toolkit.run(() -> model.place().set(Place.MEMORY));
    }

    @AfterEach
    void close() {
        Toolkit.run(stage::hide);
        dispatcher.close();
        memory.close();
        bench.close();
    }

    @Test
    void searchesOpensTheCitationFindsAlikeAndDrawsTheMap() {
        memory.fill();
        memory.start();
        type("undisputed sum, event of default");
        Toolkit.until(() -> texts().anyMatch("legal/contracts/msa-ostrava-2025.md"::equals));
        draw("memory");

        press(KeyCode.ENTER); // from the field to the hits
        boolean inHits = Toolkit.fx(() -> hits().isFocused());
        press(KeyCode.ENTER); // from the hit into its source
        boolean inSource = Toolkit.fx(() -> existing("#memory-source").isFocused());
        press(KeyCode.ESCAPE);
        boolean back = Toolkit.fx(() -> hits().isFocused());
        press(KeyCode.C, true);
        press(KeyCode.S);
        Toolkit.until(() -> texts().anyMatch(text -> text.startsWith("Like “")));
        Toolkit.until(() -> hasHits());
        draw("memory-similar");
        press(KeyCode.M);
        Toolkit.until(() -> texts().anyMatch(text -> text.startsWith("44 entities, by")));
        press(KeyCode.RIGHT);
        Toolkit.until(() -> texts().anyMatch("nothing"::equals));
        draw("memory-map");

        assertThat(inHits).isTrue();
        assertThat(inSource).isTrue();
        assertThat(back).isTrue();
        assertThat(desk.copied())
                .singleElement()
                .asString()
                .startsWith("hqe://documents/legal:msa-ostrava#bytes=");
    }

    @Test
    void comesFromThePaletteWithTheWords() {
        memory.fill();
        memory.start();
        Toolkit.run(() -> model.place().set(Place.HOME));

        Toolkit.run(() -> {
            model.palette().open();
            model.palette().words().set("interest cover");
        });
        Toolkit.until(() -> model.palette().rows().stream().anyMatch(MemoryPageTest::isSearch));
        Toolkit.run(() ->
                model.palette().rows().stream()
                        .filter(MemoryPageTest::isSearch)
                        .findFirst()
                        .ifPresent(row -> model.palette().run(((Row.Item) row).entry())));

        Toolkit.until(() -> model.place().get() == Place.MEMORY && hasHits());
        assertThat(Toolkit.fx(() -> ((TextField) existing("#memory-words")).getText()))
                .isEqualTo("interest cover");
    }

    private static boolean isSearch(Row row) {
        return row instanceof Row.Item item && item.entry().id().equals("memory.search");
    }

    @Test
    void saysHowToBeginWhereNothingIsInMemory() {
        memory.memory.start();

        Toolkit.until(() -> texts().anyMatch("Nothing is in memory yet"::equals));

        draw("memory-nothing");
    }

    @Test
    void namesTheFiltersThatKeepEverythingBack() {
        memory.fill();
        memory.start();
        type("no-such-word-anywhere");
        Toolkit.run(() -> ((ToggleButton) nth("#memory-mode .toggle-button", 1)).fire());

        Toolkit.until(() -> texts().anyMatch(text -> text.startsWith("For “no-such-word")));

        draw("memory-no-hits");
    }

    @Test
    void theSourceIsADrawerWhereThereIsLittleRoom() {
        memory.fill();
        memory.start();
        Toolkit.run(() -> {
            stage.setWidth(Shell.MIN_WIDTH);
            stage.setHeight(Shell.MIN_HEIGHT);
            model.kept().change(state -> state.textPercent(150));
        });
        Toolkit.run(() -> model.open(new Target.OfSearch("financial covenant")));
        Toolkit.until(() -> hasHits());
        draw("memory-small");
        boolean before = Toolkit.fx(() -> list("#memory-source") != null);

        Toolkit.run(() -> hits().requestFocus());
        press(KeyCode.ENTER);
        Toolkit.until(() -> list("#memory-source") != null);
        draw("memory-small-drawer");
        press(KeyCode.ESCAPE);

        Toolkit.until(() -> list("#memory-source") == null && hits().isFocused());
        assertThat(before).isFalse();
    }

    private void type(String words) {
        Toolkit.run(() -> ((TextField) existing("#memory-words")).setText(words));
    }

    @SuppressWarnings("unchecked") // its own list
    private ListView<Object> hits() {
        return (ListView<Object>) existing("#memory-hits");
    }

    /// While it searches, the list is not there.
    private boolean hasHits() {
        ListView<?> hits = list("#memory-hits");
        return hits != null && !hits.getItems().isEmpty();
    }

    private @Nullable ListView<?> list(String selector) {
        return (ListView<?>) find(selector);
    }

    private static void press(KeyCode key) {
        press(key, false);
    }

    private static void press(KeyCode key, boolean control) {
        Toolkit.run(() -> {
            Robot robot = new Robot();
            if (control) {
                robot.keyPress(KeyCode.CONTROL);
            }
            robot.keyPress(key);
            robot.keyRelease(key);
            if (control) {
                robot.keyRelease(KeyCode.CONTROL);
            }
        });
        Toolkit.run(() -> {}); // the keys are handled on the pulse after this one
    }

    private void draw(String name) {
        for (Theme theme : Theme.values()) {
            WritableImage image =
                    Toolkit.fx(() -> {
                        model.theme().set(theme);
                        stage.getScene().snapshot(null); // cells are styled by the next
                        return stage.getScene().snapshot(null);
                    });
            Png.write(
                    image,
                    Path.of("target", "pictures")
                            .resolve(name + (theme == Theme.LIGHT ? "-light" : "-dark") + ".png"));
        }
    }

    private @Nullable Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private Node nth(String selector, int at) {
        return stage.getScene().getRoot().lookupAll(selector).stream()
                .skip(at)
                .findFirst()
                .orElseThrow();
    }

    private Node existing(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private Stream<String> texts() {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .map(node -> ((Labeled) node).getText());
    }
}
