package dev.hqe.mcp.host;

import dev.hqe.mcp.Caller;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ProtocolFault;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.client.ClientException;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.Interest;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.RequestOptions;
import dev.hqe.mcp.client.ServerEra;
import dev.hqe.mcp.client.ServerFault;
import dev.hqe.mcp.client.ServerNotice;
import dev.hqe.mcp.client.ServerProfile;
import dev.hqe.mcp.client.Subscription;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One hosted server: its catalog, and its connection, which is made when it is first needed and
/// anew when it has ended. Thread-safe.
final class HostedServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HostedServer.class.getName());

    private final HostedServerConfig config;
    private final Connector connector;
    private final ClientIdentity identity;
    private final ClientLimits limits;
    private final CatalogFile file;
    private final Listener listener;
    private final QuestionRouter questions = new QuestionRouter(this::heard);
    private final ReentrantLock connecting = new ReentrantLock();
    private final Map<String, Subscription> watched = new HashMap<>();
    private final AtomicBoolean relisting = new AtomicBoolean();
    private volatile boolean stale;
    private volatile @Nullable McpClient client;
    private volatile Optional<ServerEra> era = Optional.empty();
    private volatile Catalog catalog;
    private volatile FileTime catalogTime;
    private volatile String failure = "";
    private volatile String speaks = "";
    private volatile boolean closed;

    /// Who hears of a server's changes, on any thread; returns quickly.
    interface Listener {

        /// Tools, prompts or resources are others.
        void changed(HostedServer server);

        /// A watched resource has other contents.
        void updated(String uri);
    }

    /// @param folder where catalogs are kept
    HostedServer(
            HostedServerConfig config,
            Connector connector,
            ClientIdentity identity,
            ClientLimits limits,
            Path folder,
            Listener listener) {
        this.config = config;
        this.connector = connector;
        this.identity = identity;
        this.limits = limits;
        this.file = new CatalogFile(folder, config.name());
        this.listener = listener;
        this.catalogTime = file.changedAt();
        this.catalog = file.read();
    }

    ServerName name() {
        return config.name();
    }

    HostedServerConfig config() {
        return config;
    }

    Catalog catalog() {
        return catalog;
    }

    ServerStatus status() {
        Catalog now = catalog;
        return new ServerStatus(
                config,
                state(),
                failure,
                speaks,
                now.usable().size(),
                now.prompts().size(),
                now.resources().size(),
                now.quarantined(),
                connector.stderr(config.name()));
    }

    private ServerStatus.State state() {
        if (config.disabled()) {
            return ServerStatus.State.DISABLED;
        }
        McpClient now = client;
        if (now != null && now.over().isEmpty()) {
            return ServerStatus.State.CONNECTED;
        }
        return failure.isEmpty() ? ServerStatus.State.IDLE : ServerStatus.State.FAILED;
    }

    /// A request on behalf of a caller.
    interface Request {
        RawJson send(McpClient client) throws InterruptedException;
    }

    /// Makes a request; the server is started and connected first if need be.
    ///
    /// @return the result as the server wrote it
    /// @throws ProtocolFault when the server answered with an error
    /// @throws McpException when there was no answer; the message names the server
    RawJson request(Principal principal, Caller caller, Request request)
            throws InterruptedException {
        McpClient connected = connected();
        try {
            return questions.during(principal, caller, () -> request.send(connected));
        } catch (ServerFault e) {
            throw new ProtocolFault(e.code(), e.said(), e.data());
        } catch (ClientException e) {
            throw new McpException("server '" + name() + "': " + e.getMessage(), e);
        }
    }

    /// Options of a request whose progress a caller wants to hear.
    static RequestOptions reporting(Caller caller) {
        return RequestOptions.DEFAULT.reporting(
                report -> caller.report(report.progress(), report.total(), report.message()));
    }

    /// The living connection.
    McpClient connected() throws InterruptedException {
        McpClient now = client;
        return now != null && now.over().isEmpty() ? now : connect();
    }

    private McpClient connect() throws InterruptedException {
        connecting.lockInterruptibly();
        try {
            McpClient now = client;
            if (now != null && now.over().isEmpty()) {
                return now;
            }
            if (closed) {
                throw new McpException("server '" + name() + "' is not hosted any more");
            }
            if (config.disabled()) {
                throw new McpException(
                        "server '" + name() + "' is disabled: enable it in mcp.json");
            }
            McpClient fresh = open();
            client = fresh;
            failure = "";
            speaks = described(fresh.server());
            list(fresh);
            return fresh;
        } catch (McpException e) {
            failure = String.valueOf(e.getMessage());
            throw new McpException("server '" + name() + "' cannot be used: " + failure, e);
        } finally {
            connecting.unlock();
        }
    }

    private McpClient open() throws InterruptedException {
        var transport = connector.open(config);
        McpClient fresh =
                era.isPresent()
                        ? McpClient.connect(transport, identity, questions, limits, era.get())
                        : McpClient.connect(transport, identity, questions, limits);
        era = Optional.of(fresh.server().era());
        return fresh;
    }

    private static String described(ServerProfile profile) {
        String name = profile.info().path("name").asString("");
        String version = profile.info().path("version").asString("");
        return (name + " " + version).strip() + " (MCP " + profile.version() + ")";
    }

    /// Asks for everything that the server offers, and listens for changes of it.
    private void list(McpClient connection) throws InterruptedException {
        ServerProfile profile = connection.server();
        if (profile.era() == ServerEra.MODERN
                && (profile.offers("tools", "listChanged")
                        || profile.offers("prompts", "listChanged")
                        || profile.offers("resources", "listChanged"))) {
            connection.subscribe(Interest.LISTS);
        }
        take(
                profile.offers("tools") ? connection.listTools().items() : List.of(),
                profile.offers("prompts") ? connection.listPrompts().items() : List.of(),
                profile.offers("resources") ? connection.listResources().items() : List.of(),
                profile.offers("resources")
                        ? connection.listResourceTemplates().items()
                        : List.of());
    }

    private synchronized void take(
            List<ObjectNode> tools,
            List<ObjectNode> prompts,
            List<ObjectNode> resources,
            List<ObjectNode> templates) {
        Catalog before = catalog;
        Catalog now = before.offering(tools, prompts, resources, templates);
        if (!now.equals(before)) {
            catalog = now;
            store(now);
            listener.changed(this);
        }
    }

    private void store(Catalog now) {
        try {
            file.write(now);
            catalogTime = file.changedAt();
        } catch (McpException e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
        }
    }

    /// Takes on what another process has accepted.
    synchronized void reread() {
        if (!file.changedAt().equals(catalogTime)) {
            catalogTime = file.changedAt();
            Catalog written = file.read();
            Catalog before = catalog;
            catalog =
                    new Catalog(
                            before.seen() || written.seen(),
                            before.seen() ? before.tools() : written.tools(),
                            before.seen() ? before.prompts() : written.prompts(),
                            before.seen() ? before.resources() : written.resources(),
                            before.seen() ? before.templates() : written.templates(),
                            written.accepted());
            if (!catalog.equals(before)) {
                listener.changed(this);
            }
        }
    }

    /// A person's yes to tools as they are now.
    ///
    /// @throws McpException when one of them does not wait for a yes
    synchronized void accept(List<String> tools) {
        Catalog now = catalog;
        List<String> waiting = now.quarantined().stream().map(Difference::tool).toList();
        for (String tool : tools) {
            if (!waiting.contains(tool)) {
                throw new McpException(
                        "server '"
                                + name()
                                + "': tool '"
                                + tool
                                + "' does not wait for a yes. Waiting: "
                                + (waiting.isEmpty() ? "none" : String.join(", ", waiting)));
            }
            now = now.accepting(tool);
        }
        catalog = now;
        file.write(now);
        catalogTime = file.changedAt();
        listener.changed(this);
    }

    private void heard(ServerNotice notice) {
        switch (notice) {
            case ServerNotice.ToolsChanged _,
                    ServerNotice.PromptsChanged _,
                    ServerNotice.ResourcesChanged _ -> {
                stale = true;
                if (relisting.compareAndSet(false, true)) {
                    Thread.ofVirtual().name("mcp-relist-" + name()).start(this::relist);
                }
            }
            case ServerNotice.ResourceUpdated(String uri) -> listener.updated(uri);
            case ServerNotice.Ended(String why) ->
                    LOG.log(Level.DEBUG, "server {0}: {1}", name(), why);
            case ServerNotice.Malformed(String why) ->
                    LOG.log(Level.DEBUG, "server {0} sent nonsense: {1}", name(), why);
            case ServerNotice.LogMessage _,
                    ServerNotice.TaskChanged _,
                    ServerNotice.ElicitationDone _,
                    ServerNotice.SubscriptionEnded _,
                    ServerNotice.Other _ -> {}
        }
    }

    /// Changes that come while one round runs become one more round.
    private void relist() {
        try {
            while (stale && !closed) {
                stale = false;
                McpClient now = client;
                if (now != null && now.over().isEmpty()) {
                    relist(now);
                }
            }
        } catch (McpException e) {
            LOG.log(Level.WARNING, "server {0} cannot be listed anew: {1}", name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            relisting.set(false);
        }
    }

    private void relist(McpClient now) throws InterruptedException {
        ServerProfile profile = now.server();
        take(
                profile.offers("tools") ? now.listTools().items() : List.of(),
                profile.offers("prompts") ? now.listPrompts().items() : List.of(),
                profile.offers("resources") ? now.listResources().items() : List.of(),
                profile.offers("resources") ? now.listResourceTemplates().items() : List.of());
    }

    /// Somebody begins or stops to watch one of its resources.
    void watch(String uri, boolean isWatched) throws InterruptedException {
        if (isWatched) {
            McpClient connected = connected();
            if (connected.server().offers("resources", "subscribe")) {
                Subscription fresh =
                        connected.subscribe(
                                new Interest(false, false, false, List.of(uri), List.of()));
                synchronized (watched) {
                    watched.put(uri, fresh);
                }
            }
            return;
        }
        Subscription old;
        synchronized (watched) {
            old = watched.remove(uri);
        }
        if (old != null) {
            old.close();
        }
    }

    /// Ends the connection and forgets why it failed; the next request starts anew.
    void restart() {
        disconnect();
        connector.reset(config.name());
        failure = "";
        era = Optional.empty();
    }

    private void disconnect() {
        McpClient now = client;
        client = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
