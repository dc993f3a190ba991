package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.Ports;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.Vitals;
import dev.hqe.ui.internal.action.Action;
import dev.hqe.ui.internal.action.Keys;
import dev.hqe.ui.internal.entities.EntitiesPage;
import dev.hqe.ui.internal.home.HomePage;
import dev.hqe.ui.internal.kept.Kept;
import dev.hqe.ui.internal.kept.WindowState;
import dev.hqe.ui.internal.kept.WindowState.ThemeChoice;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.PageMaker;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.part.Columns;
import dev.hqe.ui.internal.part.Labels;
import dev.hqe.ui.internal.toast.Toast;
import dev.hqe.ui.internal.topics.TopicsPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;

/// What the frame does for every page, with keys from a robot.
@ExtendWith(Toolkit.class)
class FrameTest {

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private final List<String> heard = new ArrayList<>();
    private TestBench bench;
    private Kept kept;
    private ShellModel model;
    private Shell shell;
    private Stage stage;

    /// A page as small as can be, with three columns.
    private final class ToolsPage implements Page {

        private final Columns columns;
        private final Button tool = new Button("run");

        private ToolsPage(Frame frame) {
            tool.setId("tool");
            columns =
                    new Columns(
                            frame.kept(),
                            "tools",
                            new StackPane(new ListView<String>()),
                            new StackPane(tool),
                            new StackPane(Labels.of("detail", "t-body")),
                            0.25,
                            0.7);
        }

        @Override
        public Place place() {
            return Place.TOOLS;
        }

        @Override
        public Region node() {
            return columns;
        }

        @Override
        public void shown() {
            heard.add("shown");
            tool.requestFocus();
        }

        @Override
        public void hidden() {
            heard.add("hidden");
        }

        @Override
        public void closed() {
            heard.add("closed");
        }

        @Override
        public void open(Target target) {
            heard.add(target.toString());
        }

        @Override
        public List<Action> actions() {
            return List.of(
                    Action.of("tools.detail", "Show the detail", Feather.TOOL, columns::showDetail)
                            .on(Keys.typed("t")));
        }

        @Override
        public boolean back() {
            return columns.closeDetail();
        }

