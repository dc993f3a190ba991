package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.activity.Happenings;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page of the timeline as a person meets it, over a real timeline.
@ExtendWith(Toolkit.class)
class ActivityPageTest {

    private static final int EVENTS = 3_419;

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private final FakeDesk desk = new FakeDesk(Optional.empty());
    private TestBench bench;
    private Happenings happenings;
    private ShellModel model;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
        happenings = new Happenings(directory, bench.bus::publish);
        happenings.fill(EVENTS, TestBench.NOW, Duration.ofMillis(560));
        bench.ports = bench.ports.with(ActivityLog.class, happenings.log);
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
        Toolkit.run(() -> model.place().set(Place.ACTIVITY));
        Toolkit.until(() -> texts().anyMatch("3\u2009419 events"::equals));
    }

    @AfterEach
    void close() {
        Toolkit.run(stage::hide);
        dispatcher.close();
        happenings.close();
        bench.close();
    }

    @Test
    void showsACallInFullAndCopiesIt() {
        Toolkit.run(() -> ((TextField) existing("#activity-words")).setText("find_clause"));
        Toolkit.until(() -> texts().anyMatch(text -> text.endsWith("of 3\u2009419 events shown")));
        Toolkit.run(() -> table().getSelectionModel().select(3));
        Toolkit.until(() -> find("#copy-activity") != null);
        draw("activity");

        Toolkit.run(() -> ((Button) existing("#copy-activity")).fire());

        assertThat(desk.copied()).singleElement().asString().contains("\"legal.find_clause\"");
    }

    @Test
    void holdsBackWhatComesInWhileARowIsRead() {
        Toolkit.until(() -> table().getItems().getFirst().toString().startsWith("Loaded"));
        Toolkit.run(() -> table().getSelectionModel().select(2));
        Object read = Toolkit.fx(() -> table().getSelectionModel().getSelectedItem());
        draw("activity-all");

        happenings.add(
                Happenings.call("goose", "new.tool", Result.OK),
                Happenings.call("goose", "new.tool", Result.FAILED));
        Toolkit.until(() -> ((Button) existing("#show-fresh")).getText().equals("2 new"));
        draw("activity-fresh");
        int held = Toolkit.fx(() -> table().getItems().size());
        Toolkit.run(() -> ((Button) existing("#show-fresh")).fire());
        Toolkit.until(() -> table().getItems().getFirst().toString().contains("new.tool"));

        assertThat(held).isEqualTo(EVENTS);
        assertThat(Toolkit.fx(() -> table().getItems().get(4))).isEqualTo(read);
    }

    @Test
    void narrowsTheListToTheToolThatIsShownAndBackByEscape() {
        Toolkit.until(() -> table().getItems().getFirst().toString().startsWith("Loaded"));
        Toolkit.run(() -> table().getSelectionModel().select(1));
        Toolkit.until(() -> find("#only-subject") != null);

        Toolkit.run(() -> ((Button) existing("#only-subject")).fire());
        Toolkit.until(() -> texts().anyMatch(text -> text.endsWith("of 3\u2009419 events shown")));
        boolean stays = Toolkit.fx(() -> find("#only-subject") != null);
        Toolkit.run(() -> table().requestFocus());
        Toolkit.press(KeyCode.ESCAPE);
        boolean closed = Toolkit.fx(() -> find("#only-subject") == null);
        Toolkit.press(KeyCode.ESCAPE);

        Toolkit.until(() -> texts().anyMatch("3\u2009419 events"::equals));
        assertThat(stays).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void choosesAStretchOfTimeByTheArrowKeys() {
        Toolkit.run(() -> existing("#activity-histogram").requestFocus());

        Toolkit.press(KeyCode.LEFT);
        Toolkit.until(() -> menu("#filter-period").startsWith("Time: since 10:4"));
        Toolkit.press(KeyCode.LEFT);
        Toolkit.until(() -> menu("#filter-period").contains(" to 10:4"));
        draw("activity-stretch");
        Toolkit.press(KeyCode.ESCAPE);

        Toolkit.until(() -> menu("#filter-period").equals("Time: all"));
    }

    @Test
    void fitsTheSmallestWindowAndTheLargestText() {
        Toolkit.run(() -> {
            stage.setWidth(Shell.MIN_WIDTH);
            stage.setHeight(Shell.MIN_HEIGHT);
        });
        Toolkit.until(() -> table().getItems().getFirst().toString().startsWith("Loaded"));
        Toolkit.run(() -> table().getSelectionModel().select(1));
        Toolkit.until(() -> find("#only-subject") != null);
        draw("activity-small");
        double end = Toolkit.fx(() -> end(existing("#activity-pause")));

        Toolkit.run(() -> model.kept().change(state -> state.textPercent(150)));
        draw("activity-large-text");

        assertThat(end).isLessThanOrEqualTo(Shell.MIN_WIDTH);
        assertThat(Toolkit.fx(() -> end(existing("#activity-pause"))))
                .isLessThanOrEqualTo(Shell.MIN_WIDTH);
    }

    /// Where it ends at the right.
    private static double end(Node node) {
        return node.localToScene(node.getBoundsInLocal()).getMaxX();
    }

    @Test
    void saysWhatKeepsEverythingBack() {
        Toolkit.run(() -> ((TextField) existing("#activity-words")).setText("no such thing"));

        Toolkit.until(() -> texts().anyMatch("“no such thing”"::equals));

        draw("activity-none");
        assertThat(Toolkit.fx(() -> find("#activity-table"))).isNull();
    }

    private String menu(String selector) {
        return ((Labeled) existing(selector)).getText();
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

    private TableView<?> table() {
        return (TableView<?>) existing("#activity-table");
    }

    private @Nullable Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private Node existing(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private Stream<String> texts() {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .map(node -> ((Labeled) node).getText());
    }
}
