package dev.hqe.app;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.client.ClientIdentity;
import dev.hqe.mcp.client.ClientLimits;
import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.HostedServers;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The hosted servers of a data directory: what `mcp.json` says is hosted, also when it changes,
/// and what another process accepts or wants restarted is noticed within a second. Thread-safe.
public final class Hosting implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Hosting.class.getName());
    private static final String FOLDER = "servers";
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Path home;
    private final Supplier<Map<String, String>> taken;
    private final Supervisor supervisor;
    private final ServerHost host;
    private final Thread watcher = Thread.ofVirtual().name("hosted-servers").unstarted(this::watch);
    private volatile List<Problem> problems = List.of();
    private volatile FileTime read = FileTime.fromMillis(-1);

    /// Opens no connection and starts no process.
    ///
    /// @param home the data directory, held by this process
    /// @param taken names that a server must not have, each with what has it
    /// @param secrets the caller's to close
    /// @param browser shows sign-in pages
    public Hosting(
            Path home,
            Supplier<Map<String, String>> taken,
            SecretStore secrets,
            Browser browser,
            ClientIdentity identity,
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
        ServerConnector connector =
                new ServerConnector(
                        supervisor,
                        new SecretReferences(secrets),
                        System.getenv(),
                        new SignIns(secrets, browser, identity, clock)::of,
                        home.resolve(FOLDER),
                        clock);
        this.host =
                new ServerHost(
                        home.resolve(FOLDER),
                        connector,
                        identity,
                        ClientLimits.DEFAULT,
                        publish,
                        clock);
    }

    /// Signing in over HTTP, opened when it is first needed: it costs a thread.
    private static final class SignIns {

        private final SecretStore secrets;
        private final Browser browser;
        private final ClientIdentity identity;
        private final InstantSource clock;
        private @Nullable OAuthHttp http;

        SignIns(
                SecretStore secrets,
                Browser browser,
                ClientIdentity identity,
                InstantSource clock) {
            this.secrets = secrets;
            this.browser = browser;
            this.identity = identity;
            this.clock = clock;
        }

        /// A server that may not be signed in to over its address is spoken to without.
        HttpAuthorization of(URI server) {
            try {
                return new OAuthAuthorization(
                        server,
                        OAuthSettings.forPerson(identity.title()),
                        new SecretCredentials(secrets),
                        browser,
                        http(),
                        clock);
            } catch (OAuthException e) {
                LOG.log(Level.DEBUG, "{0}: no sign-in: {1}", server, e.getMessage());
                return HttpAuthorization.NONE;
            }
        }

        private synchronized OAuthHttp http() {
            OAuthHttp made = http;
            if (made == null) {
                made = new OAuthHttp(OAuthLimits.DEFAULT);
                http = made;
            }
            return made;
        }
    }

    /// Hosts what `mcp.json` says, from now on.
    public void start() {
        reload();
        watcher.start();
    }

    /// The servers, to be called and asked.
    public ServerHost host() {
        return host;
    }

    /// What is wrong with `mcp.json`; while something is, the servers of before stay hosted.
    public List<Problem> problems() {
        return problems;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.SECONDS.sleep(1);
                reload();
                host.reread();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        Path file = home.resolve(HostedServers.FILE);
        FileTime changed = changedAt(file);
        if (changed.equals(read)) {
            return;
        }
        read = changed;
        try {
            host.host(HostedServers.read(file, taken.get()).servers());
            problems = List.of();
        } catch (InvalidDocumentException e) {
            problems = e.problems();
        } catch (ConfigException e) {
            problems = List.of(new Problem(file.toString(), 0, String.valueOf(e.getMessage())));
        }
        problems.forEach(problem -> LOG.log(Level.WARNING, "{0}", problem));
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join(LAST_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.close();
        supervisor.close();
    }
}