        @Override
        public List<Node> panes() {
            return columns.panes();
        }
    }

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        bench.writeCodeAudit();
        bench.topics.load();
        kept = Kept.read(directory);
        show(1300);
    }

    private void show(double width) {
        PageMaker tools = frame -> Optional.of(new ToolsPage(frame));
        model = Toolkit.fx(() -> new ShellModel(bench.parts(), dispatcher, kept));
        shell =
                Toolkit.fx(() ->
                        new Shell(
                                model,
                                dispatcher,
                                new FakeDesk(Optional.of(directory)),
                                Delays.NONE,
                                List.of(
                                        HomePage::make,
                                        TopicsPage::make,
                                        EntitiesPage::make,
                                        tools,
                                        missing -> Optional.empty())));
        stage =
                Toolkit.fx(() -> {
                    Scene scene = new Scene(shell, width, 800);
                    shell.dress(scene);
                    Stage made = new Stage();
                    made.setScene(scene);
                    made.show();
                    made.requestFocus();
                    return made;
                });
        Toolkit.until(() -> stage.isFocused() && model.inventory().topics().size() == 1);
    }

    @AfterEach
    void close() {
        Toolkit.run(stage::hide);
        kept.flush(); // nothing is written behind the test's back
        dispatcher.close();
        bench.close();
    }

    @Test
    void theSelectedTopicStaysSelectedWhenAnotherFolderBreaks() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        Toolkit.until(() -> focused("#topic-list"));
        bench.writeBroken("patents");

        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        Toolkit.until(() -> model.inventory().rejected().size() == 1);

        ListView<?> list = (ListView<?>) Toolkit.fx(() -> existing("#topic-list"));
        assertThat(Toolkit.fx(() -> list.getSelectionModel().getSelectedIndex())).isEqualTo(1);
    }

    @Test
    void findsATopicByKeyboardAndLeadsToIt() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        Toolkit.until(() -> focused("#topic-list"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.K);
        Toolkit.until(() -> focused("#palette-field"));

        type("code aud");
        Toolkit.until(() -> model.palette().isSettled() && model.palette().rows().size() == 2);
        Toolkit.press(KeyCode.ENTER);

        Toolkit.until(() -> !covered());
        assertThat(Toolkit.fx(() -> model.place().get())).isEqualTo(Place.TOPICS);
        assertThat(Toolkit.fx(() -> kept.state().recent())).containsExactly("topic:code_audit");
    }

    @Test
    void escapeClosesThePaletteAndGivesTheKeyboardBack() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        Toolkit.until(() -> focused("#entity-words"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.K);
        Toolkit.until(() -> focused("#palette-field"));

        Toolkit.press(KeyCode.ESCAPE);

        Toolkit.until(() -> !covered() && focused("#entity-words"));
        assertThat(Toolkit.fx(() -> model.palette().isOpen().get())).isFalse();
    }

    @Test
    void movesInThePaletteWhileTheKeyboardStaysInItsField() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.K);
        Toolkit.until(() -> focused("#palette-field") && model.palette().isSettled());
        int first = Toolkit.fx(() -> model.palette().selected().get());

        Toolkit.press(KeyCode.DOWN);
        Toolkit.press(KeyCode.TAB);

        Toolkit.until(() -> model.palette().only().get().isPresent());
        assertThat(first).isEqualTo(1);
        assertThat(Toolkit.fx(() -> focused("#palette-field"))).isTrue();
    }

    @Test
    void letterKeysAreLettersInAField() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        Toolkit.until(() -> focused("#entity-words"));

        type("jk");

        assertThat(Toolkit.fx(() -> covered())).isFalse();
        Toolkit.until(() ->
                existing("#entity-words") instanceof javafx.scene.control.TextField field
                        && field.getText().equals("jk"));
    }

    @Test
    void remembersTheThemeThatWasChosen() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        Toolkit.until(() -> model.theme().get() == Theme.DARK);
        Toolkit.run(() -> model.systemTheme(Theme.LIGHT));

        kept.flush();

        assertThat(Toolkit.fx(() -> model.theme().get())).isEqualTo(Theme.DARK);
        assertThat(Kept.read(directory).state().theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void followsTheDesktopUntilSomebodyChooses() {
        Toolkit.run(() -> model.systemTheme(Theme.DARK));

        assertThat(Toolkit.fx(() -> stage.getScene().getStylesheets().getFirst()))
                .endsWith("hqe-dark.css");
    }

    @Test
    void opensOnThePageThatWasInFront() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));
        Toolkit.run(stage::hide);

        show(1300);

        assertThat(Toolkit.fx(() -> model.place().get())).isEqualTo(Place.TOOLS);
    }

    @Test
    void opensAtHomeWhereThePageThatWasInFrontIsGone() {
        Toolkit.run(stage::hide);
        Toolkit.run(() -> kept.change(state -> state.page("streams")));

        show(1300);

        assertThat(Toolkit.fx(() -> model.place().get())).isEqualTo(Place.HOME);
    }

    @Test
    void tellsAPageOfItsLife() {
        Toolkit.run(() -> model.open(new Target.OfTool("code_audit.redact")));
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        Toolkit.until(() -> model.place().get() == Place.HOME);
        Toolkit.run(shell::closed);

        assertThat(heard)
                .containsExactly("shown", "OfTool[name=code_audit.redact]", "hidden", "closed");
    }

    @Test
    void nothingLeadsToAPageThatIsNotThere() {
        Toolkit.run(() -> model.open(new Target.OfServer("postgres")));

        assertThat(Toolkit.fx(() -> model.place().get())).isEqualTo(Place.HOME);
        assertThat(Toolkit.fx(() -> find("#go-servers") == null && find("#go-tools") != null))
                .isTrue();
    }

    @Test
    void takesBackWithTheButtonOfAToastOrByKeys() {
        Toolkit.run(() -> toast("one"));
        Toolkit.until(() -> find(".toast-offer") != null);
        Toolkit.run(() -> ((Button) existing(".toast-offer")).fire());
        Toolkit.run(() -> toast("two"));

        Toolkit.press(KeyCode.CONTROL, KeyCode.Z);

        Toolkit.until(() -> find(".toast") == null);
        assertThat(heard).containsExactly("undone one", "undone two");
    }

    private void toast(String what) {
        model.toasts()
                .show(Toast.done(what, "").undoing("Undo", () -> heard.add("undone " + what)));
    }

    @Test
    void theDetailIsADrawerInANarrowWindow() {
        Toolkit.run(stage::hide);
        show(1200);
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));
        boolean before = shown("detail");

        type("t");
        Toolkit.until(() -> find(".drawer") != null);
        boolean drawn = shown("detail");
        Toolkit.press(KeyCode.ESCAPE);
        Toolkit.until(() -> find(".drawer") == null);

        assertThat(before).isFalse();
        assertThat(drawn).isTrue();
        assertThat(Toolkit.fx(() -> focused("#tool"))).isTrue();
    }

    @Test
    void theDetailStandsBesideInAWideWindow() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));

        assertThat(shown("detail")).isTrue();
        assertThat(Toolkit.fx(() -> find(".drawer"))).isNull();
    }

    @Test
    void escapeGoesBackToThePageBefore() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        Toolkit.until(() -> focused("#topic-list"));
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));

        Toolkit.press(KeyCode.ESCAPE);
        Toolkit.until(() -> focused("#topic-list"));
        Toolkit.press(KeyCode.ESCAPE);

        Toolkit.until(() -> model.place().get() == Place.HOME);
    }

    @Test
    void goesFromPaneToPane() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));

        Toolkit.press(KeyCode.F6);
        Toolkit.until(() -> !focused("#tool"));
        Toolkit.press(KeyCode.F6);

        Toolkit.until(() -> owner() instanceof ListView<?>);
    }

    @Test
    void showsWhatTheKeysDoHere() {
        Toolkit.press(KeyCode.CONTROL, KeyCode.DIGIT5);
        Toolkit.until(() -> focused("#tool"));

        Toolkit.run(() -> ((Button) existing("#go-keys")).fire());

        Toolkit.until(() -> find(".key-sheet") != null);
        assertThat(shown("Show the detail")).isTrue();
        Toolkit.press(KeyCode.ESCAPE);
        Toolkit.until(() -> !covered() && focused("#tool"));
    }

    @Test
    void setsAllTextLarger() {
        double before = Toolkit.fx(() -> existing(".header-bar").getLayoutBounds().getHeight());

        for (int i = 0; i < 7; i++) {
            Toolkit.press(KeyCode.CONTROL, KeyCode.EQUALS);
        }

        Toolkit.until(() -> kept.state().textPercent() == WindowState.MAX_TEXT);
        Toolkit.until(() -> existing(".header-bar").getLayoutBounds().getHeight() > before * 1.4);
    }

    @Test
    void theStatusBarSaysHowTheWorkbenchIs() {
        Toolkit.run(stage::hide);
        bench.ports =
                Ports.none()
                        .with(
                                Vitals.class,
                                () ->
                                        new Vitals.Reading(
                                                3, 6, 7, 312, List.of("servers.yaml:3: no such")));

        show(1300);

        Toolkit.until(() -> texts().anyMatch("3 agents"::equals));
        assertThat(shown("6 of 7 servers")).isTrue();
        assertThat(shown("312 waiting to be indexed")).isTrue();
        assertThat(shown("servers.yaml:3: no such")).isTrue();
    }

    private boolean covered() {
        return existing(".overlay").isVisible();
    }

    private @Nullable Node owner() {
        return stage.getScene().getFocusOwner();
    }

    private @Nullable Node find(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private Node existing(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private boolean focused(String selector) {
        Node node = find(selector);
        return node != null && node.isFocused();
    }

    private boolean shown(String text) {
        return Toolkit.fx(() -> texts().anyMatch(text::equals));
    }

    private Stream<String> texts() {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(node -> ((Labeled) node).getText());
    }

    private static void type(String letters) {
        letters.chars()
                .mapToObj(letter ->
                        letter == ' '
                                ? KeyCode.SPACE
                                : KeyCode.getKeyCode(
                                        String.valueOf(Character.toUpperCase((char) letter))))
                .forEach(Toolkit::press);
    }
}
