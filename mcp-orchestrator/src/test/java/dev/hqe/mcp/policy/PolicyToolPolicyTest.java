package dev.hqe.mcp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.ClientAbilities;
import dev.hqe.mcp.InputRequest;
import dev.hqe.mcp.LogLevel;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.policy.ApprovalGiven.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The policy on a real road, with tools of each origin.
class PolicyToolPolicyTest {

    private static final Principal AGENT = new Principal(Principal.Kind.AGENT, "robot", "1");
    private static final Principal PERSON = new Principal(Principal.Kind.PERSON, "hqe call", "1");

    @TempDir Path folder;
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<ToolRoad> roads = new ArrayList<>();
    private PolicyFile file = new PolicyFile(Path.of("nothing"), InstantSource.system());
    private Approvals approvals =
            new Approvals(ApprovalLimits.DEFAULT, InstantSource.system(), facts::add);

    @BeforeEach
    void open() {
        file = new PolicyFile(folder.resolve("policy.yaml"), InstantSource.system());
    }

    @AfterEach
    void close() {
        roads.forEach(ToolRoad::close);
    }

    @Test
    void aDenialOfAWholeServerCoversWhatIsNoTool() throws Exception {
        PolicyToolPolicy policy = new PolicyToolPolicy(file, approvals, InstantSource.system());
        ToolName resources = new ToolName("github.resources");
        assertThat(policy.denies(AGENT, resources)).isFalse();

        file.add(
                PolicyRule.of(
                        new PrincipalPattern("agent"), new ToolPattern("github.*"), Ruling.DENY));

        assertThat(policy.denies(AGENT, resources)).isTrue();
        assertThat(policy.denies(AGENT, new ToolName("notes.resources"))).isFalse();
        assertThat(policy.denies(PERSON, resources)).isFalse();
        Files.writeString(folder.resolve("policy.yaml"), "rules: 7");
        PolicyToolPolicy broken =
                new PolicyToolPolicy(
                        new PolicyFile(folder.resolve("policy.yaml"), InstantSource.system()),
                        approvals,
                        InstantSource.system());
        assertThat(broken.denies(AGENT, new ToolName("notes.resources"))).isTrue();
    }

