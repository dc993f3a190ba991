package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Access;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.ConnectionLimits;
import dev.hqe.mcp.McpServer;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ResultBudget;
import dev.hqe.mcp.internal.share.Shares;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One peer's side of the protocol, without the transport: a byte stream has one for its life and
/// brings messages in through [#line]; over HTTP a legacy session has one for its life and a modern
/// request one of its own, and messages come in through [#receive].
///
/// Which era a request belongs to is told request by request (2026-07-28, Versioning, "Backward
/// Compatibility"): modern `_meta` makes it modern at any time, anything else belongs to the legacy
/// session that `initialize` opens. Requests that cost nothing are answered on the reading thread,
/// tool calls on their own. When too many calls are in flight the reading thread waits; up to that
/// point it reads on, so that cancellations and pings are heard while calls wait for their turn.
///
/// Thread-safe.
public final class ProtocolSession implements LineReader.Lines, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ProtocolSession.class.getName());

    /// Elements of a batch; a batch is one message, so its size is bounded as well.
    private static final int MAX_BATCH = 500;

    private final ServerCore core;
    private final ConnectionLimits limits;
    private final Access access;
    private final InFlight inFlight;
    private final ResultBudget results;
    private final BatchReply.Room batches;
    private final Subscriptions subscriptions;
    private final LegacyEra legacy;
    private final ServerRequests asked;
    private final ReplyTo single;
    private volatile @Nullable Principal lastCaller;

    /// A session with a client on this machine, which may use everything.
    ///
    /// @param out where messages go that belong to no request, and, of what comes in through
    ///   [#line], the answers as well
    public ProtocolSession(McpServer server, Outbound out, ConnectionLimits limits) {
        this(server, out, limits, Access.LOCAL);
    }

    /// A session; costs little until somebody speaks.
    ///
    /// @param out as above
    /// @param access what the transport has checked of the client
    public ProtocolSession(McpServer server, Outbound out, ConnectionLimits limits, Access access) {
        this.core = server.core();
        this.limits = limits;
        this.access = access;
        this.inFlight = new InFlight(limits.inFlight(), limits.inFlightBytes());
        this.results = new ResultBudget((int) Math.min(2 * limits.answerBytes(), 1 << 30));
        this.batches = new BatchReply.Room(limits.answerBytes());
        this.subscriptions = new Subscriptions(core);
        this.legacy = new LegacyEra(core, out);
        this.asked = new ServerRequests(out, core.limits().askTimeout());
        this.single = new ConnectionReply(out);
    }

    /// A byte stream has one way out for everything.
    private record ConnectionReply(Outbound out) implements ReplyTo {
        @Override
        public void send(Optional<RequestId> id, byte[] response) {
            out.putAtOnce(response);
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

    /// The legacy version that `initialize` has agreed on; empty as long as there was none, and for
    /// clients of 2026-07-28 always.
    public Optional<String> version() {
        return legacy.version();
    }

    /// Who the client says it is; empty until it has opened a legacy session or said so in a
    /// request.
    public Optional<Principal> client() {
        return legacy.client().or(() -> Optional.ofNullable(lastCaller));
    }

    /// Whether a legacy session is open, so that HTTP gives it an id.
    public boolean isInitialized() {
        return version().isPresent();
    }

    /// Takes one message in; safe from many threads at once.
    ///
    /// Every request, and everything that cannot be read, is answered through `reply`, exactly once
    /// and often after this has returned. Notifications and responses are not answered at all:
    /// nothing of `reply` is called.
    ///
    /// @param body JSON-RPC in UTF-8; not kept
    /// @return whether `reply` is answered, or has been
    public boolean receive(byte[] body, int offset, int length, ReplyTo reply) {
        return switch (MessageText.read(body, offset, length)) {
            case MessageText.Read.Broken(RpcError error) -> {
                refuse(reply, error);
                yield true;
            }
            case MessageText.Read.Json(JsonNode message) -> receive(message, length, reply);
        };
    }

    /// Takes one message in that the transport has read already; otherwise as above.
    public boolean receive(JsonNode message, int length, ReplyTo reply) {
        try {
            return message(message, length, reply);
        } catch (RuntimeException e) {
            return broken(e, reply);
        }
    }

    /// Takes a message in of which the transport knows, beside the message, that it is of
    /// 2026-07-28; otherwise as above.
    public boolean receiveModern(JsonNode message, int length, ReplyTo reply) {
        try {
            if (Incoming.of(message) instanceof Incoming.Request request) {
                request(request, length, reply, true);
                return true;
            }
            return message(message, length, reply);
        } catch (RuntimeException e) {
            return broken(e, reply);
        }
    }

    @Override
    public void line(byte[] buffer, int offset, int length) {
        receive(buffer, offset, length, single);
    }

    /// Ends the open subscriptions and says so.
    public void endSubscriptions() {
        subscriptions.end();
    }

    private static boolean broken(RuntimeException e, ReplyTo reply) {
        // The edge to the peer: a defect that one message hits must not end the connection.
        LOG.log(Level.ERROR, () -> "a message broke the protocol session: " + QuietTrace.of(e));
        refuse(reply, new RpcError(RpcError.INTERNAL_ERROR, "Internal error"));
        return true;
    }

    private boolean message(JsonNode message, int length, ReplyTo reply) {
        if (message instanceof ArrayNode batch) {
            return batch(batch, length, reply);
        }
        Incoming incoming = Incoming.of(message);
        receive(incoming, length, reply);
        return incoming.isAnswered();
    }

    @Override
    public void lineTooLong(int maxBytes, Optional<RequestId> request) {
        single.fail(request, RpcError.invalidRequest("message larger than " + maxBytes + " bytes"));
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
        for (Pending pending : inFlight.close()) {
            pending.stop();
            Optional<RequestId> id = Optional.of(pending.id());
            pending.reply().fail(id, error);
        }
        subscriptions.end();
        core.parked().cancelOf(this);
        legacy.close();
    }

    /// The connection is gone: cancels the requests that have no answer yet, ends subscriptions,
    /// answers nothing. Again does nothing.
    public void abort() {
        legacy.close();
        inFlight.close()
                .forEach(pending -> {
                    pending.stop();
                    pending.reply().drop();
                });
        subscriptions.abort();
    }

    /// The peer is gone for good: as [#abort], and calls of it that wait for its answer are
    /// cancelled as well.
    @Override
    public void close() {
        abort();
        core.parked().cancelOf(this);
    }

    private boolean batch(ArrayNode batch, int length, ReplyTo to) {
        if (!legacy.hasBatches()) {
            refuse(
                    to,
                    RpcError.invalidRequest(
                            "an array is a batch, which only protocol version 2025-03-26 has"));
            return true;
        }
        if (batch.isEmpty() || batch.size() > MAX_BATCH) {
            refuse(to, RpcError.invalidRequest("a batch holds 1 to " + MAX_BATCH + " messages"));
            return true;
        }
        ReadingTurns.stayOnDuty();
        BatchReply reply = new BatchReply(batches, to);
        boolean answered = false;
        int share = length / batch.size();
        for (JsonNode element : batch) {
            Incoming incoming = Incoming.of(element);
            if (incoming.isAnswered()) {
                reply.expectOne();
                answered = true;
            }
            receive(incoming, share, reply);
        }
        reply.drop();
        return answered;
    }

    private void receive(Incoming incoming, int size, ReplyTo reply) {
        switch (incoming) {
            case Incoming.Request request -> request(request, size, reply, false);
            case Incoming.Notification notification -> notification(notification);
            case Incoming.Response(RequestId id, ObjectNode message) -> asked.answered(id, message);
            case Incoming.Invalid(Optional<RequestId> id, RpcError error) -> reply.fail(id, error);
            case Incoming.Ignored() -> {}
        }
    }

    private void request(Incoming.Request request, int size, ReplyTo reply, boolean knownModern) {
        access.source().look();
        if (inFlight.contains(request.id()) || subscriptions.contains(request.id())) {
            fail(request.id(), reply, inUse(request.id()));
            return;
        }
        switch (decide(request, reply, knownModern)) {
            case Verdict.Now(Answer answer) -> answer.to(reply, request.id());
            case Verdict.Run(Work work, Terms terms) -> run(request.id(), work, terms, size, reply);
            case Verdict.Listen wanted -> listen(request.id(), wanted, reply);
        }
    }

    private Verdict decide(Incoming.Request request, ReplyTo reply, boolean knownModern) {
        try {
            boolean isModern =
                    knownModern || (ModernEra.speaks(request) && !opensLegacySession(request));
            if (!isModern) {
                return legacy.decide(request, access, limits.pageSize());
            }
            meet(request);
            return reply instanceof BatchReply
                    ? Verdict.failure(RpcError.invalidRequest("2026-07-28 has no batches"))
                    : core.modern().decide(request, access, limits.pageSize());
        } catch (ParamsException e) {
            return Verdict.invalidParams(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The edge: a defect in one request must not end the connection.
            LOG.log(
                    Level.ERROR,
                    () ->
                            "request "
                                    + Quoted.brief(request.method())
                                    + " broke with "
                                    + QuietTrace.of(e));
            return Verdict.failure(new RpcError(RpcError.INTERNAL_ERROR, "Internal error"));
        }
    }

    /// Notes who the client is that has not asked for any work yet.
    private void meet(Incoming.Request request) {
        JsonNode info = request.meta().path(MetaKeys.CLIENT_INFO);
        if (lastCaller == null && !info.isMissingNode()) {
            Params.principal(info, access).ifPresent(client -> lastCaller = client);
        }
    }

    /// An initialize that names a version is one of the older versions, whatever its `_meta` says.
    private static boolean opensLegacySession(Incoming.Request request) {
        return request.method().equals("initialize") && request.params().has("protocolVersion");
    }

    private void run(RequestId id, Work work, Terms terms, int size, ReplyTo reply) {
        lastCaller = terms.principal();
        Optional<String> state = terms.rounds().flatMap(Terms.Rounds::requestState);
        if (state.isPresent()) {
            retry(id, state.get(), terms, size, reply);
            return;
        }
        Exchange exchange = new Exchange();
        if (terms.becomesTaskAtOnce()) {
            task(id, work, terms, exchange, reply);
            return;
        }
        Pending pending = new Pending(id, size, reply, inFlight, exchange, terms.progressToken());
        if (!admit(pending)) {
            return;
        }
        if (!inFlight.isOne()) {
            ReadingTurns.stayOnDuty();
        }
        exchange.attach(pending);
        exchange.runs(work.start(caller(exchange, terms), results, exchange::answered));
        if (terms.mayBePromoted()) {
            pending.onAnswer(core.tasks().promoteLater(exchange, terms.principal()));
        }
        if (inFlight.isClosed()) {
            // The end may have come between admitting and starting, and found nothing to stop.
            exchange.cancel();
        }
    }

    private Caller caller(Exchange exchange, Terms terms) {
        return terms.rounds().isPresent()
                ? new ModernCaller(core, exchange, terms, this)
                : new LegacyCaller(exchange, terms, asked);
    }

    private void task(RequestId id, Work work, Terms terms, Exchange exchange, ReplyTo reply) {
        Optional<Task> task = core.tasks().create(exchange, terms.principal());
        if (task.isEmpty()) {
            fail(
                    id,
                    reply,
                    new RpcError(
                            RpcError.INTERNAL_ERROR,
                            core.limits().tasks()
                                    + " tasks are running, or "
                                    + Shares.each(core.limits().tasks())
                                    + " of yours, which is your share: try again later"));
            return;
        }
        core.tasks().created(task.get()).to(reply, id);
        exchange.runs(
                work.start(caller(exchange, terms), core.tasks().results(), exchange::answered));
    }

    /// A client comes back with answers to what it was asked (2026-07-28, Multi Round-Trip
    /// Requests).
    private void retry(RequestId id, String state, Terms terms, int size, ReplyTo reply) {
        Terms.Rounds rounds = terms.rounds().orElseThrow();
        Optional<ParkedCalls.Parked> claimed =
                core.parked().claim(state, terms.principal(), rounds.binding());
        if (claimed.isEmpty()) {
            fail(id, reply, RpcError.invalidParams(ParkedCalls.UNKNOWN_STATE));
            return;
        }
        Questions questions = claimed.get().questions();
        ModernCaller caller = claimed.get().caller();
        if (!questions.take(rounds.inputResponses())) {
            // Without waking the tool: what is missing or unfit is asked for again.
            caller.inputRequired(questions, core.parked().park(caller.parked(questions)))
                    .to(reply, id);
            return;
        }
        Exchange exchange = caller.exchange();
        Pending pending = new Pending(id, size, reply, inFlight, exchange, terms.progressToken());
        if (!admit(pending)) {
            exchange.cancel();
            return;
        }
        caller.resume(pending, terms, this);
        if (terms.mayBePromoted()) {
            pending.onAnswer(core.tasks().promoteLater(exchange, terms.principal()));
        }
        questions.finish();
        if (inFlight.isClosed()) {
            exchange.cancel();
        }
    }

    private boolean admit(Pending pending) {
        return switch (inFlight.admit(pending)) {
            case IN -> true;
            case ID_IN_USE -> {
                fail(pending.id(), pending.reply(), inUse(pending.id()));
                yield false;
            }
            case CLOSED -> {
                pending.reply().drop();
                yield false;
            }
        };
    }

    private void listen(RequestId id, Verdict.Listen wanted, ReplyTo reply) {
        if (subscriptions.isFull()) {
            fail(
                    id,
                    reply,
                    RpcError.invalidRequest(
                            "at most "
                                    + Subscriptions.MAX
                                    + " subscriptions are open on one connection: cancel one"));
            return;
        }
        subscriptions.open(id, wanted, reply);
        if (inFlight.isClosed()) {
            subscriptions.abort();
        }
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

    private static void refuse(ReplyTo reply, RpcError error) {
        reply.fail(Optional.empty(), error);
    }

    private static void fail(RequestId id, ReplyTo reply, RpcError error) {
        reply.fail(Optional.of(id), error);
    }

    private static RpcError inUse(RequestId id) {
        return RpcError.invalidRequest("id " + Quoted.brief(id.toJson()) + " is still in use");
    }
}
