package dev.hqe.mcp.internal.protocol;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResultBudget;
import dev.hqe.mcp.RunningCall;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// One peer's side of the protocol, without the transport: messages come in through [#line],
/// answers go out through the [AnswerQueue].
///
/// Which era a request belongs to is told request by request (2026-07-28, Versioning, "Backward
/// Compatibility"): modern `_meta` makes it modern at any time, anything else belongs to the legacy
/// session that `initialize` opens. Requests that cost nothing are answered on the reading thread,
/// tool calls on their own. When too many calls are in flight the reading thread waits; up to that
/// point it reads on, so that cancellations and pings are heard while calls wait for their turn.
///
/// [#line] and [#lineTooLong] belong to one reading thread, the rest to any.
public final class ProtocolSession implements LineReader.Lines {

    private static final System.Logger LOG = System.getLogger(ProtocolSession.class.getName());

    /// Elements of a batch; a batch is one message, so its size is bounded as well.
    private static final int MAX_BATCH = 500;

    private final McpServer server;
    private final AnswerQueue out;
    private final InFlight inFlight;
    private final ResultBudget results;
    private final BatchReply.Room batches;
    private final Subscriptions subscriptions = new Subscriptions();
    private final LegacyEra legacy;
    private final ModernEra modern;
    private final ReplyTo single;
    private final AtomicLong listVersion = new AtomicLong();
    private final AtomicBoolean announcing = new AtomicBoolean();
    private final Registration listChanges;

    /// Starts listening for changes of the tool list at once.
    ///
    /// @param out where answers go
    public ProtocolSession(McpServer server, AnswerQueue out, ConnectionLimits limits) {
        this.server = server;
        this.out = out;
        this.inFlight = new InFlight(limits.inFlight(), limits.inFlightBytes());
        this.results = new ResultBudget((int) Math.min(2 * limits.answerBytes(), 1 << 30));
        this.batches = new BatchReply.Room(limits.answerBytes());
        this.legacy = new LegacyEra(server, limits.pageSize());
        this.modern = new ModernEra(server, limits.pageSize());
        this.single = new ConnectionReply(out);
        this.listChanges = server.road().onChange(this::toolsChanged);
    }

    /// A byte stream has one way out for everything.
    private record ConnectionReply(AnswerQueue out) implements ReplyTo {
        @Override
        public void send(Optional<RequestId> id, byte[] response) {
            out.put(response);
        }

        @Override
        public void drop() {
            // A request that gets no response leaves no trace on the wire.
        }

        @Override
        public boolean offer(byte[] notification) {
            return out.offer(notification);
        }

        @Override
        public boolean ask(byte[] request) {
            return out.put(request);
        }
    }

    @Override
    public void line(byte[] buffer, int offset, int length) {
        try {
            message(buffer, offset, length);
        } catch (RuntimeException e) {
            // The edge to the peer: a defect that one message hits must not end the connection.
            LOG.log(Level.ERROR, () -> "a message broke the protocol session: " + QuietTrace.of(e));
            refuse(new RpcError(RpcError.INTERNAL_ERROR, "Internal error"));
        }
    }

