package dev.hqe.mcp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Problem;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Principal CLAUDE = new Principal(Principal.Kind.AGENT, "claude-code", "1");

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("policy.yaml");
    }

    private PolicyFile open() {
        return new PolicyFile(file, InstantSource.fixed(NOW));
    }

    private static PolicyRule rule(String principal, String tool, Ruling ruling) {
        return PolicyRule.of(new PrincipalPattern(principal), new ToolPattern(tool), ruling);
    }

    private static Optional<Ruling> ruling(PolicyFile policy, String tool) {
        return policy.rules().ruleFor(CLAUDE, new ToolName(tool), NOW).map(PolicyRule::ruling);
    }

    @Test
    void whatTwoProcessesAddAtOnceIsAllThere() throws Exception {
        int each = 20;
        List<Thread> writers = new ArrayList<>();
        List<Throwable> failed = new CopyOnWriteArrayList<>();
        for (String who : List.of("a", "b", "c")) {
            PolicyFile policy = open(); // knows nothing of the others, like one in another process
            writers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < each; i++) {
                                        policy.add(rule("*", who + i + ".x", Ruling.DENY));
                                    }
                                } catch (RuntimeException e) {
                                    failed.add(e);
                                }
                            }));
        }

        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(failed).isEmpty();
        assertThat(open().rules().rules()).hasSize(3 * each);
    }

    @Test
    void readsBackWhatItHasWritten() {
        PolicyFile policy = open();
        policy.add(rule("*", "github.*", Ruling.ASK));
        policy.add(
                rule("agent:claude*", "github.delete_repo", Ruling.DENY)
                        .until(NOW.plusSeconds(60)));

        PolicyFile again = open();

        assertThat(again.rules()).isEqualTo(policy.rules());
        assertThat(again.problems()).isEmpty();
        assertThat(ruling(again, "github.delete_repo")).contains(Ruling.DENY);
        assertThat(ruling(again, "github.list")).contains(Ruling.ASK);
        assertThat(ruling(again, "files.read")).isEmpty();
    }

    @Test
    void theNewestRuleComesFirstAndReplacesItsLike() {
        PolicyFile policy = open();
        policy.add(rule("agent", "a.b", Ruling.ALLOW));
        policy.add(rule("*", "a.*", Ruling.ASK));

        policy.add(rule("agent", "a.b", Ruling.DENY));

        assertThat(policy.rules().rules())
                .containsExactly(rule("agent", "a.b", Ruling.DENY), rule("*", "a.*", Ruling.ASK));
    }

    @Test
    void aRuleEndsAtItsTime() throws IOException {
        Files.writeString(
                file,
                """
                rules:
                  - {tool: 'a.b', ruling: allow, until: '2026-11-22T09:59:59Z'}
                  - {tool: 'a.*', ruling: deny}
                """);

        assertThat(ruling(open(), "a.b")).contains(Ruling.DENY);
    }

    @Test
    void seesWhatAPersonHasEdited() throws IOException {
        PolicyFile policy = open();
        AtomicInteger changes = new AtomicInteger();
        policy.onChange(changes::incrementAndGet);
        assertThat(ruling(policy, "a.b")).isEmpty();

        Files.writeString(file, "rules:\n  - {principal: agent, tool: a.b, ruling: deny}\n");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ruling(policy, "a.b")).contains(Ruling.DENY));
        assertThat(changes).hasValue(1);
    }

    @Test
    void namesEveryProblemWithItsLine() throws IOException {
        Files.writeString(
                file,
                """
                rules:
                  - {tool: a.b, ruling: perhaps}
                  - {tool: 'a b', ruling: deny}
                  - {principal: agents, tool: a, ruling: deny, untill: x}
                more: 1
                """);

        PolicyFile policy = open();

        assertThat(policy.problems()).extracting(Problem::line).containsExactly(2, 3, 4, 4, 5);
        assertThat(policy.problems().toString())
                .contains("allow, ask or deny", "matches no tool", "did you mean 'until'");
        assertThatThrownBy(() -> policy.add(rule("*", "x", Ruling.DENY)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.yaml:2");
        assertThat(Files.readString(file)).contains("perhaps");
    }

    @Test
    void aRuleThatIsTakenAwayStandsAgainWhereItStood() {
        PolicyFile policy = open();
        policy.add(rule("agent", "c.x", Ruling.DENY));
        policy.add(rule("agent", "b.x", Ruling.ASK));
        policy.add(rule("agent", "a.x", Ruling.ALLOW));
        PolicyRules before = policy.rules();

        Runnable undo = policy.take(rule("agent", "b.x", Ruling.ASK));
        Optional<Ruling> meanwhile = ruling(policy, "b.x");
        undo.run();

        assertThat(meanwhile).isEmpty();
        assertThat(policy.rules()).isEqualTo(before);
    }

    @Test
    void aRuleThatIsTakenAwayComesBackBesideWhatOthersHaveChangedSince() {
        PolicyFile policy = open();
        policy.add(rule("agent", "a.x", Ruling.DENY));
        Runnable undo = policy.take(rule("agent", "a.x", Ruling.DENY));
        policy.add(rule("agent", "b.x", Ruling.ASK));

        undo.run();

        assertThat(ruling(policy, "a.x")).contains(Ruling.DENY);
        assertThat(ruling(policy, "b.x")).contains(Ruling.ASK);
    }
}
