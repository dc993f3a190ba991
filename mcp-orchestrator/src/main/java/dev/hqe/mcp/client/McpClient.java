package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A connection to one MCP server, of either era. Calls block; make them on virtual threads, as
/// many at once as [ClientLimits#inFlight]. To cancel one, interrupt its thread. Thread-safe.
///
/// Every call throws [ServerFault] for a JSON-RPC error, [ClientException.TimedOut],
/// [ClientException.Lost] or [ClientException.HttpRefused], and [InterruptedException].
public final class McpClient implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final int HEADER_MISMATCH = -32020;

    private final Transport transport;
    private final Conversation conversation;
    private final Handshake handshake;
    private final NoticeQueue notices;
    private final ClientLimits limits;
    private final InputLoop input;
    private final TaskFollower tasks;
    private final ReentrantLock renewing = new ReentrantLock();
    private final ToolShapes shapes = new ToolShapes();
    private volatile ServerProfile profile;
    private volatile int sessions;

    private McpClient(
            Transport transport,
            ClientIdentity identity,
            ClientHandler handler,
            ClientLimits limits,
            Optional<ServerEra> remembered)
            throws InterruptedException {
        ClientOffers offers = handler.offers();
        Questions questions = new Questions(handler, offers);
        this.transport = transport;
        this.limits = limits;
        this.notices = new NoticeQueue(handler::heard, limits.notifications());
        this.conversation = new Conversation(transport, questions, notices, limits);
        this.handshake = new Handshake(conversation, transport, identity, offers, limits);
        this.input = new InputLoop(questions, limits);
        this.tasks = new TaskFollower(this::exchange, input);
        transport.open(conversation, limits);
        try {
            profile = agree(remembered);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// A server that says something else than messages, on standard output most likely, is shown
    /// what that was: it is all there is to go by.
    private ServerProfile agree(Optional<ServerEra> remembered) throws InterruptedException {
        try {
            return handshake.agree(remembered);
        } catch (ClientException.TimedOut e) {
            throw new ClientException.TimedOut(e.getMessage() + conversation.noise());
        } catch (ClientException.Lost e) {
            throw new ClientException.Lost(e.getMessage() + conversation.noise());
        }
    }

    /// Connects to a server: finds out its era and agrees on a version.
    ///
    /// @param transport closed when this fails and by [#close]
    /// @throws ClientException when no version is spoken by both, or the server cannot be reached
    /// @throws InterruptedException when interrupted
    public static McpClient connect(
            Transport transport,
            ClientIdentity identity,
            ClientHandler handler,
            ClientLimits limits)
            throws InterruptedException {
        return new McpClient(transport, identity, handler, limits, Optional.empty());
    }

    /// The same for a server whose era was found out before; if it is another one now, that is
    /// found out again.
    public static McpClient connect(
            Transport transport,
            ClientIdentity identity,
            ClientHandler handler,
            ClientLimits limits,
            ServerEra remembered)
            throws InterruptedException {
        return new McpClient(transport, identity, handler, limits, Optional.of(remembered));
    }

    /// What the server said of itself.
    public ServerProfile server() {
        return profile;
    }

    /// Why the connection is over; empty while it lives.
    public Optional<String> over() {
        return conversation.over();
    }

    /// How many things came that could not be understood.
    public long malformed() {
        return conversation.malformed();
    }

    /// How many notices were dropped because the handler was slow.
    public long noticesDropped() {
        return notices.dropped();
    }

    /// Makes any request and returns its result as it came. When the server wants input first, the
    /// handler is asked and the request made again (2026-07-28, Multi Round-Trip Requests).
    public RawJson request(String method, Params params, RequestOptions options)
            throws InterruptedException {
        return requested(method, params, options).json();
    }

    private Reply.Result requested(String method, Params params, RequestOptions options)
            throws InterruptedException {
        return profile.era() == ServerEra.MODERN
                ? input.run(params, given -> exchange(method, given, options))
                : exchange(method, params, options);
    }

    private Reply.Result exchange(String method, Params params, RequestOptions options)
            throws InterruptedException {
        int seen = sessions;
        Reply reply = conversation.exchange(method, params, options);
        if (reply instanceof Reply.SessionOver) {
            renew(seen);
            reply = conversation.exchange(method, params, options);
        }
        return reply.orThrow(method);
    }

    /// Opens a new session, unless another thread has done so since.
    private void renew(int seen) throws InterruptedException {
        renewing.lockInterruptibly();
        try {
            if (sessions == seen) {
                profile = handshake.initialize();
                sessions = seen + 1;
            }
        } finally {
            renewing.unlock();
        }
    }

    /// All tools, except those that this transport must refuse (`x-mcp-header` against the rules,
    /// 2026-07-28, Streamable HTTP); of such a one the handler is told.
    public Listing listTools() throws InterruptedException {
        Listing all = list("tools/list", "tools");
        boolean modern = profile.era() == ServerEra.MODERN;
        List<ObjectNode> usable = new ArrayList<>(all.items().size());
        for (ObjectNode tool : all.items()) {
            String name = tool.path("name").asString("");
            JsonNode schema = tool.path("inputSchema");
            String wrong = modern ? transport.learn(name, schema) : "";
            if (wrong.isEmpty()) {
                usable.add(tool);
            } else {
                conversation.malformed("tool " + Quoted.brief(name) + " is left out: " + wrong);
            }
        }
        shapes.learn(usable);
        return new Listing(usable, all.ttlMillis(), all.shared());
    }

    /// All resources.
    public Listing listResources() throws InterruptedException {
        return list("resources/list", "resources");
    }

    /// All resource templates.
    public Listing listResourceTemplates() throws InterruptedException {
        return list("resources/templates/list", "resourceTemplates");
    }

    /// All prompts.
    public Listing listPrompts() throws InterruptedException {
        return list("prompts/list", "prompts");
    }

    /// All pages of a list.
    ///
    /// @param member which member of a page holds the items
    /// @throws ClientException when the pages never end
    public Listing list(String method, String member) throws InterruptedException {
        return new Pages(method, member, limits)
                .collect(params -> requested(method, params, RequestOptions.DEFAULT).json());
    }

    /// Calls a tool. A task that comes in place of the result is waited for.
    ///
    /// @param arguments a JSON object
    /// @return a `CallToolResult` as it came
    public RawJson callTool(String name, RawJson arguments, RequestOptions options)
            throws InterruptedException {
        return callTool(Params.NONE.with("name", name).with("arguments", arguments), options);
    }

    /// The same with parameters of its own, for example with `_meta`.
    public RawJson callTool(Params params, RequestOptions options) throws InterruptedException {
        if (profile.era() == ServerEra.LEGACY) {
            boolean asTask =
                    profile.offers("tasks", "requests", "tools", "call")
                            && shapes.needsTask(params.text("name").orElse(""));
            return asTask
                    ? tasks.followLegacy(
                            exchange("tools/call", params.with("task", Json.object()), options),
                            options)
                    : requested("tools/call", params, options).json();
        }
        Reply.Result result;
        try {
            result = requested("tools/call", params, options);
        } catch (ServerFault e) {
            if (e.code() != HEADER_MISMATCH) {
                throw e;
            }
            // The tool's schema may be another one by now (Streamable HTTP, "Client Behavior").
            listTools();
            result = requested("tools/call", params, options);
        }
        return result.type().equals("task") ? tasks.follow(result.json(), options) : result.json();
    }

    /// Reads a resource.
    public RawJson readResource(String uri, RequestOptions options) throws InterruptedException {
        return request("resources/read", Params.NONE.with("uri", uri), options);
    }

    /// Fills in a prompt.
    ///
    /// @param arguments strings by name
    public RawJson getPrompt(String name, ObjectNode arguments, RequestOptions options)
            throws InterruptedException {
        Params params = Params.NONE.with("name", name).with("arguments", arguments);
        return request("prompts/get", params, options);
    }

    /// Asks for completions.
    ///
    /// @param params of `completion/complete`
    public RawJson complete(ObjectNode params, RequestOptions options) throws InterruptedException {
        return request("completion/complete", Params.of(params), options);
    }

    /// Asks how a task stands.
    public RawJson task(String taskId) throws InterruptedException {
        return request("tasks/get", Params.NONE.with("taskId", taskId), RequestOptions.DEFAULT);
    }

    /// Ends a task.
    public RawJson cancelTask(String taskId) throws InterruptedException {
        return request("tasks/cancel", Params.NONE.with("taskId", taskId), RequestOptions.DEFAULT);
    }

    /// Asks to be told of changes; the handler hears them. In the legacy era a server tells of its
    /// lists unasked.
    public Subscription subscribe(Interest interest) throws InterruptedException {
        return profile.era() == ServerEra.MODERN
                ? listen(interest)
                : subscribeEach(interest.uris());
    }

    private Subscription listen(Interest interest) throws InterruptedException {
        Subscription[] self = new Subscription[1];
        Subscription subscription =
                new Subscription(() -> {
                    PendingCall call = self[0].call();
                    if (call != null) {
                        conversation.giveUp(call, "not wanted any more");
                        call.complete(new Reply.Lost("closed by this side"));
                    }
                });
        self[0] = subscription;
        PendingCall call =
                conversation.listen(
                        subscription, Params.NONE.with("notifications", interest.toJson()));
        Thread.ofVirtual()
                .name("mcp-client-subscription-" + call.id())
                .start(() -> watch(subscription, call));
        boolean answered = subscription.awaitAcknowledgement(limits.handshake().toMillis());
        Optional<Reply> ended = call.replyNow();
        if (!answered || ended.isPresent()) {
            subscription.close();
            ended.ifPresent(reply -> reply.orThrow("subscriptions/listen"));
            throw new ClientException.TimedOut(
                    "the server did not acknowledge subscriptions/listen");
        }
        return subscription;
    }

    private void watch(Subscription subscription, PendingCall call) {
        try {
            RequestOptions options = RequestOptions.DEFAULT.within(FOREVER, FOREVER);
            Optional<Reply> reply = call.await(options, () -> 0, options.progress());
            boolean graceful = reply.filter(Reply.Result.class::isInstance).isPresent();
            if (!subscription.isClosed()) {
                notices.add(new ServerNotice.SubscriptionEnded(call.id(), graceful));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            conversation.forget(call);
            subscription.over();
        }
    }

    private Subscription subscribeEach(List<String> uris) throws InterruptedException {
        for (String uri : uris) {
            request("resources/subscribe", Params.NONE.with("uri", uri), RequestOptions.DEFAULT);
        }
        Subscription subscription =
                new Subscription(() ->
                        Thread.ofVirtual()
                                .name("mcp-client-unsubscribe")
                                .start(() -> unsubscribe(uris)));
        ObjectNode granted = Json.object();
        uris.forEach(granted.putArray("resourceSubscriptions")::add);
        subscription.acknowledged(granted);
        return subscription;
    }

    private void unsubscribe(List<String> uris) {
        try {
            for (String uri : uris) {
                request(
                        "resources/unsubscribe",
                        Params.NONE.with("uri", uri),
                        RequestOptions.DEFAULT);
            }
        } catch (ClientException e) {
            conversation.malformed("unsubscribing failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sets the least severe level of log messages that are wanted: with a request in the legacy
    /// era, with every later request in the modern one.
    ///
    /// @param level one of the eight of RFC 5424, for example `warning`
    public void logLevel(String level) throws InterruptedException {
        if (profile.era() == ServerEra.MODERN) {
            handshake.modern(profile.version(), level);
        } else {
            request("logging/setLevel", Params.NONE.with("level", level), RequestOptions.DEFAULT);
        }
    }

    /// Asks whether the server is there.
    public void ping(Duration patience) throws InterruptedException {
        String method = profile.era() == ServerEra.MODERN ? "server/discover" : "ping";
        request(method, Params.NONE, RequestOptions.DEFAULT.within(patience, patience));
    }

    /// Tells a legacy server that the folders are other ones; a modern one asks anew each time.
    public void rootsChanged() {
        if (profile.era() == ServerEra.LEGACY) {
            conversation.tell("notifications/roots/list_changed", Json.object());
        }
    }

    /// Ends the connection. Calls under way get [ClientException.Lost].
    @Override
    public void close() {
        conversation.ended("the client was closed");
        transport.close();
    }
}
