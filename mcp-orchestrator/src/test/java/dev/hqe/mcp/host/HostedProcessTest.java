package dev.hqe.mcp.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.FirstSight;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.RestartPolicy;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.Supervisor;
import dev.hqe.mcp.process.Timers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are real processes.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers are shell programs")
class HostedProcessTest {

    private static final ServerName NOTES = new ServerName("notes");

    @TempDir private Path home = Path.of("");
    private final SecretStore secrets = SecretStore.inMemory();
    private @Nullable Supervisor running;
    private @Nullable HostBench hosting;
    private @Nullable ServerConnector connecting;

    @BeforeEach
    void host() {
        try (Secret token = Secret.of("hunter2-hunter2")) {
            secrets.put(new SecretName("notes/token"), token);
        }
        Supervisor supervisor =
                new Supervisor(
                        ServerLauncher.open(home, System.getenv()),
                        RestartPolicy.DEFAULT,
                        InstantSource.system(),
                        Timers.system(),
                        RandomGenerator.getDefault(),
                        fact -> {});
        ServerConnector connector =
                new ServerConnector(
                        supervisor,
                        new SecretReferences(secrets),
                        Map.of(),
                        (name, address) -> HttpAuthorization.NONE,
                        home.resolve("servers"),
                        InstantSource.system());
        connecting = connector;
        HostBench bench = new HostBench(home.resolve("servers"), connector);
        running = supervisor;
        hosting = bench;
        bench.host.host(List.of(ShellServer.named("notes")));
    }

    @AfterEach
    void end() {
        bench().close();
        requireNonNull(running).close();
    }

    private HostBench bench() {
        return requireNonNull(hosting);
    }

    private long pid() throws InterruptedException {
        return Long.parseLong(HostBench.text(bench().call("notes.echo")));
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void aCrashIsExplainedAndTheNextCallHasANewProcess() throws Exception {
        bench().host.connect(NOTES);
        long first = pid();

        ToolAnswer crashed =
                bench().road
                        .call(
                                ToolCall.of(
                                        HostBench.ANN,
                                        new ToolName("notes.echo"),
                                        Json.object().put("message", "die")));

        assertThat(HostBench.text(crashed))
                .contains("server 'notes'", "ended with exit code 3", "out of paper")
                .doesNotContain("hunter2");
        assertThat(pid()).isNotEqualTo(first);
    }

    private ToolAnswer said(String what) throws InterruptedException {
        return bench().road
                .call(
                        ToolCall.of(
                                HostBench.ANN,
                                new ToolName("notes.echo"),
                                Json.object().put("say", what)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "string"})
    void anAnswerThatIsNoResultEndsTheCallAtOnce(String what) throws Exception {
        bench().host.connect(NOTES);

        ToolAnswer answer = said(what);

        assertThat(HostBench.text(answer))
                .contains("server 'notes'", "answered tools/call with something that is no result");
        assertThat(pid()).isPositive();
    }

    @Test
    void whateverElseAServerSaysACallThatItIsSilentAboutEnds() throws Exception {
        bench().host.connect(NOTES); // so that nobody is still starting it when it is closed
        requireNonNull(hosting).close();
        HostBench hasty =
                new HostBench(
                        home.resolve("servers"),
                        requireNonNull(connecting),
                        ClientLimits.DEFAULT.withIdle(Duration.ofSeconds(2)));
        hosting = hasty;
        hasty.host.host(List.of(ShellServer.named("notes")));
        hasty.host.connect(NOTES);

        ToolAnswer answer = said("other");

        assertThat(HostBench.text(answer))
                .contains(
                        "server 'notes': no answer to tools/call: it was silent for 2 s",
                        "with an id that no waiting request has");
    }

    /// Some programs of the handshake era end, others stop talking.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "exit 0",
                "exec 1>&-; while IFS= read -r line; do :; done; sleep 60"
            })
    void aServerThatTheProbeEndsIsStartedAgainAndGreetedInTheOldWay(String upon) throws Exception {
        bench().host.host(List.of(ShellServer.probed("frail", upon)));

        bench().host.connect(new ServerName("frail"));

        assertThat(bench().host.status(new ServerName("frail")).speaks()).contains("2025-11-25");
        assertThat(HostBench.text(bench().call("frail.echo"))).matches("\\d+");
    }

    @Test
    void aServerThatEndsEitherWayIsStartedTwiceAndGivenUp() throws Exception {
        Path starts = home.resolve("starts");
        bench().host
                .host(
                        List.of(
                                ShellServer.program(
                                        "gone",
                                        "echo once >> '" + starts + "'; read -r line; exit 4")));

        assertThatThrownBy(() -> bench().host.connect(new ServerName("gone")))
                .hasMessageContaining("server 'gone' cannot be used")
                .hasMessageContaining("exit code 4");
        assertThat(Files.readAllLines(starts).size() % 2).isZero();
    }

