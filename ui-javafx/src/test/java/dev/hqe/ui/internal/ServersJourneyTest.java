package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerStatus;
import dev.hqe.ui.ServerBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.page.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A person imports a server, which is a real program, has it hosted, sees its tools, stops it, and
/// is told why another one does not work.
@ExtendWith(Toolkit.class)
class ServersJourneyTest {

    @TempDir Path directory;
    @TempDir Path programs;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private ServerBench servers;
    private ShellModel model;
    private Stage stage;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        servers = new ServerBench(bench);
        ServerBench.program(programs, "add_note", "find_notes");
        bench.write(
                "user/.cursor/mcp.json",
                """
                {"mcpServers": {
                  "notes": {"command": "sh", "args": ["server.sh"], "cwd": "%s",
                            "env": {"TOKEN": "ghp_0123456789abcdefghijABCDEFGHIJ012345"}},
                  "postgres": {"command": "hqe-no-such-program"},
                  "mail": {"command": "hqe-no-such-program"}}}
                """
                        .formatted(programs));
        model = Toolkit.fx(() -> new ShellModel(servers.parts(bench.parts()), dispatcher));
        stage =
                Toolkit.fx(() -> {
                    Shell shell =
                            new Shell(
                                    model, dispatcher, new FakeDesk(Optional.empty()), Delays.NONE);
                    Scene scene = new Scene(shell, 1440, 900);
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
        servers.close();
        bench.close();
    }

    @Test
    void importsAServerHostsItAndStopsIt() {
        press(KeyCode.CONTROL, KeyCode.DIGIT8);
        Toolkit.until(() -> focused("#servers-first-import"));
        press(KeyCode.SPACE);
        Toolkit.until(() -> find("#import-mail") != null && !button("#import-run").isDisabled());
        Toolkit.run(() -> ((CheckBox) existing("#import-mail")).fire());
        Toolkit.until(() -> button("#import-run").getText().equals("Import 2 servers"));
        Toolkit.run(() -> button("#import-run").fire());
        Toolkit.until(() -> find("#server-import") == null && find("#server-list") != null);

        show("notes");
        Toolkit.until(() -> list("#server-tools").getItems().size() == 2);
        Toolkit.until(() -> said("is listening, token is [secret]"));
        Toolkit.run(() -> button("#server-stop").fire());
        Toolkit.until(() -> chip().equals("Stopped"));

        assertThat(servers.host().status(new ServerName("notes")).state())
                .isEqualTo(ServerStatus.State.IDLE);
        assertThat(servers.entry("notes")).get().asString().contains("${secret:notes/TOKEN}");
        assertThat(servers.entry("mail")).isEmpty();

        show("postgres");
        Toolkit.until(() -> find("#server-why") != null);
        assertThat(((Label) existing("#server-why")).getText())
                .startsWith("The program hqe-no-such-program is not on the PATH");
    }

    @Test
    void addsAServerByFormAfterATestAndRemovesItWithAWayBack() {
        Toolkit.run(() -> model.place().set(Place.SERVERS));
        Toolkit.until(() -> find("#servers-first-import") != null);
        press(KeyCode.CONTROL, KeyCode.K);
        type("add a server");
        Toolkit.until(() -> model.palette().rows().size() > 1);
        press(KeyCode.ENTER);
        Toolkit.until(() -> focused("#form-name"));
        set("#form-name", "notes");
        set("#form-command", "sh");
        set("#form-arguments", "server.sh");
        set("#form-folder", programs.toString());
        Toolkit.run(() -> button("#form-test").fire());
        Toolkit.until(() -> find("#form-trial .success") != null);
        assertThat(servers.file().servers()).isEmpty();
        Toolkit.run(() -> button("#form-save").fire());
        Toolkit.until(() -> find("#server-form") == null && find("#server-list") != null);
        Toolkit.until(() -> chip().equals("Running"));

        Toolkit.run(() -> existing("#server-list").requestFocus());
        press(KeyCode.DELETE);
        Toolkit.until(() -> find("#servers-first-import") != null);
        press(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.until(() -> list("#server-list").getItems().size() == 1);

        assertThat(servers.file().servers())
                .extracting(server -> server.name().value())
                .containsExactly("notes");
    }

    @Test
    void leadsFromAToolToItsForm() {
        servers.change(file -> file.plus(ServerBench.shell("notes", programs)));
        Toolkit.run(() -> model.place().set(Place.SERVERS));
        show("notes");
        Toolkit.until(() -> list("#server-tools").getItems().size() == 2);

        Toolkit.run(() -> {
            list("#server-tools").getSelectionModel().select(0);
            list("#server-tools").requestFocus();
        });
        press(KeyCode.ENTER);

        Toolkit.until(() -> model.place().get() == Place.TOOLS);
    }

    @Test
    void everyControlSaysWhatItIs() {
        servers.change(file ->
                file.plus(ServerBench.shell("notes", programs))
                        .plus(ServerBench.missing("postgres")));
        Toolkit.run(() -> model.place().set(Place.SERVERS));
        show("notes");
        Toolkit.until(() -> list("#server-tools").getItems().size() == 2);

        List<String> silent =
                Toolkit.fx(() ->
                        existing(".servers").lookupAll("*").stream()
                                .filter(Node::isFocusTraversable)
                                .filter(ServersJourneyTest::isSilent)
                                .map(Node::toString)
                                .toList());

        assertThat(silent).isEmpty();
    }

    private static boolean isSilent(Node node) {
        String text = node instanceof javafx.scene.control.Labeled labeled ? labeled.getText() : "";
        return node.getAccessibleText() == null
                && (text == null || text.isEmpty())
                && !node.getStyleClass().contains("scroll-pane")
                && !node.getStyleClass().contains("split-pane");
    }

    private void show(String server) {
        Toolkit.until(() -> find("#server-list") != null);
        Toolkit.run(() -> model.open(new Target.OfServer(server)));
        Toolkit.until(() ->
                find("#server-name") instanceof Label label && label.getText().equals(server));
    }

    private String chip() {
        return find("#server-state") instanceof Label label ? label.getText() : "";
    }

    private boolean said(String text) {
        return list("#server-log").getItems().stream()
                .anyMatch(line -> line.toString().contains(text));
    }

    private ListView<?> list(String selector) {
        return (ListView<?>) existing(selector);
    }

    private void set(String selector, String text) {
        Toolkit.run(() -> ((TextInputControl) existing(selector)).setText(text));
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

    private static void press(KeyCode... keys) {
        Toolkit.run(() -> {
            Robot robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
        });
        Toolkit.run(() -> {}); // the keys are handled on the pulse after this one
    }

    private static void type(String letters) {
        letters.chars()
                .mapToObj(letter ->
                        letter == ' '
                                ? "Space"
                                : Character.toString(letter).toUpperCase(Locale.ROOT))
                .map(KeyCode::getKeyCode)
                .forEach(ServersJourneyTest::press);
    }
}
