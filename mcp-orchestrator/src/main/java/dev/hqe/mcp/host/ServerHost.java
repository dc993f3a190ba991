package dev.hqe.mcp.host;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.mcp.FirstSight;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.Prompt;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The hosted servers, as providers of tools, resources and prompts.
///
/// A server runs when it is first needed. What it offers is known from the last time; one that was
/// never seen is asked in the background. Thread-safe. Closing it ends all connections; the
/// processes are the connector's.
public final class ServerHost implements ToolProvider, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ServerHost.class.getName());

    private final Path folder;
    private final Connector connector;
    private final ClientIdentity identity;
    private final ClientLimits limits;
    private final Consumer<? super Fact> publish;
    private final InstantSource clock;
    private final Map<ServerName, HostedServer> servers = new ConcurrentSkipListMap<>();
    private final Changes changes = new Changes();
    private final FirstSights firstSights = new FirstSights();
    private final ResourceProvider resources =
            new HostedResources(this::enabled, changes, this::denies);
    private final HostedServer.Listener listener = new Told();
    private volatile BiPredicate<Principal, ToolName> denied = (principal, name) -> false;
    private volatile boolean closed;

    private final class Told implements HostedServer.Listener {
        @Override
        public void changed(HostedServer server) {
            Catalog now = server.catalog();
            publish.accept(
                    new ServerCatalogChanged(
                            server.name(),
                            now.usable().size(),
                            now.quarantined().size(),
                            clock.instant()));
            changes.changed();
        }

        @Override
        public void updated(String uri) {
            changes.updated(uri);
        }

        @Override
        public void turned(HostedServer server) {
            publish.accept(
                    new ServerStateChanged(
                            server.name(), server.state(), server.failure(), clock.instant()));
        }
    }

    /// @param folder where catalogs are kept, `servers` under the data directory
    /// @param connector opens the ways
    /// @param identity how we introduce ourselves to servers
    /// @param publish gets [ServerCatalogChanged]
    public ServerHost(
            Path folder,
            Connector connector,
            ClientIdentity identity,
            ClientLimits limits,
            Consumer<? super Fact> publish,
            InstantSource clock) {
        this.folder = folder;
        this.connector = connector;
        this.identity = identity;
        this.limits = limits;
        this.publish = publish;
        this.clock = clock;
    }

    /// Says who may not have what of the servers that is no tool. A prompt is asked about under its
    /// own name, `SERVER.PROMPT`; a server's resources, and completing their templates, as
    /// `SERVER.resources`.
    ///
    /// @param denied whether a principal may not have what has this name; never blocks
    public void judgedBy(BiPredicate<Principal, ToolName> denied) {
        this.denied = denied;
        changes.changed();
    }

    private boolean denies(Principal principal, ToolName name) {
        return denied.test(principal, name);
    }

    /// Hosts these servers and no others. One whose configuration has changed is connected anew.
    public synchronized void host(List<HostedServerConfig> configs) {
        if (closed) {
            return;
        }
        Set<ServerName> wanted =
                configs.stream().map(HostedServerConfig::name).collect(Collectors.toSet());
        boolean changed = false;
        for (HostedServer server : List.copyOf(servers.values())) {
            boolean same = configs.contains(server.config());
            if (!same) {
                servers.remove(server.name());
                server.close();
                connector.forget(server.name());
                if (!wanted.contains(server.name())) {
                    new CatalogFile(folder, server.name()).leave();
                }
                changed = true;
            }
        }
        for (HostedServerConfig config : configs) {
            if (!servers.containsKey(config.name())) {
                HostedServer server =
                        new HostedServer(
                                config, connector, identity, limits, folder, listener, clock);
                servers.put(config.name(), server);
                changed = true;
                if (!server.catalog().seen() && !config.disabled()) {
                    seeFirst(server);
                }
            }
        }
        if (changed) {
            changes.changed();
        }
    }

    private void seeFirst(HostedServer server) {
        FirstSights.Sight sight = firstSights.begin();
        changes.later(() -> {
            try {
                server.prepare();
            } finally {
                sight.end();
            }
        });
    }

    /// Waits until every server that was never seen has been asked what it offers, or has failed.
    ///
    /// @param atMost then it returns without them
    public void awaitFirstSight(Duration atMost) throws InterruptedException {
        firstSights.await(atMost);
    }

    /// What listings wait for: every server that was never seen is asked what it offers.
    ///
    /// @param atMost for as long as listings wait for one server, all of them together: from the
    ///   first that does. Who is shown a list without it is told when it has come.
    public FirstSight firstSight(Duration atMost) {
        return firstSights.forListings(atMost);
    }

    /// Notices what another process has accepted, or wants restarted, since.
    public void reread() {
        for (HostedServer server : servers.values()) {
            server.reread();
            if (server.restartAsked()) {
                changes.later(() -> {
                    server.restart();
                    server.prepare();
                });
            }
        }
    }

    private List<HostedServer> enabled() {
        return servers.values().stream().filter(server -> !server.config().disabled()).toList();
    }

    @Override
    public List<Tool> tools() {
        return offered(HostedTool::of, Catalog::usable);
    }

    /// A tool that waits for a person's yes is not called, and whoever tries is told so: what has
    /// changed, and how it is accepted. Of a server that was never seen, whose tools nobody knows,
    /// it is told how the server stands.
    @Override
    public Optional<Withheld> withheld(ToolName name) {
        for (HostedServer server : enabled()) {
            if (!plain(name).startsWith(plain(server.name().value() + "."))) {
                continue;
            }
            for (Difference one : server.catalog().quarantined()) {
                if (one.tool().isEmpty()) {
                    continue;
                }
                ToolName here = HostedName.of(server.name(), one.tool());
                if (plain(here).equals(plain(name))) {
                    return Optional.of(
                            new Withheld(
                                    here,
                                    here
                                            + " is quarantined: it "
                                            + one.summary()
                                            + " since its server's tools were accepted, and waits"
                                            + " for a person's yes.",
                                    "A person can look at the change and accept it: hqe server"
                                            + " accept "
                                            + server.name()));
                }
            }
        }
        return unseen(name);
    }

    private Optional<Withheld> unseen(ToolName name) {
        return enabled().stream()
                .filter(server -> plain(name).startsWith(plain(server.name().value() + ".")))
                .max(Comparator.comparingInt(server -> server.name().value().length()))
                .filter(server -> !server.catalog().seen())
                .flatMap(server -> {
                    String there = name.value().substring(server.name().value().length() + 1);
                    return there.isEmpty()
                            ? Optional.empty()
                            : Optional.of(standing(server, HostedName.of(server.name(), there)));
                });
    }

    private Withheld standing(HostedServer server, ToolName tool) {
        String named = "server '" + server.name() + "' ";
        String failure = server.failure();
        if (failure.isEmpty()) {
            if (!server.isConnecting()) {
                // A call of a tool that is known would start it, too.
                changes.later(server::prepare);
            }
            return new Withheld(tool, named + "is still starting.", "Try again in a moment.");
        }
        String restart = "hqe server restart " + server.name();
        return new Withheld(
                tool,
                named + "cannot be used: " + failure,
                failure.contains(restart)
                        ? "List the tools again then."
                        : "When that is mended: " + restart);
    }

    /// As a client writes it that takes no dots.
    private static String plain(Object name) {
        return name.toString().replace('.', '_');
    }

    /// Their resources.
    public ResourceProvider resources() {
        return resources;
    }

    /// Their prompts.
    public PromptProvider prompts() {
        return new PromptProvider() {
            @Override
            public List<Prompt> prompts(Principal principal) {
                List<Prompt> offered = offered(HostedPrompt::of, Catalog::prompts);
                offered.removeIf(prompt -> denies(principal, prompt.definition().name()));
                return offered;
            }

            @Override
            public Registration onChange(Runnable listener) {
                return changes.onChange(listener);
            }
        };
    }

    /// Makes something of ours out of a definition of a server's.
    private interface Offer<T> {
        T of(HostedServer server, ObjectNode definition);
    }

    private <T> List<T> offered(
            Offer<? extends T> offer, Function<Catalog, List<ObjectNode>> part) {
        List<T> offered = new ArrayList<>();
        for (HostedServer server : enabled()) {
            for (ObjectNode definition : part.apply(server.catalog())) {
                try {
                    offered.add(offer.of(server, definition));
                } catch (McpException e) {
                    LOG.log(
                            Level.WARNING,
                            "server {0} offers something that cannot be used: {1}",
                            server.name(),
                            e.getMessage());
                }
            }
        }
        return offered;
    }

    @Override
    public Registration onChange(Runnable listener) {
        return changes.onChange(listener);
    }

    /// How each server stands, by name.
    public List<ServerStatus> statuses() {
        return servers.values().stream().map(HostedServer::status).toList();
    }

    /// How one server stands.
    ///
    /// @throws McpException when there is none of that name
    public ServerStatus status(ServerName name) {
        return require(name).status();
    }

    /// Connects a server now, if it is not.
    ///
    /// @throws McpException when it cannot be connected; the message says why
    public void connect(ServerName name) throws InterruptedException {
        McpClient connected = require(name).connected();
        connected.server();
    }

    /// Ends a server's connection and process and forgets its failures. The next call starts it.
    public void restart(ServerName name) {
        require(name).restart();
    }

    /// A person's yes to tools as they were shown.
    ///
    /// @param shown as [ServerStatus#quarantined] had them
    /// @throws McpException when one of them is another one by now
    public void accept(ServerName name, List<Difference> shown) {
        require(name).accept(shown);
    }

    private HostedServer require(ServerName name) {
        HostedServer server = servers.get(name);
        if (server == null) {
            Collection<String> names =
                    new TreeMap<>(servers).keySet().stream().map(ServerName::value).toList();
            throw new McpException(
                    "there is no server '"
                            + name
                            + "'"
                            + dev.hqe.kernel.json.Suggestion.among(name.value(), names));
        }
        return server;
    }

    @Override
    public synchronized void close() {
        closed = true;
        servers.values().forEach(HostedServer::close);
        servers.clear();
    }
}
