package dev.hqe.mcp.host;

import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.client.HttpTransport;
import dev.hqe.mcp.client.StdioTransport;
import dev.hqe.mcp.client.Transport;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.Places;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.ServerCommand;
import dev.hqe.mcp.process.ServerProcess;
import dev.hqe.mcp.process.ServerProcessException;
import dev.hqe.mcp.process.ServerState;
import dev.hqe.mcp.process.ServerUnavailable;
import dev.hqe.mcp.process.StderrLimits;
import dev.hqe.mcp.process.SupervisedServer;
import dev.hqe.mcp.process.Supervisor;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Opens the ways to servers as they are configured: supervised processes, and addresses with their
/// sign-in. References to secrets and to the environment are resolved here, each time anew, and
/// what comes out is hidden in everything that the server says on standard error. Thread-safe.
public final class ServerConnector implements Connector {

    private static final Duration TCP_CONNECT = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration OWN_END = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Map<ServerName, ServerProcess> latest = new ConcurrentHashMap<>();
    private final Supervisor supervisor;
    private final SecretReferences secrets;
    private final Map<String, String> environment;
    private final BiFunction<ServerName, URI, HttpAuthorization> authorization;
    private final Path folder;
    private final InstantSource clock;
    private final Map<ServerName, ServerLog> logs = new ConcurrentHashMap<>();

    /// @param supervisor keeps the processes; the caller's to close
    /// @param secrets resolves `${secret:...}`
    /// @param environment resolves `${env:...}`
    /// @param authorization the sign-in of an address that has no Authorization header of its own
    /// @param folder where what servers say is kept, `servers` under the data directory
    public ServerConnector(
            Supervisor supervisor,
            SecretReferences secrets,
            Map<String, String> environment,
            BiFunction<ServerName, URI, HttpAuthorization> authorization,
            Path folder,
            InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.supervisor = supervisor;
        this.secrets = secrets;
        this.environment = Map.copyOf(environment);
        this.authorization = authorization;
    }

    @Override
    public Transport open(HostedServerConfig server) throws InterruptedException {
        try {
            return switch (server) {
                case HostedServerConfig.Stdio stdio -> process(stdio);
                case HostedServerConfig.Http http -> address(http);
            };
        } catch (SecretException e) {
            throw new McpException(String.valueOf(e.getMessage()), e);
        }
    }

    private Transport process(HostedServerConfig.Stdio server) throws InterruptedException {
        SupervisedServer supervised =
                supervisor.server(server.name()).orElseGet(() -> supervise(server));
        ServerProcess running = demand(supervised);
        if (running == latest.get(server.name())) {
            // It served a connection that is over and is about to be stopped for that, on the
            // thread that closes the connection.
            letGo(supervised, running);
            running = demand(supervised);
        }
        ServerProcess process = running;
        latest.put(server.name(), process);
        logged(server.name(), process);
        return new StdioTransport(
                process.stdout(),
                new StaysOpen(process.stdin()),
                () -> letGo(supervised, process),
                process::readable);
    }

    private void logged(ServerName name, ServerProcess process) {
        ServerLog log = log(name);
        log.add("[hqe] connected to process " + process.pid());
        var _ =
                process.exit()
                        .thenAccept(exit ->
                                log.add(
                                        "[hqe] process "
                                                + process.pid()
                                                + " "
                                                + exit.reason().lines().findFirst().orElse("")));
    }

    private ServerLog log(ServerName name) {
        return logs.computeIfAbsent(name, named -> new ServerLog(folder, named, clock));
    }

