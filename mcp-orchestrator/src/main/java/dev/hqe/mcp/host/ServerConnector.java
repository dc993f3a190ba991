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
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.process.ServerCommand;
import dev.hqe.mcp.process.ServerProcess;
import dev.hqe.mcp.process.ServerProcessException;
import dev.hqe.mcp.process.StderrLimits;
import dev.hqe.mcp.process.SupervisedServer;
import dev.hqe.mcp.process.Supervisor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Opens the ways to servers as they are configured: supervised processes, and addresses with their
/// sign-in. References to secrets and to the environment are resolved here, each time anew, and
/// what comes out is hidden in everything that the server says on standard error. Thread-safe.
public final class ServerConnector implements Connector {

    private static final Duration TCP_CONNECT = Duration.ofSeconds(10);

    private final Supervisor supervisor;
    private final SecretReferences secrets;
    private final Map<String, String> environment;
    private final Function<URI, HttpAuthorization> authorization;

    /// @param supervisor keeps the processes; the caller's to close
    /// @param secrets resolves `${secret:...}`
    /// @param environment resolves `${env:...}`
    /// @param authorization the sign-in of an address that has no Authorization header of its own
    public ServerConnector(
            Supervisor supervisor,
            SecretReferences secrets,
            Map<String, String> environment,
            Function<URI, HttpAuthorization> authorization) {
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

    private Transport process(HostedServerConfig.Stdio server) {
        SupervisedServer supervised =
                supervisor.server(processName(server.name())).orElseGet(() -> supervise(server));
        ServerProcess process = supervised.demand();
        return new StdioTransport(process.stdout(), process.stdin(), supervised::stop);
    }

    private SupervisedServer supervise(HostedServerConfig.Stdio server) {
        Set<String> hidden = new HashSet<>();
        Map<String, String> env = new HashMap<>();
        server.env().forEach((name, value) -> env.put(name, resolved(value, hidden)));
        List<String> args = server.args().stream().map(arg -> resolved(arg, hidden)).toList();
        Path home = Path.of(System.getProperty("user.home")).toAbsolutePath();
        String cwd = server.cwd();
        Path directory = cwd == null ? home : home.resolve(resolved(cwd, hidden)).normalize();
        ServerCommand command =
                new ServerCommand(
                        resolved(server.command(), hidden),
                        args,
                        env,
                        directory,
                        hidden,
                        StderrLimits.DEFAULT);
        return supervisor.supervise(processName(server.name()), command);
    }

    private Transport address(HostedServerConfig.Http server) {
        Map<String, String> headers = new HashMap<>();
        server.headers().forEach((name, value) -> headers.put(name, resolved(value)));
        URI uri = uri(server.name(), resolved(server.url()));
        boolean ownHeader =
                headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("authorization"));
        return new HttpTransport(
                uri,
                headers,
                ownHeader ? HttpAuthorization.NONE : authorization.apply(uri),
                TCP_CONNECT);
    }

    private static URI uri(ServerName name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new McpException("server '" + name + "': its url is not an address", e);
        }
    }

    private String resolved(String value) {
        return resolved(value, new HashSet<>());
    }

    /// @param hidden takes the values of the secrets
    private String resolved(String value, Set<String> hidden) {
        String result = value;
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
            result = result.replace(reference.toString(), put);
        }
        return result;
    }

    private static dev.hqe.mcp.process.ServerName processName(ServerName name) {
        return new dev.hqe.mcp.process.ServerName(name.value());
    }

    @Override
    public List<String> stderr(ServerName server) {
        return supervisor
                .server(processName(server))
                .map(SupervisedServer::stderr)
                .orElse(List.of());
    }

    /// The process's configuration is read anew, too, so that a changed secret counts.
    @Override
    public void reset(ServerName server) {
        forget(server);
    }

    @Override
    public void forget(ServerName server) {
        try {
            supervisor.remove(processName(server));
        } catch (ServerProcessException e) {
            throw new McpException("server '" + server + "': " + e.getMessage(), e);
        }
    }
}
