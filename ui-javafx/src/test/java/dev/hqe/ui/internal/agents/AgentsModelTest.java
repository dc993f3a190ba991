package dev.hqe.ui.internal.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.PolicyRule;
import dev.hqe.mcp.policy.PolicyToolPolicy;
import dev.hqe.mcp.policy.PrincipalPattern;
import dev.hqe.mcp.policy.Ruling;
import dev.hqe.mcp.policy.ToolPattern;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.ui.AgentSessions;
import dev.hqe.ui.AgentsBench;
import dev.hqe.ui.AgentsBench.Agent;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.ToolBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.approvals.ApprovalsModel;
import dev.hqe.ui.internal.approvals.WindowApprover;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page of agents knows, without a toolkit, over agents that speak MCP.
class AgentsModelTest {

    private static final String WRITE = "{\"path\":\"a.md\",\"content\":\"a\"}";

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final List<AgentsModel.Done> told = new ArrayList<>();
    private TestBench bench;
    private AgentsBench agents;
    private ApprovalsModel approvals;
    private WindowApprover approver;
    private Registration asking;
    private AgentsModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        agents = new AgentsBench(bench);
        approvals = new ApprovalsModel(bench.now::get, said -> {});
        approver = new WindowApprover(approvals, dispatcher);
        asking = bench.approvals.register(approver);
        approver.open();
        AgentSessions sessions = agents.parts().ports().find(AgentSessions.class).orElseThrow();
        PolicyToolPolicy policy =
                new PolicyToolPolicy(agents.tools.rules, bench.approvals, bench.now::get);
        model =
                new AgentsModel(
                        new AgentsModel.Sources(
                                new ClientReader(
                                        sessions,
                                        agents.tools.road.running(),
                                        agents.log,
                                        bench.now::get),
                                agents.tools.road.running(),
                                new Answers(bench.approvals, agents.tools.rules, bench.now::get),
                                new Grants(agents.tools.road, policy, agents.profiles, agents.keys),
                                agents.profiles),
                        approvals,
                        dispatcher,
                        bench.now::get,
                        told::add);
    }

    @AfterEach
    void close() {
        model.close();
        approver.close();
        asking.close();
        dispatcher.close();
        agents.close();
        bench.close();
    }

    @Test
    void sessionsOfOneProgramAreOneClient() throws Exception {
        agents.connect("claude-code", "2.1.4", "");
        agents.connect("claude-code", "2.1.4", "");
        agents.connect("claude-code", "2.1.4", "research");

        until(() -> clients().size() == 2);

        assertThat(clients()).extracting(one -> one.sessions().size()).containsExactly(2, 1);
        assertThat(clients().getFirst().id()).isEqualTo(new ClientId("claude-code", "", ""));
        assertThat(model.fact().get()).isEqualTo("2 connected, 3 sessions");
    }

    @Test
    void whoHasLeftIsSeenEarlier() throws Exception {
        Agent agent = agents.connect("goose", "1.4", "");
        agent.call(
                        ToolBench.BARS.value(),
                        "{\"symbol\":\"A\",\"interval\":\"1d\",\"from\":\"2026-11-02\"}")
                .get(20, TimeUnit.SECONDS);
        agents.leave(agent);

        until(() -> !clients().isEmpty() && clients().getFirst().hourly() == 1);

        assertThat(model.rows().getFirst()).isEqualTo(new AgentRow.Heading("Seen earlier"));
        assertThat(model.fact().get()).isEqualTo("0 connected");
        assertThat(model.calls())
                .singleElement()
                .satisfies(one -> assertThat(one.tool()).isEqualTo(ToolBench.BARS.value()));
    }

    @Test
    void callsOverHttpAreKnownByTheirKey() {
        agents.called(bench.now.get().minusSeconds(90), "nightly", "abc", "a.b", "", true);
        agents.called(bench.now.get().minusSeconds(80), "nightly", "abc", "a.b", "", false);

        until(() -> !clients().isEmpty() && clients().getFirst().hourly() == 2);

        Client client = clients().getFirst();
        assertThat(client.isHere(bench.now.get())).isTrue();
        assertThat(client.isHere(bench.now.get().plusSeconds(3_600))).isFalse();
        assertThat(client.failed()).isOne();
        assertThat(model.lastUse("abc")).contains(bench.now.get().minusSeconds(80));
    }

    @Test
    void whatWaitsAndWhatRunsStandsFirst() throws Exception {
        Agent agent = agents.connect("claude-code", "2.1.4", "");
        var _ = agent.call(ToolBench.WAITING.value(), "{}");
        assertThat(agents.tools.running.await(20, TimeUnit.SECONDS)).isTrue();
        var _ = agent.call("files.write_file", WRITE);

        until(() -> model.calls().size() == 2 && approvals.waiting().size() == 1);
        until(() -> model.rows().getFirst() instanceof AgentRow.OfClient of && of.waiting() == 1);

        assertThat(model.calls().getFirst())
                .isInstanceOfSatisfying(
                        CallLine.Now.class, now -> assertThat(now.waits()).isTrue());
        assertThat(model.fact().get()).isEqualTo("1 connected, 1 session, 1 waiting for you");
        approvals.answer(approvals.waiting().getFirst(), Approval.DENIED);
        until(() -> model.calls().stream().anyMatch(CallLine.Ended.class::isInstance));
    }

    @Test
    void saysWhatAClientMayUse() throws Exception {
        agents.profiles.change(all ->
                all.with(
                        new Profile(
                                "research",
                                new AccessScope(List.of("*"), List.of("files.*")),
                                ToolDisplay.UNSAID)));
        agents.tools.rules.add(
                PolicyRule.of(
                        new PrincipalPattern("profile:research"),
                        new ToolPattern("files.draw"),
                        Ruling.DENY));
        agents.connect("claude-code", "2.1.4", "research");

        until(() -> model.grants().get().filter(of -> !of.lines().isEmpty()).isPresent());

        Grants.Of may = model.grants().get().orElseThrow();
        assertThat(may.lines())
                .containsExactlyInAnyOrder(
                        new Grants.Line("files.search_files", Ruling.ALLOW, 1),
                        new Grants.Line("files.write_file", Ruling.ASK, 1),
                        new Grants.Line("files.draw", Ruling.DENY, 1));
        assertThat(may.hidden()).isPositive();
    }

    @Test
    void aProfileThatIsGoneOpensNothing() throws Exception {
        agents.connect("claude-code", "2.1.4", "gone");

        until(() -> model.grants().get().isPresent());

        assertThat(model.grants().get().orElseThrow().opens()).isEmpty();
    }

    @Test
    void aRuleIsTakenBackAndStandsAgainWhereItStood() {
        PolicyRule kept = rule("agent:cursor", "files.draw", Ruling.ALLOW);
        PolicyRule taken = rule("agent:claude-code", "files.write_file", Ruling.DENY);
        agents.tools.rules.add(taken);
        agents.tools.rules.add(kept);
        until(() -> model.answers().size() == 2);

        model.take(new Answer.OfRule(taken));
        until(() -> told.size() == 1 && model.answers().size() == 1);
        ((AgentsModel.Done.Taken) told.getFirst()).undo().run();
        until(() -> model.answers().size() == 2);

        assertThat(agents.tools.rules.rules().rules()).containsExactly(kept, taken);
    }

    @Test
    void aRuleThatCannotBeTakenBackSaysWhy() throws Exception {
        PolicyRule rule = rule("agent:cursor", "files.draw", Ruling.ALLOW);
        agents.tools.rules.add(rule);
        bench.write("policy.yaml", "rules: 7\n");
        Awaitility.await().until(() -> !agents.tools.rules.problems().isEmpty());

        model.take(new Answer.OfRule(rule));
        until(() -> !told.isEmpty());

        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        AgentsModel.Done.Failed.class,
                        failed -> assertThat(failed.message()).contains("policy.yaml"));
    }

    private static PolicyRule rule(String principal, String tool, Ruling ruling) {
        return PolicyRule.of(new PrincipalPattern(principal), new ToolPattern(tool), ruling);
    }

    private List<Client> clients() {
        return model.rows().stream()
                .flatMap(row ->
                        row instanceof AgentRow.OfClient of
                                ? Optional.of(of.client()).stream()
                                : Optional.<Client>empty().stream())
                .toList();
    }

    /// Looks again as long as it takes, as the page does.
    private void until(BooleanSupplier so) {
        pulses.until(() -> {
            model.recorded();
            model.look();
            return so.getAsBoolean();
        });
    }
}