    /// A server that has crashed is started again after a pause; a short one is waited for.
    private static ServerProcess demand(SupervisedServer supervised) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return supervised.demand();
            } catch (ServerUnavailable e) {
                boolean gone = e.state() instanceof ServerState.Failed;
                if (gone || System.nanoTime() + LOOK_AGAIN.toNanos() > giveUpAt) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    /// The connection is over: stops the process, unless it is ending by itself, because that
    /// counts as a failure of it and says why.
    private static void letGo(SupervisedServer supervised, ServerProcess process) {
        try {
            process.exit().get(OWN_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervised.stop(process);
        } catch (TimeoutException | ExecutionException e) {
            supervised.stop(process);
        }
    }

    /// The end of a server's input is its supervisor's to bring about, who then knows that the
    /// server was told to exit.
    private static final class StaysOpen extends FilterOutputStream {

        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private SupervisedServer supervise(HostedServerConfig.Stdio server) {
        Set<String> hidden = new HashSet<>();
        Map<String, String> env = new HashMap<>();
        UnaryOperator<String> filledIn = filling(server, hidden);
        server.env().forEach((name, value) -> env.put(name, filledIn.apply(value)));
        List<String> args = server.args().stream().map(filledIn).toList();
        Path home = Places.here().home();
        String cwd = server.cwd();
        Path directory = cwd == null ? home : home.resolve(filledIn.apply(cwd)).normalize();
        ServerCommand command =
                new ServerCommand(
                        filledIn.apply(server.command()),
                        args,
                        env,
                        directory,
                        hidden,
                        StderrLimits.DEFAULT,
                        log(server.name())::add);
        return supervisor.supervise(server.name(), command);
    }

    private Transport address(HostedServerConfig.Http server) {
        Map<String, String> headers = new HashMap<>();
        UnaryOperator<String> filledIn = filling(server, new HashSet<>());
        server.headers().forEach((name, value) -> headers.put(name, filledIn.apply(value)));
        URI uri = uri(server.name(), filledIn.apply(server.url()));
        boolean ownHeader =
                headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("authorization"));
        HttpAuthorization signIn =
                ownHeader ? HttpAuthorization.NONE : authorization.apply(server.name(), uri);
        return switch (server.transport()) {
            case STREAMABLE_HTTP -> new HttpTransport(uri, headers, signIn, TCP_CONNECT);
            case SSE -> HttpTransport.ofOldKind(uri, headers, signIn, TCP_CONNECT);
        };
    }

    private static URI uri(ServerName name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new McpException("server '" + name + "': its url is not an address", e);
        }
    }

    /// Puts in what a value refers to. A Topic's values refer to nothing: they are not the
    /// person's.
    ///
    /// @param hidden takes the values of the secrets
    private UnaryOperator<String> filling(HostedServerConfig server, Set<String> hidden) {
        return server.topic().isPresent()
                ? UnaryOperator.identity()
                : value -> resolved(value, hidden);
    }

    private String resolved(String value, Set<String> hidden) {
        StringBuilder result = new StringBuilder();
        int done = 0; // what was put in is not looked at again
        for (ConfigReference reference : ConfigReference.in(value)) {
            String put =
                    switch (reference.source()) {
                        case SECRET -> {
                            String secret = secrets.expand(reference.toString());
                            hidden.add(secret);
                            yield secret;
                        }
                        case ENV ->
                                Optional.ofNullable(environment.get(reference.name()))
                                        .orElseThrow(() ->
                                                new McpException(
                                                        "the environment variable "
                                                                + reference.name()
                                                                + " is not set: set it before"
                                                                + " starting the workbench"));
                    };
            int at = value.indexOf(reference.toString(), done);
            result.append(value, done, at).append(put);
            done = at + reference.toString().length();
        }
        return result.append(value, done, value.length()).toString();
    }

    @Override
    public List<String> stderr(ServerName server) {
        return supervisor.server(server).map(SupervisedServer::stderr).orElse(List.of());
    }

    @Override
    public String ending(ServerName server) throws InterruptedException {
        ServerProcess process = latest.get(server);
        if (process == null) {
            return "";
        }
        try {
            return "its process "
                    + process.exit().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS).reason();
        } catch (TimeoutException | ExecutionException e) {
            return ""; // it runs on
        }
    }

    /// The process's configuration is read anew, too, so that a changed secret counts.
    @Override
    public void reset(ServerName server) {
        forget(server);
    }

    @Override
    public void forget(ServerName server) {
        try {
            supervisor.remove(server);
            latest.remove(server);
        } catch (ServerProcessException e) {
            throw new McpException("server '" + server + "': " + e.getMessage(), e);
        }
    }
}
