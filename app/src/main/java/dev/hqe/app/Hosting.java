package dev.hqe.app;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.FirstSight;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.HostedServers;
import dev.hqe.mcp.config.PluginServers;
import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.host.SecretCredentials;
import dev.hqe.mcp.host.ServerConnector;
import dev.hqe.mcp.host.ServerHost;
import dev.hqe.mcp.oauth.Browser;
import dev.hqe.mcp.oauth.OAuthAuthorization;
import dev.hqe.mcp.oauth.OAuthException;
import dev.hqe.mcp.oauth.OAuthHttp;
import dev.hqe.mcp.oauth.OAuthLimits;
import dev.hqe.mcp.oauth.OAuthSettings;
import dev.hqe.mcp.process.RestartPolicy;
import dev.hqe.mcp.process.ServerLauncher;
import dev.hqe.mcp.process.Supervisor;
import dev.hqe.mcp.process.Timers;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hosted servers of a data directory: those of `mcp.json`, also when it changes, and those
/// that granted Topics bring as Agent Plugins. What another process accepts or wants restarted is
/// noticed within a second. Thread-safe.
public final class Hosting implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Hosting.class.getName());

    /// The folder in the data directory where catalogs and logs of servers are kept.
    public static final String FOLDER = "servers";

    /// The folder in the data directory where logs of servers are kept that were only tried out.
    public static final String TRIALS = FOLDER + "/trials";

    /// How long the listings of agents wait for a server that was never seen before, which may have
    /// to be fetched first. Below what clients give a server to answer.
    private static final Duration FIRST_LISTING = Duration.ofSeconds(5);

    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Path home;
    private final Supplier<Map<String, String>> taken;
    private final Supervisor supervisor;
    private final SignIns signIns;
    private final ServerHost host;
    private final Thread watcher = Thread.ofVirtual().name("hosted-servers").unstarted(this::watch);
    private final Object change = new Object();
    private volatile List<Problem> problems = List.of();
    private volatile Optional<FileStamp> read = Optional.empty();
    private List<HostedServerConfig> own = List.of(); // these, too, change under that lock
    private List<Problem> ofFile = List.of();
    private Collection<Topic> topics = List.of();
    private boolean started;

    /// Opens no connection and starts no process.
    ///
    /// @param home the data directory, held by this process
    /// @param taken names that a server must not have, each with what has it
    /// @param secrets the caller's to close
    /// @param browser shows the sign-in pages of a server
    /// @param limits of every connection
    public Hosting(
            Path home,
            Supplier<Map<String, String>> taken,
            SecretStore secrets,
            Function<ServerName, Browser> browser,
            ClientIdentity identity,
            ClientLimits limits,
            Consumer<? super Fact> publish,
            InstantSource clock) {
        this(home, home.resolve(FOLDER), taken, secrets, browser, identity, limits, publish, clock);
    }

    /// The same with the logs of the servers in another folder.
    public Hosting(
            Path home,
            Path logs,
            Supplier<Map<String, String>> taken,
            SecretStore secrets,
            Function<ServerName, Browser> browser,
            ClientIdentity identity,
            ClientLimits limits,
            Consumer<? super Fact> publish,
            InstantSource clock) {
        this.home = home;
        this.taken = taken;
        this.supervisor =
                new Supervisor(
                        ServerLauncher.open(home, System.getenv()),
                        RestartPolicy.DEFAULT,
                        clock,
                        Timers.system(),
                        RandomGenerator.getDefault(),
                        publish);
        this.signIns = new SignIns(secrets, browser, identity, clock);
        ServerConnector connector =
                new ServerConnector(
                        supervisor,
                        new SecretReferences(secrets),
                        System.getenv(),
                        signIns::of,
                        logs,
                        clock);
        this.host =
                new ServerHost(home.resolve(FOLDER), connector, identity, limits, publish, clock);
    }

    /// How the workbench introduces itself to servers.
    public static ClientIdentity identity(Installation installation) {
        return new ClientIdentity("hqe-workbench", "HQE Workbench", installation.version());
    }

    /// Signing in over HTTP, opened when it is first needed: it costs a thread.
    private static final class SignIns implements AutoCloseable {

        private final SecretStore secrets;
        private final Function<ServerName, Browser> browser;
        private final ClientIdentity identity;
        private final InstantSource clock;
        private @Nullable OAuthHttp http;
        private boolean closed;

        SignIns(
                SecretStore secrets,
                Function<ServerName, Browser> browser,
                ClientIdentity identity,
                InstantSource clock) {
            this.secrets = secrets;
            this.browser = browser;
            this.identity = identity;
            this.clock = clock;
        }

        /// A server that may not be signed in to over its address is spoken to without.
        HttpAuthorization of(ServerName name, URI server) {
            try {
                return new OAuthAuthorization(
                        server,
                        OAuthSettings.forPerson(identity.title()),
                        new SecretCredentials(secrets),
                        browser.apply(name),
                        http(),
                        clock);
            } catch (OAuthException e) {
                LOG.log(Level.DEBUG, "{0}: no sign-in: {1}", server, e.getMessage());
                return HttpAuthorization.NONE;
            }
        }

        @Override
        public synchronized void close() {
            OAuthHttp made = http;
            closed = true;
            http = null;
            if (made != null) {
                made.close();
            }
        }

        private synchronized OAuthHttp http() {
            if (closed) {
                throw new OAuthException("the workbench is closing");
            }
            OAuthHttp made = http;
            if (made == null) {
                made = new OAuthHttp(OAuthLimits.DEFAULT);
                http = made;
            }
            return made;
        }
    }

    /// Hosts what `mcp.json` says and what Topics bring, from now on.
    public void start() {
        synchronized (change) {
            started = true;
            read = Optional.of(FileStamp.of(home.resolve(HostedServers.FILE)));
            readOwn();
            rehost();
        }
        watcher.start();
    }

    /// Hosts the servers that these Topics bring and no other Topic's; what runs of others has
    /// ended when this returns.
    public void host(Collection<Topic> running) {
        synchronized (change) {
            topics = List.copyOf(running);
            if (started) {
                rehost();
            }
        }
    }

    /// The servers, to be called and asked.
    public ServerHost host() {
        return host;
    }

    /// What the listings of agents wait for.
    public FirstSight firstSight() {
        return host.firstSight(FIRST_LISTING);
    }

    /// What is wrong with `mcp.json`, and which servers of Topics cannot be hosted. A server that
    /// is not valid is not hosted; while the file as a whole cannot be read, the servers of before
    /// stay hosted.
    public List<Problem> problems() {
        return problems;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.SECONDS.sleep(1);
                reread();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Notices now what would be noticed within a second.
    public void reread() {
        try {
            reload();
            host.reread();
        } catch (RuntimeException e) {
            // The edge of a thread that must not end: what is wrong now may be mended by the next
            // look, and until then the servers stay as they are.
            LOG.log(Level.WARNING, "looking after the hosted servers: {0}", String.valueOf(e));
        }
    }

    private void reload() {
        Path file = home.resolve(HostedServers.FILE);
        Optional<FileStamp> now = Optional.of(FileStamp.of(file));
        if (now.equals(read)) {
            return;
        }
        read = now;
        synchronized (change) {
            readOwn();
            rehost();
        }
    }

    private void readOwn() {
        Path file = home.resolve(HostedServers.FILE);
        try {
            HostedServers servers = HostedServers.read(file, taken.get());
            own = servers.servers();
            ofFile = servers.problems();
        } catch (InvalidDocumentException e) {
            ofFile = e.problems();
        } catch (ConfigException e) {
            ofFile = List.of(new Problem(file.toString(), 0, String.valueOf(e.getMessage())));
        }
    }

    private void rehost() {
        PluginServers brought = PluginServers.of(topics, home, own);
        host.host(Stream.concat(own.stream(), brought.servers().stream()).toList());
        try {
            brought.list(home);
        } catch (ConfigException e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
        }
        List<Problem> before = problems;
        problems = Stream.concat(ofFile.stream(), brought.problems().stream()).toList();
        problems.stream()
                .filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            if (watcher.getState() != Thread.State.NEW) { // else it was never started
                watcher.join(LAST_LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.close();
        supervisor.close();
        signIns.close();
    }
}
