package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import dev.hqe.mcp.profile.Profile;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Draws the page of agents in both themes into `target/pictures`, with real sessions.
@ExtendWith(Toolkit.class)
class AgentsPictureTest {

    @TempDir Path directory;

    private final FxDispatcher dispatcher = new FxDispatcher(FxPulses.ofToolkit());
    private TestBench bench;
    private AgentsBench agents;
    private ShellModel model;
    private WindowApprover approver;
    private Registration asking;

    @BeforeEach
    void open() throws Exception {
        bench = new TestBench(Files.createDirectory(directory.resolve("hqe")));
        bench.writeCodeAudit();
        agents = new AgentsBench(bench);
        agents.profiles.change(all ->
                all.with(
                                new Profile(
                                        "research",
                                        new AccessScope(
                                                List.of("*"), List.of("files.*", "finance.*")),
                                        ToolDisplay.UNSAID))
                        .with(
                                new Profile(
                                        "audit",
                                        AccessScope.of(List.of("code_audit"), List.of()),
                                        ToolDisplay.UNSAID)));
        agents.tools.rules.add(
                PolicyRule.of(
                        new PrincipalPattern("agent:claude-code"),
                        new ToolPattern("finance.paper_order"),
                        Ruling.DENY));
        model = Toolkit.fx(() -> new ShellModel(agents.parts(), dispatcher));
        approver = new WindowApprover(model.approvals(), dispatcher);
        asking = bench.approvals.register(approver);
        approver.open();
        agents.keys
                .issue("laptop", AccessScope.ALL, Optional.of(Duration.ofDays(90)))
                .plain()
                .close();
    }

    @AfterEach
    void close() {
        Toolkit.run(() -> model.place().set(Place.HOME));
        approver.close();
        asking.close();
        dispatcher.close();
        agents.close();
        bench.close();
    }

    private void fill() throws Exception {
        Agent claude = agents.connect("claude-code", "2.1.4", "");
        agents.connect("claude-code", "2.1.4", "");
        Agent cursor = agents.connect("cursor", "1.9.2", "research");
        String key = agents.keys.list().getFirst().id().value();
        Instant now = bench.now.get();
        agents.called(
                now.minusSeconds(7_300), "codex", "", "memory.search", "query: \"rate\"", true);
        agents.called(now.minusSeconds(95), "nightly-runner", key, "code_audit.report", "", true);
        for (int i = 12; i > 0; i--) {
            agents.called(
                    now.minusSeconds(40L * i),
                    "claude-code",
                    "",
                    i % 3 == 0 ? "memory.search" : "legal.find_clause",
                    i % 3 == 0 ? "query: \"covenant breach notice\"" : "about: \"cure period\"",
                    i != 5);
        }
        claude.call(
                        "finance.price_bars",
                        "{\"symbol\":\"NRVL\",\"interval\":\"1d\",\"from\":\"2026-11-02\"}")
                .get(60, TimeUnit.SECONDS);
        var _ = cursor.call(ToolBench.WAITING.value(), "{}");
        assertThat(agents.tools.running.await(20, TimeUnit.SECONDS)).isTrue();
        var _ =
                claude.call(
                        "files.write_file",
                        "{\"path\":\"notes/cure-periods.md\",\"content\":\"# Cure periods\","
                                + "\"tags\":[\"legal\",\"ostrava\"]}");
        Toolkit.until(() -> model.approvals().waiting().size() == 1);
    }

    @Test
    void drawsSessionsAndAQuestion() throws Exception {
        fill();
        Scene scene = show(1440, 900);
        choose(scene, "claude-code");
        until(scene, () -> scene.getRoot().lookup("#approval") != null);
        until(scene, () -> rows(scene) > 8);
        until(scene, () -> scene.getRoot().lookup(".agent-lines") != null);
        PicturesTest.draw(scene, model, "agents");

        choose(scene, "cursor");
        until(scene, () -> rows(scene) == 1);
        PicturesTest.draw(scene, model, "agents-running");
        choose(scene, "ANSWERS");
        until(scene, () -> scene.getRoot().lookup("#agent-answers") != null);
        PicturesTest.draw(scene, model, "agents-answers");

        assertThat(model.approvals().waiting()).hasSize(1);
    }

    @Test
    void drawsTheSmallestWindowWithTheLargestText() throws Exception {
        fill();
        Scene scene = show(Shell.MIN_WIDTH, Shell.MIN_HEIGHT);
        Toolkit.run(() -> model.kept().change(state -> state.textPercent(150)));
        choose(scene, "claude-code");
        until(scene, () -> rows(scene) > 8);
        Png.write(
                Toolkit.fx(() -> scene.snapshot(null)),
                Path.of("target", "pictures", "agents-large-text.png"));

        assertThat(model.approvals().waiting()).hasSize(1);
    }

    private Scene show(double width, double height) {
        Scene scene =
                Toolkit.fx(() -> {
                    Faces.load();
                    Shell shell =
                            new Shell(
                                    model, dispatcher, new FakeDesk(Optional.empty()), Delays.NONE);
                    Scene made = new Scene(shell, width, height);
                    shell.dress(made);
                    return made;
                });
        Toolkit.run(() -> model.place().set(Place.AGENTS));
        return scene;
    }

    private void choose(Scene scene, String name) {
        until(
                scene,
                () -> {
                    ListView<?> list = (ListView<?>) scene.getRoot().lookup("#agent-list");
                    for (int i = 0; i < list.getItems().size(); i++) {
                        if (list.getItems().get(i).toString().contains(name)) {
                            list.getSelectionModel().select(i);
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static int rows(Scene scene) {
        Node table = scene.getRoot().lookup("#agent-calls");
        return table instanceof TableView<?> calls ? calls.getItems().size() : 0;
    }

    /// There is no window, so nothing is laid out unless it is drawn.
    private static void until(Scene scene, BooleanSupplier so) {
        Toolkit.until(() -> {
            scene.snapshot(null);
            return so.getAsBoolean();
        });
    }
}