    private void message(byte[] buffer, int offset, int length) {
        if (!Utf8.isValid(buffer, offset, length)) {
            refuse(new RpcError(RpcError.PARSE_ERROR, "Parse error: the message is not UTF-8"));
            return;
        }
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(buffer, offset, length);
        } catch (JacksonException e) {
            refuse(new RpcError(RpcError.PARSE_ERROR, "Parse error: " + reason(e)));
            return;
        }
        if (message instanceof ArrayNode batch) {
            batch(batch, length);
        } else {
            receive(Incoming.of(message), length, single);
        }
    }

    @Override
    public void lineTooLong(int maxBytes) {
        refuse(RpcError.invalidRequest("message larger than " + maxBytes + " bytes"));
    }

    /// The client sends nothing more: waits for the calls in flight, then cancels what is left and
    /// says so, and ends the subscriptions.
    public void drain(Duration grace) throws InterruptedException {
        inFlight.awaitEmpty(grace);
        RpcError error =
                new RpcError(
                        RpcError.INTERNAL_ERROR,
                        "Cancelled: the client closed its end and the call did not finish within "
                                + grace.toMillis()
                                + " ms after that");
        for (InFlight.Pending pending : inFlight.close()) {
            pending.stop();
            Optional<RequestId> id = Optional.of(pending.id());
            pending.reply().fail(id, error);
        }
        subscriptions.close().forEach(out::put);
        listChanges.close();
    }

    /// The connection is gone: cancels everything, answers nothing.
    public void abort() {
        listChanges.close();
        inFlight.close().forEach(InFlight.Pending::stop);
        subscriptions.close();
    }

    private void batch(ArrayNode batch, int length) {
        if (!legacy.hasBatches()) {
            refuse(
                    RpcError.invalidRequest(
                            "an array is a batch, which only protocol version 2025-03-26 has"));
            return;
        }
        if (batch.isEmpty() || batch.size() > MAX_BATCH) {
            refuse(RpcError.invalidRequest("a batch holds 1 to " + MAX_BATCH + " messages"));
            return;
        }
        BatchReply reply = new BatchReply(batches, single);
        int share = length / batch.size();
        for (JsonNode element : batch) {
            Incoming incoming = Incoming.of(element);
            if (incoming instanceof Incoming.Request || incoming instanceof Incoming.Invalid) {
                reply.expectOne();
            }
            receive(incoming, share, reply);
        }
        reply.drop();
    }

    private void receive(Incoming incoming, int size, ReplyTo reply) {
        switch (incoming) {
            case Incoming.Request request -> request(request, size, reply);
            case Incoming.Notification notification -> notification(notification);
            case Incoming.Invalid(Optional<RequestId> id, RpcError error) -> reply.fail(id, error);
            case Incoming.Ignored() -> {}
        }
    }

    private void request(Incoming.Request request, int size, ReplyTo reply) {
        if (inFlight.contains(request.id()) || subscriptions.contains(request.id())) {
            fail(
                    request,
                    reply,
                    RpcError.invalidRequest(
                            "id " + Quoted.brief(request.id().toJson()) + " is still in use"));
            return;
        }
        Verdict verdict;
        try {
            // An initialize always opens the legacy session, whatever its _meta says.
            boolean isModern = ModernEra.speaks(request) && !request.method().equals("initialize");
            if (isModern && reply instanceof BatchReply) {
                fail(request, reply, RpcError.invalidRequest("2026-07-28 has no batches"));
                return;
            }
            verdict = isModern ? modern.decide(request) : legacy.decide(request);
        } catch (RuntimeException e) {
            // The edge: a defect in one request must not end the connection.
            LOG.log(
                    Level.ERROR,
                    () ->
                            "request "
                                    + Quoted.brief(request.method())
                                    + " broke with "
                                    + QuietTrace.of(e));
            verdict = new Verdict.Failure(new RpcError(RpcError.INTERNAL_ERROR, "Internal error"));
        }
        switch (verdict) {
            case Verdict.Result(var json) ->
                    reply.send(Optional.of(request.id()), Frames.result(request.id(), json));
            case Verdict.Failure(RpcError error) -> fail(request, reply, error);
            case Verdict.Call call -> call(request.id(), call, size, reply);
            case Verdict.Listen wanted -> listen(request, wanted, reply);
        }
    }

    private void call(RequestId id, Verdict.Call call, int size, ReplyTo reply) {
        Optional<ProgressReports> progress =
                call.progressToken().map(token -> new ProgressReports(token, reply::offer));
        InFlight.Pending pending = new InFlight.Pending(id, size, reply, call.dialect(), progress);
        if (!inFlight.admit(pending)) {
            return;
        }
        Caller caller = progress.map(Caller::reporting).orElse(Caller.NONE);
        RunningCall<?> running =
                server.road()
                        .start(
                                new ToolCall(
                                        CallId.next(),
                                        call.principal(),
                                        call.tool(),
                                        call.arguments(),
                                        caller,
                                        Instant.MAX),
                                results,
                                answer -> answered(pending, answer));
        pending.runsAs(running);
        if (inFlight.isClosed()) {
            // The end may have come between admitting and starting, and found nothing to stop.
            running.cancel();
        }
    }

    private void answered(InFlight.Pending pending, ToolAnswer answer) {
        pending.progress().ifPresent(ProgressReports::end);
        if (inFlight.take(pending)) {
            pending.dialect().reply(pending.reply(), pending.id(), answer);
            inFlight.release(pending);
        }
    }

    private void listen(Incoming.Request request, Verdict.Listen wanted, ReplyTo reply) {
        if (subscriptions.isFull()) {
            fail(
                    request,
                    reply,
                    RpcError.invalidRequest(
                            "at most "
                                    + Subscriptions.MAX
                                    + " subscriptions are open on one connection: cancel one"));
            return;
        }
        out.put(Subscriptions.acknowledgement(request.id(), wanted));
        subscriptions.open(request.id(), wanted);
    }

    private void notification(Incoming.Notification notification) {
        switch (notification.method()) {
            case "notifications/initialized" -> legacy.initialized();
            case "notifications/cancelled" -> cancel(notification);
            default -> {
                // Unknown notifications are not answered (JSON-RPC 2.0, "Notification").
            }
        }
    }

    /// Unknown ids and malformed cancellations are ignored; a cancelled request gets no response
    /// (2026-07-28, Cancellation; 2025-11-25 likewise).
    private void cancel(Incoming.Notification notification) {
        LOG.log(
                Level.DEBUG,
                () ->
                        "cancelled: "
                                + Quoted.brief(notification.params().path("reason").asString("")));
        RequestId.of(notification.params().path("requestId"))
                .ifPresent(id -> {
                    subscriptions.cancel(id);
                    inFlight.take(id)
                            .ifPresent(pending -> {
                                pending.stop();
                                pending.reply().drop();
                                inFlight.release(pending);
                            });
                });
    }

    /// Runs on a provider's thread, which must not wait for a slow client. One thread at a time
    /// announces; changes that come meanwhile become one more round.
    ///
    /// Who listens is asked here and not there: a client that gets ready between the two has
    /// nothing to be told, because it lists the tools afterwards.
    private void toolsChanged() {
        if (!legacy.wantsNotifications() && subscriptions.isEmpty()) {
            return;
        }
        listVersion.incrementAndGet();
        if (announcing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mcp-list-changed").start(this::announce);
        }
    }

    private void announce() {
        long seen;
        do {
            seen = listVersion.get();
            if (legacy.wantsNotifications()) {
                out.put(
                        Frames.notification(
                                "notifications/tools/list_changed",
                                Json.MAPPER.createObjectNode()));
            }
            subscriptions.toolsListChanged().forEach(out::put);
            announcing.set(false);
        } while (seen != listVersion.get() && announcing.compareAndSet(false, true));
    }

    private void refuse(RpcError error) {
        single.fail(Optional.empty(), error);
    }

    private static void fail(Incoming.Request request, ReplyTo reply, RpcError error) {
        reply.fail(Optional.of(request.id()), error);
    }

    private static String reason(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : " at byte " + Math.max(0, at.getByteOffset());
        // From here on the parser speaks of its own settings, which help no client.
        String what = e.getOriginalMessage().replaceFirst(" for `ObjectNode`.*", "");
        return Quoted.brief(what, 300) + where;
    }
}
