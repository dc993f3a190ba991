package dev.hqe.mcp.client;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A server behind a URL: Streamable HTTP of 2026-07-28, of 2025-03-26 to 2025-11-25 (sessions, a
/// stream for the server's own messages, resumption), and HTTP with SSE of 2024-11-05.
///
/// Each request travels on a virtual thread of its own, so that the caller can leave at any time;
/// closing the answer's stream then tells a modern server to stop.
public final class HttpTransport extends Transport {

    private static final System.Logger LOG = System.getLogger(HttpTransport.class.getName());
    private static final Duration BRIEF = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int LINGERING = 16;
    private static final int MAX_SESSION_ID = 1_024;
    private static final int MAX_ERROR_BODY = 64 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    /// Headers that are the protocol's own.
    private static final Set<String> RESERVED =
            Set.of("accept", "content-type", "last-event-id", "host", "content-length");

    private final URI endpoint;
    private final boolean oldKind;
    private final HttpRequests requests;
    private final Set<Thread> exchanges = ConcurrentHashMap.newKeySet();
    private final Semaphore lingering = new Semaphore(LINGERING);
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Inbound opened;
    private ClientLimits limits = ClientLimits.DEFAULT;
    private HeaderMirrors mirrors = new HeaderMirrors(ClientLimits.DEFAULT.items());
    private volatile ServerEra era = ServerEra.MODERN;
    private volatile String version = "";
    private volatile String session = "";
    private volatile boolean needsSession;
    private volatile @Nullable URI oldPostTarget;
    private @Nullable ServerStreams streams;

    /// @param endpoint `http` or `https`
    /// @param headers sent with every request, for example an API key; the protocol's own and
    ///   `Mcp-...` headers are not allowed here
    /// @param authorization supplies the Authorization header; [HttpAuthorization#NONE] for none
    /// @param connectTimeout for opening a TCP connection
    public HttpTransport(
            URI endpoint,
            Map<String, String> headers,
            HttpAuthorization authorization,
            Duration connectTimeout) {
        this(endpoint, headers, authorization, connectTimeout, false);
    }

    /// A server that speaks HTTP with SSE of 2024-11-05 and nothing newer, so that nothing newer is
    /// tried.
    ///
    /// @param endpoint of its stream
    public static HttpTransport ofOldKind(
            URI endpoint,
            Map<String, String> headers,
            HttpAuthorization authorization,
            Duration connectTimeout) {
        return new HttpTransport(endpoint, headers, authorization, connectTimeout, true);
    }

    private HttpTransport(
            URI endpoint,
            Map<String, String> headers,
            HttpAuthorization authorization,
            Duration connectTimeout,
            boolean oldKind) {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https"))
                || endpoint.getHost() == null
                || endpoint.getUserInfo() != null) {
            throw new McpException(
                    "a server's address is http:// or https:// with a host and without a user: "
                            + Quoted.brief(String.valueOf(endpoint.getHost())));
        }
        for (String name : headers.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (RESERVED.contains(lower) || lower.startsWith("mcp-")) {
                throw new McpException(
                        "header "
                                + Quoted.brief(name)
                                + " is the protocol's own: remove it from the server's headers");
            }
        }
        this.endpoint = endpoint;
        this.oldKind = oldKind;
        this.requests = new HttpRequests(endpoint, headers, timed(authorization), connectTimeout);
    }

    @Override
    void open(Inbound inbound, ClientLimits given) {
        opened = inbound;
        limits = given;
        mirrors = new HeaderMirrors(given.items());
        streams = new ServerStreams(requests, endpoint, this::streamHeaders, given, inbound);
    }

    /// Authorization may wait for the user to sign in, which is no silence of the server.
    private HttpAuthorization timed(HttpAuthorization authorization) {
        return new HttpAuthorization() {
            @Override
            public Optional<String> header(URI server) throws InterruptedException {
                inbound().busy(true);
                try {
                    return authorization.header(server);
                } finally {
                    inbound().busy(false);
                }
            }

            @Override
            public boolean challenged(URI server, int status, List<String> wwwAuthenticate)
                    throws InterruptedException {
                inbound().busy(true);
                try {
                    return authorization.challenged(server, status, wwwAuthenticate);
                } finally {
                    inbound().busy(false);
                }
            }
        };
    }

    private Inbound inbound() {
        Inbound inbound = opened;
        if (inbound == null) {
            throw new IllegalStateException("a transport is opened before it is used");
        }
        return inbound;
    }

    @Override
    void send(PendingCall call) {
        Thread thread =
                Thread.ofVirtual().name("mcp-http-" + call.id()).unstarted(() -> carry(call));
        exchanges.add(thread);
        call.carriedBy(thread);
        thread.start();
    }

    private void carry(PendingCall call) {
        try {
            String used = session;
            if (used.isEmpty() && needsSession && !call.method().equals("initialize")) {
                // Another call has found the session over, and a new one is not there yet.
                call.complete(new Reply.SessionOver());
                return;
            }
            URI target = postTarget();
            HttpResponse<InputStream> response =
                    requests.post(target, call.message(), messageHeaders(used, call.headers()));
            try (InputStream body = response.body()) {
                receive(call, response, body, used);
            }
        } catch (InterruptedException e) {
            call.complete(new Reply.Lost("given up"));
        } catch (IOException e) {
            call.complete(new Reply.Lost(Unreachable.why(endpoint, e)));
        } catch (RuntimeException e) {
            // Authorization is the host's code, and its failure is the caller's to hear.
            call.complete(new Reply.Broken(e));
        } finally {
            exchanges.remove(Thread.currentThread());
        }
    }

    private void receive(
            PendingCall call, HttpResponse<InputStream> response, InputStream body, String used)
            throws IOException, InterruptedException {
        int status = response.statusCode();
        if (status / 100 != 2) {
            call.complete(
                    status == 404 && !used.isEmpty() && era == ServerEra.LEGACY
                            ? new Reply.SessionOver()
                            : refusal(status, body));
            return;
        }
        if (call.method().equals("initialize")) {
            remember(response.headers().firstValue("mcp-session-id").orElse(""));
        }
        if (ServerStreams.isEventStream(response)) {
            stream(call, body);
            return;
        }
        if (oldPostTarget != null) {
            // Accepted; the answer comes on the one stream.
            return;
        }
        byte[] message = body.readNBytes(limits.messageBytes() + 1);
        if (message.length > limits.messageBytes()) {
            call.complete(
                    new Reply.Lost(
                            "the answer is larger than " + limits.messageBytes() + " bytes"));
        } else if (message.length > 0) {
            inbound().message(message, 0, message.length);
        }
        call.complete(new Reply.Lost("the server's HTTP answer holds none"));
    }

    /// An error status: a JSON-RPC error when the body is one, whatever id it has.
    private static Reply refusal(int status, InputStream body) throws IOException {
        byte[] text = body.readNBytes(MAX_ERROR_BODY);
        if (text.length > 0) {
            List<ServerMessage> messages = ServerMessage.read(text, 0, text.length);
            if (messages.size() == 1
                    && messages.getFirst()
                            instanceof
                            ServerMessage.Fault(var _, int code, String said, var data)) {
                return new Reply.Fault(code, said, data, status);
            }
        }
        int shown = Math.min(text.length, 1_000);
        return new Reply.Refused(status, new String(text, 0, shown, StandardCharsets.UTF_8));
    }

    private void remember(String id) {
        if (id.length() <= MAX_SESSION_ID && id.chars().allMatch(c -> c >= 0x21 && c <= 0x7E)) {
            session = id;
            needsSession = !id.isEmpty();
        } else {
            LOG.log(Level.WARNING, "a server's session id is not visible ASCII: ignored");
        }
    }

    /// Reads a request's stream up to the answer. A legacy stream that breaks is taken up again
    /// (2025-11-25, Transports, "Resumability and Redelivery").
    private void stream(PendingCall call, InputStream first)
            throws IOException, InterruptedException {
        EventStream events = new EventStream(first, limits.messageBytes());
        String lastId = deliver(events, call);
        long retry = events.retryMillis();
        int failures = 0;
        while (!call.isDone() && !call.isAbandoned()) {
            if (era == ServerEra.MODERN || lastId.isEmpty() || failures > limits.reconnects()) {
                call.complete(new Reply.Lost("its stream ended before the answer"));
                return;
            }
            ServerStreams.pause(retry, limits);
            failures++;
            Map<String, String> headers = streamHeaders();
            headers.put("Last-Event-ID", lastId);
            HttpResponse<InputStream> response;
            try {
                response = requests.get(endpoint, headers);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "taking up a stream again", e);
                continue;
            }
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200 || !ServerStreams.isEventStream(response)) {
                    call.complete(refusal(response.statusCode(), body));
                    return;
                }
                EventStream again = new EventStream(body, limits.messageBytes());
                String newest = deliver(again, call);
                if (!newest.isEmpty() && !newest.equals(lastId)) {
                    lastId = newest;
                    failures = 0;
                }
                retry = again.retryMillis() >= 0 ? again.retryMillis() : retry;
            }
        }
    }

    /// Hands in the events of a stream until its end, or, with many such streams, until the answer.
    ///
    /// @return the last event id
    private String deliver(EventStream events, PendingCall call) throws InterruptedException {
        boolean mayLinger = false;
        try {
            while (true) {
                if (!mayLinger && call.isDone()) {
                    // Reading to the end lets the connection be used again.
                    mayLinger = lingering.tryAcquire();
                    if (!mayLinger) {
                        return events.lastId();
                    }
                }
                Optional<EventStream.Event> event = events.next();
                if (event.isEmpty()) {
                    return events.lastId();
                }
                ServerStreams.handIn(event.get(), inbound());
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted() || call.isAbandoned()) {
                throw new InterruptedException();
            }
            LOG.log(Level.DEBUG, "a stream broke", e);
            return events.lastId();
        } finally {
            if (mayLinger) {
                lingering.release();
            }
        }
    }

    @Override
    void tell(byte[] message, String method) throws InterruptedException {
        try {
            Map<String, String> more =
                    era == ServerEra.MODERN ? Map.of("Mcp-Method", method) : Map.of();
            int status =
                    requests.brief(
                            "POST", postTarget(), message, messageHeaders(session, more), BRIEF);
            if (status / 100 != 2) {
                LOG.log(Level.DEBUG, "the server answered {0} with status {1}", method, status);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "telling a server " + method, e);
        }
    }

    @Override
    boolean abandoned(PendingCall call) {
        return era == ServerEra.LEGACY;
    }

    @Override
    void speaks(ServerEra nextEra, String nextVersion) {
        era = nextEra;
        version = nextVersion;
    }

    @Override
    Map<String, String> headers(String method, Params params) {
        return era == ServerEra.MODERN ? mirrors.headers(method, params) : Map.of();
    }

    @Override
    String learn(String tool, JsonNode inputSchema) {
        return mirrors.learn(tool, inputSchema);
    }

    private URI postTarget() {
        URI old = oldPostTarget;
        return old == null ? endpoint : old;
    }

    private Map<String, String> messageHeaders(String used, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        return common(headers, used);
    }

    private Map<String, String> streamHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "text/event-stream");
        return common(headers, session);
    }

    private Map<String, String> common(Map<String, String> headers, String used) {
        String spoken = version;
        if (!spoken.isEmpty()) {
            headers.put("MCP-Protocol-Version", spoken);
        }
        if (!used.isEmpty()) {
            headers.put("Mcp-Session-Id", used);
        }
        return headers;
    }

    @Override
    void ready() {
        ServerStreams own = streams;
        if (own != null && oldPostTarget == null && !closed.get()) {
            own.listen();
        }
    }

    @Override
    void forgetSession() {
        session = "";
        ServerStreams own = streams;
        if (own != null) {
            own.stopListening();
        }
    }

    @Override
    boolean fallsBack() throws InterruptedException {
        return openOldKind().isEmpty();
    }

    @Override
    boolean isOfOldKind() {
        return oldKind;
    }

    @Override
    String openOldKind() throws InterruptedException {
        ServerStreams own = streams;
        if (own == null) {
            throw new IllegalStateException("a transport is opened before it is used");
        }
        return switch (own.openOld()) {
            case ServerStreams.Old.Open(URI target) -> {
                oldPostTarget = target;
                yield "";
            }
            case ServerStreams.Old.None(String why) -> why;
        };
    }

    @Override
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        String last = session;
        Map<String, String> headers = common(new LinkedHashMap<>(), last);
        forgetSession();
        ServerStreams own = streams;
        if (own != null) {
            own.close();
        }
        exchanges.forEach(Thread::interrupt);
        if (!last.isEmpty()) {
            try {
                requests.brief("DELETE", endpoint, NO_BODY, headers, LAST_WORDS);
            } catch (IOException | RuntimeException e) {
                // Whatever stands in the way of a goodbye, the session ends by itself.
                LOG.log(Level.DEBUG, "ending a session", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        requests.close();
    }
}
