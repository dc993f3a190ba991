package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.config.AgentClient;
import dev.hqe.ui.AgentsBench;
import dev.hqe.ui.AgentsBench.Agent;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.ToolBench;
import dev.hqe.ui.internal.approvals.WindowApprover;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.page.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The page of agents as a person meets it, with agents that speak MCP over pipes.
@ExtendWith(Toolkit.class)
class AgentsPageTest {

    private static final String WRITE =
            "{\"path\":\"notes/cure-periods.md\",\"content\":\"# Cure\"}";

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private final FakeDesk desk = new FakeDesk(Optional.empty());
    private TestBench bench;
    private AgentsBench agents;
    private ShellModel model;
    private WindowApprover approver;
    private Registration asking;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
        agents = new AgentsBench(bench);
        model = Toolkit.fx(() -> new ShellModel(agents.parts(), dispatcher));
        approver = new WindowApprover(model.approvals(), dispatcher);
        asking = bench.approvals.register(approver);
        approver.open();
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
        Toolkit.run(() -> model.place().set(Place.AGENTS));
    }

    @AfterEach
    void close() {
        Toolkit.run(() -> {
            model.place().set(Place.HOME); // its clock stops
            stage.hide();
        });
        approver.close();
        asking.close();
        dispatcher.close();
        agents.close();
        bench.close();
    }

    @Test
    void saysHowToConnectWhereNobodyIs() {
        Toolkit.until(() -> texts().anyMatch("No agent is connected"::equals));
        draw("agents-none");

        assertThat(Toolkit.fx(() -> find("#agents-connect-first") != null)).isTrue();
    }

    @Test
    void aPersonDeniesInThePageAndTheAgentIsTold() throws Exception {
        Agent agent = agents.connect("claude-code", "2.1.4", "");
        CompletableFuture<RawJson> result = agent.call("files.write_file", WRITE);
        awaitQuestion();
        Toolkit.until(() -> texts().anyMatch("Waiting for you"::equals));
        long cards = Toolkit.fx(() -> stage.getScene().getRoot().lookupAll("#approval").size());
        boolean inPage = Toolkit.fx(() -> existing("#agent-question").lookup("#approval") != null);
        int badge = Toolkit.fx(() -> model.approvals().waiting().size());

        Toolkit.run(() -> button("#approval-deny").fire());

        assertThat(result.get(60, TimeUnit.SECONDS).toString()).contains("said no");
        assertThat(cards).isOne();
        assertThat(inPage).isTrue();
        assertThat(badge).isOne();
        Toolkit.until(() -> find("#approval") == null);
        Toolkit.until(() -> texts().anyMatch("Refused"::equals));
    }

    @Test
    void theSameQuestionLiesOverOtherPages() throws Exception {
        Agent agent = agents.connect("claude-code", "2.1.4", "");
        CompletableFuture<RawJson> result = agent.call("files.write_file", WRITE);
        awaitQuestion();

        Toolkit.run(() -> model.place().set(Place.TOOLS));
        Toolkit.until(() -> find("#approval") != null);
        boolean outside = Toolkit.fx(() -> find("#agent-question") == null);
        bench.now.updateAndGet(now -> now.plusSeconds(1));
        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        Toolkit.until(() -> button("#approval-deny").isFocused());
        Toolkit.press(KeyCode.ESCAPE);

        assertThat(outside).isTrue();
        assertThat(result.get(60, TimeUnit.SECONDS).toString()).contains("said no");
    }

    @Test
    void anAnswerForTheSessionIsTakenBackAndThatIsUndone() throws Exception {
        Agent agent = agents.connect("claude-code", "2.1.4", "");
        CompletableFuture<RawJson> result = agent.call("files.write_file", WRITE);
        awaitQuestion();
        Toolkit.run(() -> ((ToggleButton) existing("#approval-for-session")).fire());
        Toolkit.run(() -> button("#approval-allow").fire());
        result.get(60, TimeUnit.SECONDS);
        Toolkit.until(() -> find(".take-back") != null);

        Toolkit.run(() -> ((Button) existing(".take-back")).fire());
        Toolkit.until(() -> find(".take-back") == null);
        boolean forgotten = bench.approvals.remembered().isEmpty();
        Toolkit.press(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.until(() -> find(".take-back") != null);

        assertThat(forgotten).isTrue();
        assertThat(bench.approvals.remembered())
                .singleElement()
                .satisfies(one -> assertThat(one.tool().value()).isEqualTo("files.write_file"));
    }

    @Test
    void aRunningCallIsCancelled() throws Exception {
        Agent agent = agents.connect("cursor", "1.9", "");
        CompletableFuture<RawJson> result = agent.call(ToolBench.WAITING.value(), "{}");
        assertThat(agents.tools.running.await(20, TimeUnit.SECONDS)).isTrue();
        Toolkit.until(() -> find("#agent-calls") != null && table().getItems().size() == 1);
        Toolkit.run(() -> table().getSelectionModel().select(0));

        Toolkit.run(() -> button("#agent-cancel").fire());

        Toolkit.until(() -> texts().anyMatch("Cancelled"::equals));
        assertThat(agents.tools.road.running().list()).isEmpty();
        result.cancel(true);
    }

    @Test
    void connectingShowsTheChangeWritesTestsAndPutsTheOldFileBack() throws Exception {
        String before = "{\"mcpServers\": {\"other\": {\"command\": \"other\"}}}\n";
        Path file = agents.write(AgentClient.CLAUDE_CODE, before);
        Toolkit.run(() -> button("#agents-connect").fire());
        Toolkit.until(() -> find("#connect-diff") != null);
        draw("agents-connect");
        String untouched = Files.readString(file);

        Toolkit.run(() -> button("#connect-write").fire());
        Toolkit.until(() -> texts().anyMatch(text -> text.startsWith("It answers: 2 tools")));
        draw("agents-connected");
        String written = Files.readString(file);
        Toolkit.run(() -> button("#connect-undo").fire());
        Toolkit.until(() -> find("#connect-diff") != null);

        assertThat(untouched).isEqualTo(before);
        assertThat(written).contains("\"hqe\"", "\"other\"", "/opt/hqe/bin/hqe");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsLineAndLeftAlone() throws Exception {
        String broken = "{\n  \"mcpServers\": {\n    \"a\": nonsense\n  }\n}\n";
        Path file = agents.write(AgentClient.CURSOR, broken);
        Toolkit.run(() -> button("#agents-connect").fire());
        Toolkit.until(() -> find("#connect-client") != null);

        Toolkit.run(() -> client().setValue(AgentClient.CURSOR));

        Toolkit.until(() -> texts().anyMatch(text -> text.contains(file + ":3")));
        draw("agents-broken");
        assertThat(Toolkit.fx(() -> button("#connect-write").isVisible())).isFalse();
        assertThat(Files.readString(file)).isEqualTo(broken);
    }

    @Test
    void aKeyIsShownOnceAndRevokedAfterAQuestion() {
        choose("Keys");
        Toolkit.until(() -> texts().anyMatch("No keys"::equals));
        Toolkit.run(() -> button("#key-new").fire());
        Toolkit.run(() -> ((TextField) existing("#key-name")).setText("laptop"));
        Toolkit.run(() -> button("#key-issue").fire());
        Toolkit.until(() -> find("#key-copy") != null);
        draw("agents-key");
        String text = Toolkit.fx(() -> ((TextField) existing("#key-text")).getText());
        Toolkit.run(() -> button("#key-copy").fire());
        Toolkit.press(KeyCode.ESCAPE);
        Toolkit.until(() -> find(".key-revoke") != null);
        boolean valid = agents.keys.verify(text).isPresent();
        draw("agents-keys");

        Toolkit.run(() -> ((Button) existing(".key-revoke")).fire());
        Toolkit.until(() -> find("#key-revoke-yes") != null);
        Toolkit.run(() -> button("#key-revoke-yes").fire());
        Toolkit.until(() -> texts().anyMatch("No keys"::equals));

        assertThat(desk.copied()).containsExactly(text);
        assertThat(valid).isTrue();
        assertThat(agents.keys.verify(text)).isEmpty();
    }

    @Test
    void aProfileIsMadeAndRemovedWithTheWayBack() {
        choose("Profiles");
        Toolkit.until(() -> !button("#profile-new").isDisabled());
        Toolkit.run(() -> button("#profile-new").fire());
        Toolkit.run(() -> ((TextField) existing("#profile-name")).setText("research"));
        Toolkit.run(() -> button("#profile-make").fire());
        Toolkit.until(() -> find(".profile-remove") != null);
        draw("agents-profiles");

        Toolkit.run(() -> ((Button) existing(".profile-remove")).fire());
        Toolkit.until(() -> find(".profile-remove") == null);
        boolean gone = agents.profiles.profiles().list().isEmpty();
        Toolkit.press(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.until(() -> find(".profile-remove") != null);

        assertThat(gone).isTrue();
        assertThat(agents.profiles.profiles().find("research")).isPresent();
    }

    @Test
    void inANarrowWindowTheDetailsAreADrawer() throws Exception {
        agents.connect("claude-code", "2.1.4", "");
        Toolkit.until(() -> texts().anyMatch("claude-code"::equals));
        Toolkit.run(() -> stage.setWidth(Shell.MIN_WIDTH));
        Toolkit.until(() -> button("#agent-details").isVisible());
        boolean hidden = Toolkit.fx(() -> find(".agent-detail") == null);

        Toolkit.run(() -> button("#agent-details").fire());
        Toolkit.until(() -> find(".agent-detail") != null);
        Toolkit.press(KeyCode.ESCAPE);

        Toolkit.until(() -> find(".agent-detail") == null);
        assertThat(hidden).isTrue();
    }

    @Test
    void everyControlSaysWhatItIs() throws Exception {
        agents.connect("claude-code", "2.1.4", "");
        Toolkit.until(() -> texts().anyMatch("claude-code"::equals));

        var silent =
                Toolkit.fx(() ->
                        existing(".agents").lookupAll("*").stream()
                                .filter(Node::isFocusTraversable)
                                .filter(node ->
                                        node.getAccessibleText() == null
                                                && !(node instanceof Labeled labeled
                                                        && !labeled.getText().isEmpty()))
                                .map(Node::toString)
                                .toList());

        assertThat(silent).isEmpty();
    }

    private void choose(String title) {
        Toolkit.until(() -> texts().anyMatch(title::equals));
        Toolkit.run(() -> {
            ListView<?> list = (ListView<?>) existing("#agent-list");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems()
                        .get(i)
                        .toString()
                        .contains(title.equals("Keys") ? "KEYS" : "PROFILES")) {
                    list.getSelectionModel().select(i);
                }
            }
        });
    }

    private void awaitQuestion() {
        Toolkit.until(() -> find("#approval") != null);
        bench.now.updateAndGet(now -> now.plus(Duration.ofSeconds(1)));
    }

    @SuppressWarnings("unchecked") // the page's own box
    private ComboBox<AgentClient> client() {
        return (ComboBox<AgentClient>) existing("#connect-client");
    }

    private TableView<?> table() {
        return (TableView<?>) existing("#agent-calls");
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

    private Stream<String> texts() {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .filter(node -> node instanceof Labeled)
                .map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull);
    }

    private void draw(String name) {
        WritableImage image =
                Toolkit.fx(() -> {
                    stage.getScene().snapshot(null);
                    return stage.getScene().snapshot(null);
                });
        Png.write(image, Path.of("target", "pictures", name + ".png"));
        Awaitility.await().until(() -> Files.exists(Path.of("target", "pictures", name + ".png")));
    }
}