    @Test
    void aToolOfAServerThatWasNeverSeenSaysHowTheServerStands() throws Exception {
        bench().host.connect(NOTES);
        Path gate = home.resolve("gate");
        bench().host
                .host(
                        List.of(
                                ShellServer.named("notes"),
                                ShellServer.program(
                                        "slow",
                                        "until [ -e '" + gate + "' ]; do sleep 0.1; done; exit 3"),
                                ShellServer.program("dead", "echo out of ink >&2; exit 3")));

        assertThat(HostBench.text(bench().call("slow.echo")))
                .contains("server 'slow' is still starting", "Try again")
                .doesNotContain("notes");
        await().atMost(HostBench.LONG)
                .untilAsserted(() ->
                        assertThat(HostBench.text(bench().call("dead_echo")))
                                .contains(
                                        "server 'dead' cannot be used",
                                        "exit code 3",
                                        "out of ink",
                                        "hqe server restart dead")
                                .doesNotContain("notes"));
        assertThat(bench().call("notes.none")).isInstanceOf(ToolAnswer.UnknownTool.class);
        assertThat(bench().call("nobody.none")).isInstanceOf(ToolAnswer.UnknownTool.class);
        Files.createFile(gate);
    }

    @Test
    void aListingWaitsForAServerThatWasNeverSeen() throws Exception {
        Path gate = home.resolve("gate");
        bench().host.connect(NOTES);
        FirstSight sight = bench().host.firstSight(Duration.ofMinutes(1));
        bench().host
                .host(List.of(ShellServer.named("notes"), ShellServer.waitingFor("slow", gate)));
        boolean atFirst = sight.isAwaited();
        Files.createFile(gate);

        sight.await();

        assertThat(atFirst).isTrue();
        assertThat(bench().tools()).containsExactly("notes.echo", "slow.echo");
        assertThat(sight.isAwaited()).isFalse();
    }

    @Test
    void aServerThatNeverComesUpKeepsListingsWaitingOnceAndNotForLong() throws Exception {
        Path gate = home.resolve("gate");
        bench().host.connect(NOTES);
        FirstSight sight = bench().host.firstSight(Duration.ofMillis(100));
        bench().host
                .host(List.of(ShellServer.named("notes"), ShellServer.waitingFor("slow", gate)));

        sight.await();

        assertThat(sight.isAwaited()).isFalse();
        assertThat(bench().tools()).containsExactly("notes.echo");
        Files.createFile(gate);
    }

    @Test
    void whatAServerThatWasGivenUpSaidIsSaidOnce() throws Exception {
        ServerName frail = new ServerName("frail");
        Path seen = home.resolve("seen");
        bench().host.host(List.of(ShellServer.endingOnce("frail", seen)));
        bench().host.connect(frail);
        Files.createFile(seen);
        bench().host.restart(frail);

        await().atMost(HostBench.LONG.multipliedBy(3))
                .untilAsserted(() ->
                        assertThat(HostBench.text(bench().call("frail.echo")))
                                .startsWith("server 'frail' cannot be used: it is not started")
                                .containsOnlyOnce("out of ink")
                                .containsOnlyOnce("exit code")
                                .containsOnlyOnce("hqe server restart frail"));
    }

    @Test
    void whatIsPrintedInPlaceOfMessagesIsShownAndEndsTheWait() throws Exception {
        String chatty =
                "i=0; while [ $i -lt 300 ]; do echo \"Listening with $TOKEN, try $i\";"
                        + " i=$((i+1)); done; sleep 60";
        bench().host.host(List.of(ShellServer.program("web", chatty)));

        assertThatThrownBy(() -> bench().host.connect(new ServerName("web")))
                .hasMessageContaining("does not speak MCP")
                .hasMessageContaining("200 lines")
                .hasMessageContaining("Listening with [secret], try 0");
    }

    @Test
    void whatIsPrintedBeforeAnEarlyEndIsShown() throws Exception {
        bench().host.host(List.of(ShellServer.program("usage", "echo Usage: web PORT; exit 2")));

        assertThatThrownBy(() -> bench().host.connect(new ServerName("usage")))
                .hasMessageContaining("'Usage: web PORT'")
                .hasMessageContaining("exit code 2");
    }

    @Test
    void aServerThatIsTakenOutEnds() throws Exception {
        bench().host.connect(NOTES);
        long process = pid();
        assertThat(runs(process)).isTrue();

        bench().host.host(List.of());

        await().atMost(HostBench.LONG).until(() -> !runs(process));
    }

    @Test
    void aRestartReadsItsSecretsAnewAndEndsTheOldProcess() throws Exception {
        bench().host.connect(NOTES);
        long before = pid();

        bench().host.restart(NOTES);
        long after = pid();

        assertThat(after).isNotEqualTo(before);
        await().atMost(HostBench.LONG).until(() -> !runs(before));
        assertThat(runs(after)).isTrue();
    }

    @Test
    void itsLogShowsWhatItSaidWithoutItsSecrets() throws Exception {
        bench().host.connect(NOTES);
        ServerLog log = new ServerLog(home.resolve("servers"), NOTES, InstantSource.system());

        await().atMost(HostBench.LONG)
                .until(() -> log.last(10).stream().anyMatch(line -> line.contains("token is")));

        assertThat(log.last(10))
                .anyMatch(line -> line.endsWith("token is [secret]"))
                .noneMatch(line -> line.contains("hunter2"));
        assertThat(bench().host.status(NOTES).stderr()).contains("token is [secret]");
    }

    @Test
    void aMissingSecretIsNamedWithTheFix() throws Exception {
        secrets.remove(new SecretName("notes/token"));
        bench().host.host(List.of());
        bench().host.host(List.of(ShellServer.named("notes")));

        await().atMost(HostBench.LONG)
                .untilAsserted(() ->
                        assertThat(bench().host.status(NOTES).reason())
                                .contains("hqe secret set notes/token"));
    }
}
