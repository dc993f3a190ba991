package dev.hqe.app.cli;

import dev.hqe.app.Installation;
import dev.hqe.app.KeyAuthenticator;
import dev.hqe.app.Workbench;
import dev.hqe.app.agent.ToolsOptions;
import dev.hqe.kernel.access.ApiKeys;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.http.Authenticator;
import dev.hqe.mcp.http.HttpLimits;
import dev.hqe.mcp.http.HttpSettings;
import dev.hqe.mcp.http.McpHttpServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = {
            "Serves MCP over HTTP, without a window, until it is stopped.",
            "Agents show a key of this workbench (hqe key new); without --no-auth nobody gets in"
                    + " without one."
        })
final class ServeCommand extends WorkbenchCommand {

    @Mixin private ToolsOptions tools = new ToolsOptions();

    /// How long a stop may take, from the signal to the end of the process.
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8787",
            description = "where to listen, ${DEFAULT-VALUE} unless given; 0 for any free port")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "the address to listen on, ${DEFAULT-VALUE} unless given")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-host",
            paramLabel = "NAME",
            description = "a further name that clients reach this server under; may be repeated")
    private List<String> publicHosts = new ArrayList<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "web pages that may use this server (https://app.example); may be repeated")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--no-auth",
            description = "lets everybody on this machine in; only on a loopback address")
    private boolean noAuth;

    @Option(names = "--json", description = "says where it listens as one JSON object")
    private boolean json;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    ServeCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() throws Exception {
        if (noAuth && !isLoopback()) {
            throw new Failures.BadInput(
                    "--no-auth would let everybody who can reach "
                            + host
                            + " use this workbench. Leave it out and give agents keys (hqe key"
                            + " new), or serve on 127.0.0.1.");
        }
        // A signal starts the JVM's end; that waits here until the workbench is closed.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "serve-stop"));
        try {
            return runAlone();
        } finally {
            stopped.countDown();
        }
    }

    @Override
    boolean isForRunningWorkbench() {
        return false;
    }

    private void stopAndWait() {
        stop.countDown();
        try {
            if (!stopped.await(STOP_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("hqe: not everything could be closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Failures.BadInput("--host " + host + ": there is no such host");
        }
    }

    @Override
    BrokerSettings tools() {
        return BrokerSettings.DEFAULT.shown(tools.display());
    }

    /// The keys are secrets, so without the passphrase nobody could be let in. Where no key is
    /// wanted, hosted servers go without rather than ask in the middle of serving.
    @Override
    PassphrasePrompt prompt() {
        return noAuth ? PassphrasePrompt.NOBODY : ConsolePrompt.toOpen();
    }

    @Override
    int run(Workbench workbench) throws InterruptedException {
        workbench.warmUp();
        HttpSettings settings =
                new HttpSettings(host, port, publicHosts, origins, HttpLimits.DEFAULT);
        if (noAuth) {
            serve(workbench, settings, Authenticator.NOBODY_ASKED);
        } else {
            ApiKeys keys = new ApiKeys(workbench.secrets(), InstantSource.system());
            sayIfThereIsNone(keys);
            serve(workbench, settings, new KeyAuthenticator(keys, workbench.topics()));
        }
        return Failures.DONE;
    }

    private void sayIfThereIsNone(ApiKeys keys) {
        if (keys.list().isEmpty()) {
            err().println("hqe: there is no key yet, so nobody gets in: hqe key new NAME");
            err().flush();
        }
    }

    private void serve(Workbench workbench, HttpSettings settings, Authenticator authenticator)
            throws InterruptedException {
        try (McpHttpServer server =
                McpHttpServer.start(workbench.mcpServer(), settings, authenticator)) {
            out().println(greeting(server));
            if (!json) {
                err().println("hqe: agents connect to " + server.endpoint());
                err().flush();
            }
            out().flush();
            stop.await();
        }
    }

    private String greeting(McpHttpServer server) {
        return json
                ? Json.MAPPER
                        .createObjectNode()
                        .put("address", server.address())
                        .put("endpoint", server.endpoint())
                        .put("port", server.port())
                        .put("keys", !noAuth)
                        .toString()
                : "listening on " + server.address();
    }
}
