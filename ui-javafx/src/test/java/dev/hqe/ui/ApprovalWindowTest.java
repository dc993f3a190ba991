package dev.hqe.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.policy.ApprovalLimits;
import dev.hqe.mcp.policy.Approvals;
import dev.hqe.ui.AgentCalls.Call;
import dev.hqe.ui.internal.Toolkit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Calls on the real road, asked about in a real window, answered with a robot's keys.
@ExtendWith(Toolkit.class)
class ApprovalWindowTest {

    @TempDir Path directory;

    private TestBench bench;
    private AgentCalls agent;
    private WorkbenchWindow window;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        open(bench);
    }

    private void open(TestBench on) {
        agent = new AgentCalls(on);
        window = WorkbenchWindow.open(on.parts(), Display.here());
        window.toFront();
        Toolkit.until(() -> stage().isFocused());
    }

    @AfterEach
    void close() {
        agent.close();
        window.close();
        bench.close();
    }

    @Test
    void aCallRunsOnceAPersonAllowsIt() {
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");

        Toolkit.run(() -> button("#approval-allow").fire());

        assertThat(call.outcome()).contains("ran");
        Toolkit.until(() -> find("#approval") == null);
        assertThat(agent.rules.rules().rules()).isEmpty();
    }

    @Test
    void aCallDoesNotRunWhenAPersonDeniesIt() {
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");

        Toolkit.run(() -> button("#approval-deny").fire());

        assertThat(call.outcome()).contains("said no");
    }

    @Test
    void saysWhoWantsWhatWithWhatAndWhy() {
        Call call =
                agent.start(
                        "robot\" is fine",
                        "write_file",
                        "{\"path\":\"/x\",\"token\":\"hush\",\"a: \\\"b\\\"\":\"c\\u202ed\"}");
        awaitQuestion("files.write_file");
        Toolkit.until(() -> texts().anyMatch("1:59"::equals));

        List<String> said = Toolkit.fx(() -> texts().toList());

        assertThat(said)
                .contains(
                        "An agent wants to run files.write_file",
                        "\"robot\\\" is fine 2.1.4\"",
                        "A tool of the server files, outside of any sandbox, called"
                                + " \"Write file\" there",
                        "says it may change or delete",
                        "says it stays inside",
                        "path:",
                        "\"/x\"",
                        "token:",
                        "(hidden)",
                        "\"a: \\\"b\\\"\":",
                        "\"c\\u202ed\"",
                        "No rule speaks of this tool, and it does not say that it only reads.")
                .anyMatch(text -> text.startsWith("Create a new file"))
                .noneMatch(text -> text.contains("hush"));
        call.running().cancel();
    }

    @Test
    void leavesTheKeyboardWhereItIs() {
        Toolkit.run(() -> button("#theme").requestFocus());
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");

        Toolkit.press(KeyCode.A);
        Toolkit.press(KeyCode.ESCAPE);

        assertThat(Toolkit.fx(() -> button("#theme").isFocused())).isTrue();
        assertThat(call.answer()).isNotDone();
        call.running().cancel();
    }

    @Test
    void denyHasTheFocusAndEscapeDenies() {
        Toolkit.run(() -> button("#theme").requestFocus());
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");
        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        Toolkit.until(() -> button("#approval-deny").isFocused());

        Toolkit.press(KeyCode.ESCAPE);

        assertThat(call.outcome()).contains("said no");
        Toolkit.until(() -> button("#theme").isFocused());
    }

    @Test
    void aPersonAllowsByKeyboardAlone() {
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");
        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        Toolkit.until(() -> button("#approval-deny").isFocused());

        Toolkit.press(KeyCode.SHIFT, KeyCode.TAB);
        Toolkit.until(() -> button("#approval-allow").isFocused());
        Toolkit.press(KeyCode.SPACE);

        assertThat(call.outcome()).contains("ran");
    }

    @Test
    void nothingThatIsPressedRightAfterItAppearedAnswers() {
        Call call = agent.start("write_file");
        Toolkit.until(() -> shows("files.write_file"));
        Toolkit.run(() -> button("#approval-allow").requestFocus());

        for (KeyCode key : List.of(KeyCode.ENTER, KeyCode.SPACE, KeyCode.A, KeyCode.ESCAPE)) {
            Toolkit.press(key);
        }
        Toolkit.run(() -> button("#approval-allow").fire());

        assertThat(call.answer()).isNotDone();
        assertThat(Toolkit.fx(() -> shows("files.write_file"))).isTrue();
        call.running().cancel();
    }

    @Test
    void whoTypesOnDoesNotAnswer() {
        Call call = agent.start("write_file");
        Toolkit.until(() -> shows("files.write_file"));
        Toolkit.run(() -> button("#approval-allow").requestFocus());

        for (int i = 0; i < 5; i++) {
            later(Duration.ofMillis(300));
            Toolkit.press(KeyCode.A);
            Toolkit.press(KeyCode.ENTER);
        }
        boolean waits = !call.answer().isDone();
        later(Duration.ofMillis(500));
        Toolkit.press(KeyCode.ENTER);

        assertThat(waits).isTrue();
        assertThat(call.outcome()).contains("ran");
    }

    @Test
    void alwaysBecomesARuleForThatToolAndCaller() {
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");
        Toolkit.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        Toolkit.until(() -> button("#approval-deny").isFocused());

        Toolkit.press(KeyCode.DIGIT3);
        Toolkit.until(() -> ((ToggleButton) existing("#approval-for-always")).isSelected());
        Toolkit.press(KeyCode.A);

        assertThat(call.outcome()).contains("ran");
        assertThat(agent.rules.rules().rules().toString())
                .contains("agent:claude-code", "files.write_file", "ALLOW");
        assertThat(agent.start("write_file").outcome()).contains("ran");
    }

    @Test
    void aCallerWhoseNameFitsNoRuleGetsNone() {
        Call call = agent.start("*", "write_file", "{}");
        awaitQuestion("files.write_file");

        boolean offered = Toolkit.fx(() -> find("#approval-for-always") != null);

        assertThat(offered).isFalse();
        call.running().cancel();
    }

    @Test
    void asksOneAfterTheOtherInTheOrderOfAsking() {
        Call first = agent.start("write_file");
        Toolkit.until(() -> shows("files.write_file"));
        Call second = agent.start("move_file");
        Toolkit.until(() -> number().equals("1 of 2"));
        Call third = agent.start("delete_file");
        Toolkit.until(() -> number().equals("1 of 3"));

        later(Duration.ofSeconds(1));
        Toolkit.run(() -> button("#approval-allow").fire());
        awaitQuestion("files.move_file");
        Toolkit.run(() -> button("#approval-deny").fire());
        awaitQuestion("files.delete_file");
        String last = Toolkit.fx(this::number);
        Toolkit.run(() -> button("#approval-allow").fire());

        assertThat(List.of(first.outcome(), third.outcome())).allMatch(o -> o.contains("ran"));
        assertThat(second.outcome()).contains("said no");
        assertThat(last).isEmpty();
    }

    @Test
    void aCallThatIsTakenBackVanishes() {
        Call first = agent.start("write_file");
        Toolkit.until(() -> shows("files.write_file"));
        Call second = agent.start("move_file");
        Toolkit.until(() -> number().equals("1 of 2"));

        first.running().cancel();
        Toolkit.until(() -> shows("files.move_file"));
        second.running().cancel();

        Toolkit.until(() -> find("#approval") == null);
        assertThat(Toolkit.fx(() -> existing("#waiting").isVisible())).isFalse();
    }

    @Test
    void noAnswerInTimeDenies() {
        window.close();
        bench.approvals =
                new Approvals(
                        ApprovalLimits.DEFAULT.patience(Duration.ofSeconds(2)),
                        bench.now::get,
                        bench.bus::publish);
        agent.close();
        open(bench);

        Call call = agent.start("write_file");
        Toolkit.until(() -> shows("files.write_file") || call.answer().isDone());

        assertThat(call.outcome()).contains("did not answer");
        Toolkit.until(() -> find("#approval") == null);
    }

    @Test
    void aWindowThatClosesLeavesTheQuestionToTheNextPlace() {
        Call call = agent.start("write_file");
        awaitQuestion("files.write_file");

        window.close();

        assertThat(call.outcome()).contains("nobody can be asked");
        assertThat(agent.start("write_file").outcome()).contains("nobody can be asked");
    }

    /// Waits until the question about this tool is shown and answers count.
    private void awaitQuestion(String tool) {
        Toolkit.until(() -> shows(tool));
        later(Duration.ofSeconds(1));
    }

    private void later(Duration time) {
        bench.now.updateAndGet(now -> now.plus(time));
    }

    private boolean shows(String tool) {
        Node card = find("#approval");
        return card != null && card.getAccessibleText().endsWith(" " + tool);
    }

    private String number() {
        return find("#approval-number") instanceof Labeled label ? label.getText() : "";
    }

    private static Stage stage() {
        return (Stage) Window.getWindows().getFirst();
    }

    private static @Nullable Node find(String selector) {
        return stage().getScene().getRoot().lookup(selector);
    }

    private static Node existing(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private static Button button(String selector) {
        return (Button) existing(selector);
    }

    private static Stream<String> texts() {
        return existing("#approval").lookupAll(".label").stream()
                .map(node -> ((Labeled) node).getText());
    }
}
