package dev.hqe.ui.internal.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.ui.ServerBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.Desk;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A trial of a server, and a sign-in to one: what happens beside the servers that run.
class TrialModelTest {

    @TempDir Path directory;
    @TempDir Path programs;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final Browsing desk = new Browsing();
    private final AtomicBoolean signedIn = new AtomicBoolean();
    private TestBench bench;
    private ServerBench servers;
    private TrialModel trial;
    private SignInModel signIn;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        servers = new ServerBench(bench);
        trial = new TrialModel(servers, dispatcher);
        signIn = new SignInModel(servers, dispatcher, desk, () -> signedIn.set(true));
    }

    @AfterEach
    void close() {
        signIn.close();
        trial.close();
        servers.close();
        dispatcher.close();
        bench.close();
    }

    @Test
    void triesAServerThatStandsInNoFileWithASecretThatIsNotKept() {
        HostedServerConfig server =
                new HostedServerConfig.Stdio(
                        new ServerName("notes"),
                        "sh",
                        List.of("server.sh"),
                        Map.of("TOKEN", "${secret:notes/TOKEN}"),
                        ServerBench.program(programs, "add", "find").toString(),
                        false,
                        List.of());

        trial.begin(server, Map.of("notes/TOKEN", "one two three".toCharArray()));
        pulses.until(() -> !(trial.trial().get() instanceof TrialModel.Trial.Running));

        assertThat(trial.trial().get())
                .isInstanceOfSatisfying(
                        TrialModel.Trial.Worked.class,
                        worked -> assertThat(worked.tools()).containsExactly("add", "find"));
        assertThat(servers.file().servers()).isEmpty();
        assertThat(servers.secrets.names()).isEmpty();
    }

    @Test
    void saysWhyATrialFailed() {
        trial.begin(ServerBench.missing("postgres"), Map.of());

        pulses.until(() -> trial.trial().get() instanceof TrialModel.Trial.Failed);

        TrialModel.Trial.Failed failed = (TrialModel.Trial.Failed) trial.trial().get();
        assertThat(failed.failing().what()).contains("is not on the PATH");
    }

    @Test
    void opensTheBrowserAndWaitsUntilThePersonHasSignedIn() {
        signIn.begin(address());
        pulses.until(() ->
                signIn.phase().get() instanceof SignInModel.Phase.Waiting && !desk.pages.isEmpty());
        SignInModel.Phase waiting = signIn.phase().get();

        signIn.cancel();

        assertThat(waiting)
                .isEqualTo(new SignInModel.Phase.Waiting("tickets", ServerBench.PAGE, true));
        assertThat(desk.pages).containsExactly(ServerBench.PAGE);
        assertThat(signIn.phase().get()).isEqualTo(new SignInModel.Phase.None());
        assertThat(signedIn).isFalse();
    }

    @Test
    void saysSoWhereNoBrowserOpens() {
        desk.opens = false;

        signIn.begin(address());
        pulses.until(() ->
                signIn.phase().get() instanceof SignInModel.Phase.Waiting waiting
                        && !waiting.opened());

        assertThat(desk.pages).hasSize(1);
    }

    @Test
    void saysWhyASignInFailed() {
        servers.signedIn.countDown(); // and then nothing answers there

        signIn.begin(address());
        pulses.until(() -> signIn.phase().get() instanceof SignInModel.Phase.Failed);

        assertThat(signedIn).isFalse();
    }

    private static HostedServerConfig address() {
        return new HostedServerConfig.Http(
                new ServerName("tickets"),
                "http://127.0.0.1:1/mcp",
                HostedServerConfig.Transport.STREAMABLE_HTTP,
                Map.of(),
                false,
                List.of());
    }

    /// A desk with a browser, or without one.
    private static final class Browsing implements Desk {

        private final List<URI> pages = new CopyOnWriteArrayList<>();
        private volatile boolean opens = true;

        @Override
        public Optional<Path> chooseFolder() {
            return Optional.empty();
        }

        @Override
        public List<Path> chooseFiles() {
            return List.of();
        }

        @Override
        public Optional<Path> saveAs(String name) {
            return Optional.empty();
        }

        @Override
        public void copy(String text) {}

        @Override
        public void open(Path file) {}

        @Override
        public boolean browse(URI page) {
            pages.add(page);
            return opens;
        }
    }
}
