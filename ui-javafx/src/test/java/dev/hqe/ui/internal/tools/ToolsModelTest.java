package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.ToolBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.page.Delays;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsModelTest {

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final List<ToolsModel.Ruled> ruled = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private TestBench bench;
    private ToolBench tools;
    private RunsModel runs;
    private ToolsModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        tools = new ToolBench(bench);
        runs = new RunsModel(tools.road, dispatcher, bench.now::get);
        model =
                new ToolsModel(
                        tools.road,
                        new ToolRules(tools.rules, bench.approvals, bench.now::get),
                        runs,
                        dispatcher,
                        Delays.NONE,
                        ToolOrigin::name,
                        ruled::add);
        pulses.until(() -> model.known().get());
    }

    @AfterEach
    void close() {
        model.close();
        dispatcher.close();
        tools.close();
        bench.close();
    }

    @Test
    void listsToolsUnderWhereTheyComeFrom() {
        assertThat(model.rows())
                .filteredOn(ToolRow.Heading.class::isInstance)
                .extracting(row -> ((ToolRow.Heading) row).title())
                .containsExactly("code_audit", "finance", "files", "");
    }

    @Test
    void findsToolsByTheirWords() {
        model.words().set("volume PRICE");

        assertThat(model.rows())
                .filteredOn(ToolRow.Item.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolRow.Item.class,
                        item -> assertThat(item.tool().name()).isEqualTo(ToolBench.BARS));
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsCalled() {
        model.select(ToolBench.BARS);
        type("limit", "8000");

        model.run(refused::incrementAndGet);
        pulses.until(() -> refused.get() == 1);

        assertThat(field("limit").problem().get()).contains("5000");
        assertThat(field("symbol").problem().get()).isEqualTo("Fill this in.");
        assertThat(runs.history()).isEmpty();
    }

    @Test
    void runsAToolAndKeepsWhatCameOfIt() {
        fillBars("NRVL");

        model.run(refused::incrementAndGet);
        pulses.until(() -> !runs.history().isEmpty() && !runs.history().getFirst().isRunning());

        RunState.Ended ended = ended(runs.history().getFirst());
        assertThat(ended.end().kind()).isEqualTo(RunState.End.Kind.DONE);
        assertThat(ended.sheet().parts().getFirst()).isInstanceOf(ResultPart.Table.class);
        assertThat(tools.called.get().path("limit").asInt()).isEqualTo(250);
    }

    @Test
    void runsTheLastOneAgainAndLeavesTheFormAlone() {
        fillBars("NRVL");
        model.run(refused::incrementAndGet);
        pulses.until(() -> !runs.history().isEmpty() && !runs.history().getFirst().isRunning());
        type("symbol", "HALB");

        model.select(ToolBench.REPORT);
        model.runAgain();
        pulses.until(() -> runs.history().size() == 2 && !runs.history().getFirst().isRunning());

        assertThat(tools.called.get().path("symbol").asString()).isEqualTo("NRVL");
        assertThat(selected()).isEqualTo(ToolBench.BARS);
        assertThat(field("symbol").text().get()).isEqualTo("HALB");
    }

    @Test
    void putsTheArgumentsOfARunIntoTheFormAndTakesThatBack() {
        fillBars("NRVL");
        model.run(refused::incrementAndGet);
        pulses.until(() -> !runs.history().isEmpty() && !runs.history().getFirst().isRunning());
        type("symbol", "HALB");

        Runnable back = model.use(runs.history().getFirst()).orElseThrow();
        String used = field("symbol").text().get();
        back.run();

        assertThat(used).isEqualTo("NRVL");
        assertThat(field("symbol").text().get()).isEqualTo("HALB");
    }

    @Test
    void showsHowFarARunIsAndCancelsIt() {
        model.select(ToolBench.WAITING);
        model.run(refused::incrementAndGet);
        pulses.until(() ->
                !runs.history().isEmpty()
                        && runs.history().getFirst().state().get() instanceof RunState.Running now
                        && now.part() > 0);
        ToolRun run = runs.history().getFirst();

        runs.cancel(run);
        pulses.until(() -> !run.isRunning());

        assertThat(ended(run).end().kind()).isEqualTo(RunState.End.Kind.CANCELLED);
    }

    @Test
    void keepsWhatWasTypedForEachTool() {
        fillBars("NRVL");
        model.select(ToolBench.REPORT);

        model.select(ToolBench.BARS);

        assertThat(field("symbol").text().get()).isEqualTo("NRVL");
    }

    @Test
    void writesARuleForAllAgentsAndTakesItBack() {
        model.select(ToolBench.BARS);
        model.rule(Optional.of(Ruling.DENY));
        pulses.until(() -> standing().ruling() == Ruling.DENY);
        boolean own = standing().own();

        ToolsModel.Ruled.Done done = (ToolsModel.Ruled.Done) ruled.getFirst();
        done.undo().run();
        pulses.until(() -> standing().ruling() == Ruling.ALLOW);

        assertThat(own).isTrue();
        assertThat(tools.rules.rules().rules()).isEmpty();
    }

    @Test
    void takesARuleBackWithoutTouchingOthersMadeSince() {
        model.select(ToolBench.BARS);
        model.rule(Optional.of(Ruling.ASK));
        pulses.until(() -> ruled.size() == 1);
        PolicyRule other =
                PolicyRule.of(
                        new PrincipalPattern("agent:claude"),
                        new ToolPattern("files.*"),
                        Ruling.ALLOW);
        tools.rules.add(other);

        ((ToolsModel.Ruled.Done) ruled.getFirst()).undo().run();
        Awaitility.await().until(() -> tools.rules.rules().rules().size() == 1);

        assertThat(tools.rules.rules().rules()).containsExactly(other);
    }

    @Test
    void saysThatRulesCannotBeReadAndChangesNothing() {
        bench.write("policy.yaml", "rules: [{tool: 7, ruling: perhaps}]\n");
        model.select(ToolBench.BARS);
        Awaitility.await().until(() -> !tools.rules.problems().isEmpty());
        model.refresh();
        pulses.until(() -> !model.ruleProblem().get().isEmpty());

        model.rule(Optional.of(Ruling.ALLOW));
        pulses.until(() -> !ruled.isEmpty());

        assertThat(ruled.getFirst()).isInstanceOf(ToolsModel.Ruled.Failed.class);
    }

    @Test
    void showsTheToolThatWasWantedBeforeTheToolsWereRead() {
        ToolsModel late =
                new ToolsModel(
                        tools.road,
                        new ToolRules(tools.rules, bench.approvals, bench.now::get),
                        runs,
                        dispatcher,
                        Delays.NONE,
                        ToolOrigin::name,
                        ruled::add);
        late.select(ToolBench.WAITING);
        pulses.until(() -> late.known().get());

        assertThat(Objects.requireNonNull(late.selected().get()).name())
                .isEqualTo(ToolBench.WAITING);
        late.close();
    }

    @Test
    void waitsForAToolThatIsNotThereYet() {
        model.select(new ToolName("files.read_file"));

        assertThat(model.selected().get()).isNull();
        assertThat(model.form().get()).isNull();
    }

    private Standing standing() {
        return Objects.requireNonNull(model.selected().get()).standing();
    }

    private ToolName selected() {
        return Objects.requireNonNull(model.selected().get()).name();
    }

    private static RunState.Ended ended(ToolRun run) {
        return (RunState.Ended) run.state().get();
    }

    private void fillBars(String symbol) {
        model.select(ToolBench.BARS);
        type("symbol", symbol);
        type("from", "2026-11-02");
    }

    private void type(String name, String text) {
        field(name).text().set(text);
    }

    private Field.Leaf field(String name) {
        return Objects.requireNonNull(model.form().get()).fields().stream()
                .flatMap(Field::leaves)
                .filter(leaf -> leaf.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
