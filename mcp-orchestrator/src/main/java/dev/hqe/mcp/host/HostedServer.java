package dev.hqe.mcp.host;

import dev.hqe.kernel.file.FileStamp;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ProtocolFault;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.client.ClientException;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.Listing;
import dev.hqe.mcp.client.McpClient;
import dev.hqe.mcp.client.RequestOptions;
import dev.hqe.mcp.client.ServerEra;
import dev.hqe.mcp.client.ServerFault;
import dev.hqe.mcp.client.ServerNotice;
import dev.hqe.mcp.client.ServerProfile;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.internal.protocol.Quoted;
import dev.hqe.mcp.oauth.SignInNeeded;
import dev.hqe.mcp.process.ServerUnavailable;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One hosted server: its catalog, and its connection, which is made when it is first needed and
/// anew when it has ended. Thread-safe.
final class HostedServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HostedServer.class.getName());

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 8;
    private static final int MAX_CAUSES = 8;

    private final HostedServerConfig config;
    private final Connector connector;
    private final ClientIdentity identity;
    private final ClientLimits limits;
    private final CatalogFile file;
    private final Listener listener;
    private final QuestionRouter questions = new QuestionRouter(() -> name().value(), this::heard);
    private final ReentrantLock connecting = new ReentrantLock();
    private final Watches watches = new Watches();
    private final AtomicInteger endings = new AtomicInteger();
    private final AtomicBoolean relisting = new AtomicBoolean();
    private final Pace pace = new Pace(System::nanoTime);
    private volatile boolean stale;
    private volatile @Nullable McpClient client;
    private volatile Optional<ServerEra> era = Optional.empty();
    private volatile Catalog catalog;
    private volatile FileStamp stamp;
    private FileStamp restartStamp;
    private volatile String failure = "";
    private volatile String before = "";
    private volatile String logged = "";
    private volatile String speaks = "";
    private volatile boolean wantsSignIn;
    private volatile Optional<Instant> since = Optional.empty();
    private final AtomicInteger connections = new AtomicInteger();
    private final InstantSource clock;
    private volatile boolean closed;

    /// Who hears of a server's changes, on any thread; returns quickly.
    interface Listener {

        /// Tools, prompts or resources are others.
        void changed(HostedServer server);

        /// A watched resource has other contents.
        void updated(String uri);

        /// It stands otherwise than before.
        void turned(HostedServer server);
    }

    /// @param folder where catalogs are kept
    HostedServer(
            HostedServerConfig config,
            Connector connector,
            ClientIdentity identity,
            ClientLimits limits,
            Path folder,
            Listener listener,
            InstantSource clock) {
        this.config = config;
        this.connector = connector;
        this.identity = identity;
        this.limits = limits;
        this.file = new CatalogFile(folder, config.name());
        this.listener = listener;
        this.clock = clock;
        this.restartStamp = file.restartAsked();
        this.stamp = file.stamp();
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
                wantsSignIn,
                state() == ServerStatus.State.CONNECTED ? since : Optional.empty(),
                connections.get(),
                speaks,
                now.usable().size(),
                now.prompts().size(),
                now.resources().size(),
                now.quarantined(),
                connector.stderr(config.name()));
    }

    ServerStatus.State state() {
        if (config.disabled()) {
            return ServerStatus.State.DISABLED;
        }
        McpClient now = client;
        if (now != null && now.over().isEmpty()) {
            return ServerStatus.State.CONNECTED;
        }
        if (connecting.isLocked()) {
            return ServerStatus.State.CONNECTING;
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
        } catch (ClientException.Lost e) {
            String why = connector.ending(name());
            throw new McpException(
                    "server '"
                            + name()
                            + "': the connection ended before the answer came"
                            + (why.isEmpty() ? ": " + e.getMessage() : ": " + why),
                    e);
        } catch (ClientException e) {
            throw new McpException("server '" + name() + "': " + e.getMessage(), e);
        }
    }

    /// A tool is not, or not any more, what a person has accepted.
    static final class NotPinned extends McpException {

        private static final long serialVersionUID = 1L;

        private final String fix;

        NotPinned(String message, String fix) {
            super(message);
            this.fix = fix;
        }

        String fix() {
            return fix;
        }
    }

    /// There is no connection, and none can be made now. It was logged when it began to be so.
    static final class CannotBeUsed extends McpException {

        private static final long serialVersionUID = 1L;

        CannotBeUsed(String message, McpException cause) {
            super(message, cause);
        }
    }

    /// Lets a call of a tool pass when the server offers it as it was heard last and accepted.
    ///
    /// @param definition what the caller has gone by
    /// @throws NotPinned when it is another one by now
    void requirePinned(String tool, ObjectNode definition) {
        Catalog now = catalog;
        ObjectNode offered = now.tools().get(tool);
        String what = "server '" + name() + "': tool '" + tool + "' ";
        if (offered == null) {
            throw new NotPinned(what + "is not offered any more", "List the tools again.");
        }
        if (!offered.equals(now.accepted().get(tool))) {
            throw new NotPinned(
                    what
                            + Difference.of(tool, now.accepted().get(tool), offered).summary()
                            + " and waits for a person's yes",
                    "A person can look at it: hqe server accept " + name());
        }
        if (!offered.equals(definition)) {
            throw new NotPinned(
                    what + "has changed meanwhile", "List the tools again, then call it.");
        }
    }

    /// Options of a request whose progress a caller wants to hear. How long it may take in all is
    /// for the road and for the caller to say, who cancel it; how long the server may be silent
    /// about it is a limit of the connection.
    RequestOptions reporting(Caller caller) {
        return RequestOptions.DEFAULT
                .within(limits.idle(), LONGEST)
                .reporting(report ->
                        caller.report(report.progress(), report.total(), report.message()));
    }

    /// The living connection.
    McpClient connected() throws InterruptedException {
        McpClient now = client;
        return now != null && now.over().isEmpty() ? now : connect();
    }

    /// Why it cannot be used, as the end of a sentence; empty while nothing is known against it.
    String failure() {
        return failure;
    }

    /// Whether it is being connected.
    boolean isConnecting() {
        return connecting.isLocked();
    }

    /// Connects if it is not, for nobody who waits.
    void prepare() throws InterruptedException {
        try {
            connected();
        } catch (McpException e) {
            LOG.log(Level.DEBUG, "preparing a server", e); // said already
        }
    }

    private McpClient connect() throws InterruptedException {
        connecting.lockInterruptibly();
        try {
            McpClient now = client;
            if (now != null && now.over().isEmpty()) {
                return now;
            }
            if (closed) {
                throw new McpException("it is not hosted any more");
            }
            if (config.disabled()) {
                throw new McpException("it is disabled: enable it in mcp.json");
            }
            disconnect(); // what is left of a connection that is over
            listener.turned(this);
            McpClient fresh = open();
            try {
                list(fresh);
                keep(fresh);
                return fresh;
            } catch (McpException | InterruptedException e) {
                fresh.close();
                throw e;
            }
        } catch (McpException e) {
            boolean hasTalked = e instanceof ClientException; // others say all there is to say
            String why = closed || !hasTalked ? "" : connector.ending(name());
            String told = ofIt(e) + (why.isEmpty() ? "" : ": " + why);
            if (hasTalked) {
                before = String.valueOf(e.getMessage());
            } else if (!before.isEmpty()) { // what it said is known from when it last ran
                told = told + "\nWhen it was last spoken to: " + before;
            }
            failure = told;
            wantsSignIn = isSignIn(e);
            String message = "server '" + name() + "' cannot be used: " + told;
            String kind =
                    e instanceof ServerUnavailable down
                            ? down.state().getClass().getSimpleName()
                            : told;
            LOG.log(closed || kind.equals(logged) ? Level.DEBUG : Level.WARNING, "{0}", message);
            logged = kind;
            throw new CannotBeUsed(message, e);
        } finally {
            connecting.unlock();
            if (!closed) {
                listener.turned(this);
            }
        }
    }

    private static boolean isSignIn(Throwable e) {
        Throwable at = e;
        for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
            if (at instanceof SignInNeeded) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    /// A message about this server, without its name.
    private String ofIt(McpException e) {
        String message = String.valueOf(e.getMessage());
        String named = "server '" + name() + "'";
        return message.startsWith(named) ? "it" + message.substring(named.length()) : message;
    }

    private synchronized void keep(McpClient fresh) {
        if (closed) {
            throw new McpException("it is not hosted any more");
        }
        client = fresh;
        since = Optional.of(clock.instant());
        connections.incrementAndGet();
        wantsSignIn = false;
        failure = "";
        before = "";
        logged = "";
        speaks = described(fresh.server());
    }

    private McpClient open() throws InterruptedException {
        McpClient fresh = era.isPresent() ? open(era.get()) : openUnknown();
        era = Optional.of(fresh.server().era());
        return fresh;
    }

    private McpClient open(ServerEra remembered) throws InterruptedException {
        return McpClient.connect(connector.open(config), identity, questions, limits, remembered);
    }

    /// Some programs of the legacy era end, or close their output, upon a first request that is not
    /// `initialize`. So one whose end is all the answer to `server/discover` is started once more
    /// and greeted in the old way (2026-07-28, stdio, "Backward Compatibility").
    private McpClient openUnknown() throws InterruptedException {
        var transport = connector.open(config);
        try {
            return McpClient.connect(transport, identity, questions, limits);
        } catch (ClientException.Lost e) {
            if (!(config instanceof HostedServerConfig.Stdio)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "server {0} ended upon server/discover", name());
            before = String.valueOf(e.getMessage());
            return open(ServerEra.LEGACY);
        }
    }

    private static String described(ServerProfile profile) {
        String name = profile.info().path("name").asString("");
        String version = profile.info().path("version").asString("");
        return (name + " " + version).strip() + " (MCP " + profile.version() + ")";
    }

    /// Asks for everything that the server offers, and to be told of changes from before that on.
    private void list(McpClient connection) throws InterruptedException {
        try {
            watches.settle(connection);
        } catch (ClientException e) {
            LOG.log(Level.DEBUG, "server {0} tells of no changes: {1}", name(), e.getMessage());
        }
        ServerProfile profile = connection.server();
        boolean resources = profile.offers("resources");
        List<ObjectNode> tools =
                profile.offers("tools") ? connection.listTools().items() : List.of();
        warnOfTwins(tools);
        List<ObjectNode> prompts =
                profile.offers("prompts") ? optional(connection::listPrompts) : List.of();
        List<ObjectNode> listed = resources ? optional(connection::listResources) : List.of();
        List<ObjectNode> templates =
                resources ? optional(connection::listResourceTemplates) : List.of();
        take(onDisk -> onDisk.offering(tools, prompts, listed, templates));
    }

    private void warnOfTwins(List<ObjectNode> tools) {
        Set<String> names = new HashSet<>();
        for (ObjectNode tool : tools) {
            String listed = tool.path("name").asString("");
            if (!listed.isEmpty() && !names.add(listed)) {
                LOG.log(
                        Level.WARNING,
                        "server {0} offers something that cannot be used: it lists a tool {1}"
                                + " already; the first counts",
                        name(),
                        Quoted.brief(listed));
            }
        }
    }

    private interface Part {
        Listing list() throws InterruptedException;
    }

    /// Not every server has a list of everything that it says it has; its tools are no worse.
    private List<ObjectNode> optional(Part part) throws InterruptedException {
        try {
            return part.list().items();
        } catch (ServerFault e) {
            LOG.log(Level.DEBUG, "server {0} lacks a list: {1}", name(), e.getMessage());
            return List.of();
        }
    }

    /// Changes the catalog. What is on disk is the truth about what a person has accepted, because
    /// another process may have written it; what the server offers is what we have heard last.
    private synchronized void take(UnaryOperator<Catalog> change) {
        if (closed) {
            return; // the file is not this object's any more
        }
        Catalog before = catalog;
        Catalog now;
        try {
            now = file.update(onDisk -> change.apply(joined(before, onDisk)));
            stamp = file.stamp();
        } catch (McpException e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
            now = change.apply(before);
        }
        catalog = now;
        if (!now.equals(before)) {
            listener.changed(this);
        }
    }

    private static Catalog joined(Catalog heard, Catalog onDisk) {
        return heard.seen() ? heard.accepting(onDisk.accepted()) : onDisk;
    }

    /// Takes on what another process has accepted.
    synchronized void reread() {
        FileStamp now = file.stamp();
        if (!now.equals(stamp)) {
            stamp = now;
            Catalog before = catalog;
            catalog = joined(before, file.read());
            if (!catalog.equals(before)) {
                listener.changed(this);
            }
        }
    }

    /// Whether another process has asked for a restart since this was asked last.
    synchronized boolean restartAsked() {
        FileStamp now = file.restartAsked();
        boolean asked = !now.equals(restartStamp);
        restartStamp = now;
        return asked;
    }

    /// A person's yes to tools as they were shown.
    ///
    /// @throws McpException when one of them is another one by now, or it cannot be kept
    synchronized void accept(List<Difference> shown) {
        Catalog before = catalog;
        catalog = file.update(onDisk -> joined(before, onDisk).acceptingShown(name(), shown));
        stamp = file.stamp();
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
            case ServerNotice.Ended(String why) -> {
                LOG.log(Level.DEBUG, "server {0}: {1}", name(), why);
                listener.turned(this);
            }
            case ServerNotice.Malformed(String why) ->
                    LOG.log(Level.DEBUG, "server {0} sent nonsense: {1}", name(), why);
            case ServerNotice.SubscriptionEnded(long id, boolean _) -> {
                watches.ended(id);
                Thread.ofVirtual().name("mcp-resubscribe-" + name()).start(this::askAgain);
            }
            case ServerNotice.LogMessage _,
                    ServerNotice.TaskChanged _,
                    ServerNotice.ElicitationDone _,
                    ServerNotice.Other _ -> {}
        }
    }

    /// Changes that come while one round runs become one more round, ever later while they do not
    /// stop.
    private void relist() {
        do {
            try {
                Thread.sleep(pace.next());
                stale = false;
                McpClient now = client;
                if (now != null && now.over().isEmpty()) {
                    relist(now);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                relisting.set(false);
            }
            // What was heard before that line has started no round of its own.
        } while (stale && !closed && relisting.compareAndSet(false, true));
    }

    private void relist(McpClient now) throws InterruptedException {
        try {
            list(now);
        } catch (McpException e) {
            // One that has just ended is listed when it is connected again.
            boolean over = closed || client != now || now.over().isPresent();
            LOG.log(
                    over ? Level.DEBUG : Level.WARNING,
                    "server {0} cannot be listed anew: {1}",
                    name(),
                    e.getMessage());
        }
    }

    /// A server that ends subscriptions again and again is asked more and more rarely.
    private void askAgain() {
        try {
            int times = Math.min(endings.incrementAndGet(), MAX_DOUBLINGS);
            Thread.sleep(Duration.ofSeconds(1L << times));
            McpClient now = client;
            if (!closed && now != null && now.over().isEmpty()) {
                list(now);
            }
        } catch (McpException e) {
            LOG.log(Level.DEBUG, "server {0} tells of no changes: {1}", name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Somebody begins or stops to watch one of its resources. Returns at once; [#settle] follows.
    void want(String uri, boolean isWatched) {
        watches.want(uri, isWatched);
    }

    /// Tells the server what is watched now; one that does not run is started for a watch only.
    void settle() throws InterruptedException {
        McpClient now = client;
        if (now != null && now.over().isEmpty()) {
            watches.settle(now);
        } else if (!watches.isEmpty()) {
            connected(); // which settles
        }
    }

    /// Ends the connection and forgets why it failed; the next request starts anew.
    void restart() {
        disconnect();
        connector.reset(config.name());
        failure = "";
        wantsSignIn = false;
        before = "";
        logged = "";
        era = Optional.empty();
        listener.turned(this);
    }

    private void disconnect() {
        McpClient now;
        synchronized (this) {
            now = client;
            client = null;
        }
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
