package dev.hqe.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.ServerStatus.State;
import dev.hqe.mcp.oauth.SignInNeeded;
import dev.hqe.mcp.process.RestartPolicy;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.Supervisor;
import dev.hqe.mcp.process.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a server stands, and what is told of it.
class StandingTest {

    private static final ServerName NOTES = new ServerName("notes");
    private static final ServerName WEB = new ServerName("web");

    @TempDir private Path home = Path.of("");

    @Test
    void tellsThatAServerIsBeingConnectedAndIs() throws Exception {
        try (HostBench bench = new HostBench(home, new PipedServers()).with("notes")) {
            await().atMost(20, TimeUnit.SECONDS).until(() -> told(bench).contains(State.CONNECTED));

            assertThat(told(bench)).startsWith(State.CONNECTING);
            assertThat(bench.host.status(NOTES).since()).isPresent();
            assertThat(bench.host.status(NOTES).connections()).isEqualTo(1);
        }
    }

    @Test
    void tellsThatAServerWasLetGoOf() throws Exception {
        try (HostBench bench = new HostBench(home, new PipedServers()).with("notes")) {
            // The first look at a server, which connects as well, may come in between.
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> {
                        bench.host.restart(NOTES);
                        return told(bench).getLast() == State.IDLE
                                && bench.host.status(NOTES).since().isEmpty();
                    });

            bench.host.connect(NOTES);
            assertThat(bench.host.status(NOTES).connections()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void knowsThatAPersonHasToSignIn() throws Exception {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/mcp",
                exchange -> {
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                });
        web.start();
        HostedServerConfig config =
                new HostedServerConfig.Http(
                        WEB,
                        "http://127.0.0.1:" + web.getAddress().getPort() + "/mcp",
                        HostedServerConfig.Transport.STREAMABLE_HTTP,
                        Map.of(),
                        false,
                        List.of());
        try (SecretStore secrets = SecretStore.inMemory();
                Supervisor supervisor =
                        new Supervisor(
                                ServerLauncher.open(home, System.getenv()),
                                RestartPolicy.DEFAULT,
                                InstantSource.system(),
                                Timers.system(),
                                RandomGenerator.getDefault(),
                                fact -> {});
                HostBench bench =
                        new HostBench(
                                home.resolve("servers"),
                                new ServerConnector(
                                        supervisor,
                                        new SecretReferences(secrets),
                                        Map.of(),
                                        (name, address) -> new NobodyThere(),
                                        home.resolve("servers"),
                                        InstantSource.system()))) {
            bench.host.host(List.of(config));
            assertThatThrownBy(() -> bench.host.connect(WEB))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("wants a person to sign in, at login.example");

            assertThat(bench.host.status(WEB).wantsSignIn()).isTrue();
            await().atMost(20, TimeUnit.SECONDS) // the first look at it may be under way
                    .until(() -> bench.host.status(WEB).state() == State.FAILED);
        } finally {
            web.stop(0);
        }
    }

    private static List<State> told(HostBench bench) {
        return bench.facts.stream()
                .filter(ServerStateChanged.class::isInstance)
                .map(fact -> ((ServerStateChanged) fact).state())
                .toList();
    }

    /// A sign-in that would need a person.
    private static final class NobodyThere implements HttpAuthorization {

        @Override
        public Optional<String> header(URI server) {
            return Optional.empty();
        }

        @Override
        public boolean challenged(URI server, int status, List<String> wwwAuthenticate) {
            throw new SignInNeeded(
                    URI.create("https://login.example/authorize"), "Sign in at the window.");
        }
    }
}
