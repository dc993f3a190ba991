package dev.hqe.mcp.http;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.McpServer;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A running HTTP server with the MCP endpoint. Owns its port and its threads; requests are worked
/// on by virtual threads. Thread-safe.
public final class McpHttpServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(McpHttpServer.class.getName());

    /// Requests that take longer than this are watched for their client's end. Most are answered
    /// before, and watching costs.
    static final Duration WATCH_AFTER = Duration.ofMillis(200);

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int HEAD_BYTES = 16 * 1024;
    private static final int PLATFORM_THREADS = 16;

    private final Server server;
    private final WatchedConnector connector;
    private final McpHttpHandler handler;
    private final HttpLimits limits;
    private final ScheduledExecutorService clock;

    private McpHttpServer(McpHttpHandler handler) {
        HttpSettings settings = handler.settings();
        this.handler = handler;
        this.limits = settings.limits();
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 4);
        threads.setName("mcp-http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("mcp-http-request-"));
        server = new Server(threads);
        server.setHandler(handler);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(0);
        connector = new WatchedConnector(server, new HttpConnectionFactory(configuration(limits)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptQueueSize(256);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("mcp-http-clock").factory());
    }

    private static HttpConfiguration configuration(HttpLimits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEAD_BYTES);
        http.setResponseHeaderSize(HEAD_BYTES);
        http.setIdleTimeout(limits.idle().toMillis());
        // What a refused request still sends is not read to its end: the connection is closed.
        http.setMaxUnconsumedRequestContentReads(4);
        return http;
    }

    /// Starts serving.
    ///
    /// @throws McpException when the address cannot be had, saying why and what to do
    public static McpHttpServer start(
            McpServer server, HttpSettings settings, Authenticator authenticator) {
        McpHttpServer http = new McpHttpServer(new McpHttpHandler(server, settings, authenticator));
        http.open(settings);
        return http;
    }

    private void open(HttpSettings settings) {
        try {
            connector.open();
            server.start();
        } catch (Exception e) {
            // Jetty's lifecycle throws anything; what cannot start is stopped again.
            clock.shutdownNow();
            stopQuietly();
            throw new McpException(reason(settings, e), e);
        }
        clock.scheduleWithFixedDelay(
                this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String reason(HttpSettings settings, Exception e) {
        String where = settings.host() + ":" + settings.port();
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return "cannot listen on " + where + ": there is no such host";
            }
            if (cause instanceof BindException) {
                boolean foreign = String.valueOf(cause.getMessage()).contains("assign");
                return "cannot listen on "
                        + where
                        + (foreign
                                ? ": this machine does not have that address"
                                : ": the port is taken or not allowed; choose another one, or 0"
                                        + " for any that is free");
            }
            cause = cause.getCause();
        }
        return "cannot listen on " + where + ": " + e.getMessage();
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            long headNanos = limits.headTime().toNanos();
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint instanceof WatchedEndPoint socket
                        && socket.headTakesLongerThan(headNanos, now)) {
                    socket.close();
                }
            }
            handler.tick(now);
        } catch (RuntimeException e) {
            // An exception would end the clock for good.
            LOG.log(Level.ERROR, "looking after HTTP connections", e);
        }
    }

    /// The port it listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Where clients find the server, without a path: `http://127.0.0.1:8080`.
    public String address() {
        String host = handler.settings().host();
        return "http://"
                + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                + ":"
                + port();
    }

    /// The MCP endpoint itself.
    public String endpoint() {
        return address() + McpHttpHandler.ENDPOINT;
    }

    /// Stops: lets nobody in any more, waits for [HttpLimits#stopGrace] until what runs has been
    /// answered, cancels the rest and closes the port. Again does nothing.
    @Override
    public void close() {
        connector.shutdown();
        handler.beginStop();
        awaitQuiet();
        handler.endStop();
        clock.shutdownNow();
        stopQuietly();
    }

    private void awaitQuiet() {
        long due = System.nanoTime() + limits.stopGrace().toNanos();
        try {
            while (!handler.isQuiet() && System.nanoTime() - due < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // in a hurry: stop what is left now
        }
    }

    private void stopQuietly() {
        boolean interrupted = Thread.interrupted(); // Jetty would stop halfway
        try {
            server.stop();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "stopping the HTTP server", e);
        } finally {
            connector.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// For tests.
    McpHttpHandler handler() {
        return handler;
    }

    /// For tests: sockets that are open.
    int connections() {
        return connector.getConnectedEndPoints().size();
    }
}