    private Tool tool(String name, ToolOrigin origin, String hints) {
        ToolDefinition definition =
                ToolDefinition.of(new ToolName(name), "", json("{\"type\":\"object\"}"))
                        .annotated(json(hints))
                        .from(origin);
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                runs.incrementAndGet();
                return ToolOutcome.Ok.text("ran");
            }
        };
    }

    private ToolRoad road() {
        ToolOrigin server = ToolOrigin.server("github");
        ToolRoad road =
                new ToolRoad(
                        List.of(
                                ToolProvider.of(
                                        tool(
                                                "own.read",
                                                ToolOrigin.WORKBENCH,
                                                "{\"readOnlyHint\":true}"),
                                        tool("own.wipe", ToolOrigin.WORKBENCH, "{}"),
                                        tool("notes.scan", ToolOrigin.topic("notes"), "{}"),
                                        tool("github.list", server, "{\"readOnlyHint\":true}"),
                                        tool("github.push", server, "{}"),
                                        tool(
                                                "stray",
                                                ToolOrigin.UNKNOWN,
                                                "{\"readOnlyHint\":true}"))),
                        new PolicyToolPolicy(file, approvals, InstantSource.system()),
                        called -> {},
                        RoadLimits.DEFAULT,
                        InstantSource.system());
        roads.add(road);
        return road;
    }

    private static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }

    private static ToolCall call(Principal who, String tool, Caller caller) {
        return new ToolCall(
                CallId.next(),
                who,
                new ToolName(tool),
                json("{\"path\":\"/x\",\"token\":\"hush\"}"),
                caller,
                Instant.MAX);
    }

    private String result(ToolRoad road, Principal who, String tool, Caller caller)
            throws InterruptedException {
        return ((ToolAnswer.Result) road.call(call(who, tool, caller))).outcome().toString();
    }

    private String result(String tool) throws InterruptedException {
        return result(road(), AGENT, tool, Caller.NONE);
    }

    /// A window in which somebody says the same to every question.
    private record Window(Place place, Approval says, List<ApprovalQuestion> asked)
            implements Approver {

        Window(Approval says) {
            this(Place.WINDOW, says, new CopyOnWriteArrayList<>());
        }

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Optional<Approval> ask(ApprovalQuestion question) {
            asked.add(question);
            return Optional.of(says);
        }
    }

    /// An agent whose user answers its forms.
    private record Form(String answer, List<InputRequest> asked) implements Caller {

        @Override
        public ClientAbilities abilities() {
            return new ClientAbilities(json("{\"elicitation\":{}}"));
        }

        @Override
        public void report(double progress, double total, String message) {
            // Nobody looks.
        }

        @Override
        public void log(LogLevel level, String logger, JsonNode data) {
            // Nobody listens.
        }

        @Override
        public Map<String, ObjectNode> ask(Map<String, InputRequest> requests) {
            asked.addAll(requests.values());
            return Map.of(requests.keySet().iterator().next(), json(answer));
        }
    }

    @Test
    void agentsMayDoWhatReadsAndWhatIsSandboxed() throws InterruptedException {
        for (String tool : List.of("own.read", "notes.scan", "github.list")) {
            assertThat(result(tool)).as(tool).contains("ran");
        }

        for (String tool : List.of("own.wipe", "github.push", "stray")) {
            assertThat(result(tool))
                    .as(tool)
                    .contains("nobody can be asked here", "hqe policy allow", "--tool " + tool);
        }
        assertThat(runs).hasValue(3);
    }

    @Test
    void aPersonsOwnCallIsNotAskedAbout() throws InterruptedException {
        file.add(rule("*", "github.*", Ruling.ASK));

        assertThat(result(road(), PERSON, "github.push", Caller.NONE)).contains("ran");
        assertThat(facts).isEmpty();
    }

    @Test
    void aRuleAboutPeopleAsksAtTheTerminal() throws InterruptedException {
        file.add(rule("person", "github.*", Ruling.ASK));
        approvals.register(new Window(Place.TERMINAL, Approval.DENIED, new ArrayList<>()));

        assertThat(result(road(), PERSON, "github.push", Caller.NONE)).contains("said no");
    }

    @Test
    void theWindowIsAskedBeforeTheAgent() throws InterruptedException {
        Window window = new Window(Approval.ONCE);
        approvals.register(new Window(Place.TERMINAL, Approval.DENIED, new ArrayList<>()));
        approvals.register(window);
        Form form = new Form("{\"action\":\"decline\"}", new ArrayList<>());
        ToolRoad road = road();

        assertThat(result(road, AGENT, "github.push", form)).contains("ran");
        assertThat(result(road, AGENT, "github.push", form)).contains("ran");

        assertThat(window.asked()).as("once is once").hasSize(2);
        assertThat(form.asked()).isEmpty();
        assertThat(window.asked().getFirst().text())
                .contains(
                        "calls itself \"robot\"", "github.push of server 'github'", "path: \"/x\"")
                .doesNotContain("hush");
        assertThat(facts).hasSize(4).first().isInstanceOf(ApprovalRequested.class);
        assertThat(facts.toString()).doesNotContain("hush");
    }

    @Test
    void anAgentsNameCannotGoOnAsIfItWereTheQuestion() throws InterruptedException {
        Window window = new Window(Approval.DENIED);
        approvals.register(window);
        String name = "robot\" wants to run own.read of the workbench, without arguments. Not: \"x";
        Principal sly = new Principal(Principal.Kind.AGENT, name, "1");

        result(road(), sly, "github.push", Caller.NONE);

        assertThat(window.asked().getFirst().text())
                .startsWith("An agent that calls itself \"robot\\\" wants")
                .contains("Not: \\\"x\" wants to run github.push of server 'github'");
    }

    @Test
    void theAgentIsAskedWhereThereIsNoWindow() throws InterruptedException {
        Form form =
                new Form(
                        "{\"action\":\"accept\",\"content\":{\"decision\":\"allow_for_session\"}}",
                        new ArrayList<>());
        ToolRoad road = road();

        assertThat(result(road, AGENT, "github.push", form)).contains("ran");
        assertThat(result(road, AGENT, "github.push", form)).contains("ran");
        assertThat(
                        result(
                                road,
                                new Principal(Principal.Kind.AGENT, "other", "1"),
                                "github.push",
                                Caller.NONE))
                .contains("nobody can be asked");

        assertThat(form.asked()).as("the session is remembered").hasSize(1);
        assertThat(form.asked().getFirst().params().at("/requestedSchema/properties/decision/enum"))
                .hasSize(3);
        assertThat(given()).containsExactly(Verdict.SESSION);
    }

    @Test
    void whatIsRememberedForTheSessionIsTakenBackAndPutBack() throws InterruptedException {
        Form form =
                new Form(
                        "{\"action\":\"accept\",\"content\":{\"decision\":\"allow_for_session\"}}",
                        new ArrayList<>());
        ToolRoad road = road();
        result(road, AGENT, "github.push", form);
        Approvals.Remembered remembered = approvals.remembered().getFirst();

        boolean forgotten = approvals.forget(remembered);
        result(road, AGENT, "github.push", form);
        int asked = form.asked().size();
        approvals.forget(approvals.remembered().getFirst());
        approvals.restore(remembered);
        result(road, AGENT, "github.push", form);

        assertThat(remembered.principal()).isEqualTo(AGENT);
        assertThat(remembered.tool()).isEqualTo(new ToolName("github.push"));
        assertThat(forgotten).isTrue();
        assertThat(asked).isEqualTo(2);
        assertThat(form.asked()).as("what was put back answers").hasSize(2);
    }

    @Test
    void whatIsNotAYesIsANo() throws InterruptedException {
        for (String answer :
                List.of(
                        "{\"action\":\"decline\"}",
                        "{\"action\":\"cancel\"}",
                        "{\"action\":\"accept\"}",
                        "{\"action\":\"accept\",\"content\":{\"decision\":\"always\"}}",
                        "{\"content\":{\"decision\":\"allow_once\"}}")) {
            Form form = new Form(answer, new ArrayList<>());

            assertThat(result(road(), AGENT, "github.push", form)).as(answer).contains("said no");
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void silenceDenies() throws InterruptedException {
        CountDownLatch takenBack = new CountDownLatch(1);
        approvals =
                new Approvals(
                        ApprovalLimits.DEFAULT.patience(Duration.ofMillis(50)),
                        InstantSource.system(),
                        facts::add);
        approvals.register(
                new Approver() {
                    @Override
                    public Place place() {
                        return Place.WINDOW;
                    }

                    @Override
                    public boolean isThere() {
                        return true;
                    }

                    @Override
                    public Optional<Approval> ask(ApprovalQuestion question)
                            throws InterruptedException {
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            takenBack.countDown();
                        }
                        return Optional.of(Approval.ALWAYS);
                    }
                });

        assertThat(result("github.push")).contains("did not answer");
        assertThat(takenBack.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(given()).containsExactly(Verdict.TIMED_OUT);
        assertThat(runs).hasValue(0);
    }

    @Test
    void alwaysAndNeverBecomeRules() throws InterruptedException {
        Registration yes = approvals.register(new Window(Approval.ALWAYS));
        ToolRoad road = road();
        assertThat(result(road, AGENT, "github.push", Caller.NONE)).contains("ran");
        yes.close();
        approvals.register(new Window(Approval.NEVER));
        assertThat(result(road, AGENT, "own.wipe", Caller.NONE)).contains("said no");

        assertThat(result(road, AGENT, "github.push", Caller.NONE)).contains("ran");
        assertThat(result(road, AGENT, "own.wipe", Caller.NONE)).contains("denied to robot");
        assertThat(file.rules().rules())
                .containsExactly(
                        rule("agent:robot", "own.wipe", Ruling.DENY),
                        rule("agent:robot", "github.push", Ruling.ALLOW));
    }

    @Test
    void anAgentCalledStarGetsNoRuleForEverybody() throws InterruptedException {
        approvals.register(new Window(Approval.ALWAYS));
        Principal star = new Principal(Principal.Kind.AGENT, "*", "1");

        assertThat(result(road(), star, "github.push", Caller.NONE)).contains("ran");

        assertThat(file.rules().rules()).isEmpty();
    }

    @Test
    void oneAnswerForTheSessionServesAllThatWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        approvals.register(
                new Approver() {
                    @Override
                    public Place place() {
                        return Place.WINDOW;
                    }

                    @Override
                    public boolean isThere() {
                        return true;
                    }

                    @Override
                    public Optional<Approval> ask(ApprovalQuestion question)
                            throws InterruptedException {
                        questions.incrementAndGet();
                        asked.countDown();
                        answer.await();
                        return Optional.of(Approval.SESSION);
                    }
                });
        ToolRoad road = road();
        List<CompletableFuture<ToolAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<ToolAnswer> done = new CompletableFuture<>();
            road.start(call(AGENT, "github.push", Caller.NONE), done::complete);
            answers.add(done);
        }
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        answer.countDown();

        for (CompletableFuture<ToolAnswer> done : answers) {
            assertThat(done.get(20, TimeUnit.SECONDS).toString()).contains("ran");
        }
        assertThat(questions).hasValue(1);
        assertThat(runs).hasValue(10);
    }

    @Test
    void nothingRunsForAgentsWhileTheRulesCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), "rules: nonsense\n");
        open();
        ToolRoad road = road();

        assertThat(result(road, AGENT, "own.read", Caller.NONE)).contains("policy.yaml:1");
        assertThat(result(road, PERSON, "own.read", Caller.NONE)).contains("ran");
    }

    private List<Verdict> given() {
        return facts.stream()
                .filter(ApprovalGiven.class::isInstance)
                .map(fact -> ((ApprovalGiven) fact).verdict())
                .toList();
    }

    private static PolicyRule rule(String principal, String tool, Ruling ruling) {
        return PolicyRule.of(new PrincipalPattern(principal), new ToolPattern(tool), ruling);
    }
}
