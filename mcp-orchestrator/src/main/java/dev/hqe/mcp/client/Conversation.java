package dev.hqe.mcp.client;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.client.RequestOptions.ProgressReport;
import dev.hqe.mcp.client.ServerMessage.Answer;
import dev.hqe.mcp.client.ServerMessage.Fault;
import dev.hqe.mcp.client.ServerMessage.Notification;
import dev.hqe.mcp.client.ServerMessage.Request;
import dev.hqe.mcp.client.ServerMessage.Unreadable;
import dev.hqe.mcp.internal.protocol.MetaKeys;
import dev.hqe.mcp.internal.protocol.QuietTrace;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is being said on one connection: which requests wait for an answer, which questions of the
/// server are being answered. It knows no method but those that steer other messages. Thread-safe.
final class Conversation implements Inbound {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final int BUSY = -32000;

    private final Transport transport;
    private final ClientLimits limits;
    private final Questions questions;
    private final NoticeQueue notices;
    private final Semaphore room;
    private final Semaphore askRoom;
    private final AtomicLong ids = new AtomicLong();
    private final BusyTime busy = new BusyTime();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder strays = new LongAdder();
    private final Noise noise;
    private final Map<Long, PendingCall> calls = new ConcurrentHashMap<>();
    private final Map<Long, Subscription> listening = new ConcurrentHashMap<>();
    private final Map<String, Thread> answering = new ConcurrentHashMap<>();
    private volatile MessageWriter writer = MessageWriter.legacy();
    private volatile boolean modern;
    private volatile String over = "";

    Conversation(
            Transport transport, Questions questions, NoticeQueue notices, ClientLimits limits) {
        this.transport = transport;
        this.questions = questions;
        this.notices = notices;
        this.limits = limits;
        this.noise = new Noise(transport::readable);
        this.room = new Semaphore(limits.inFlight());
        this.askRoom = new Semaphore(limits.questions());
    }

    /// What the next requests say of themselves.
    void speaks(ServerEra era, MessageWriter next) {
        modern = era == ServerEra.MODERN;
        writer = next;
    }

    /// Sends a request and waits for its reply.
    ///
    /// @throws ClientException.TimedOut when none came in time; the server was told to stop
    /// @throws InterruptedException when interrupted; the same
    Reply exchange(String method, Params params, RequestOptions options)
            throws InterruptedException {
        if (!room.tryAcquire(options.idle().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ClientException.TimedOut(
                    method + " was not sent: " + limits.inFlight() + " requests wait for answers");
        }
        try {
            boolean wantsProgress = !options.progress().equals(RequestOptions.NO_PROGRESS);
            long strayed = strays.sum();
            long start = System.nanoTime();
            PendingCall call = start(method, params, wantsProgress);
            try {
                return call.await(options, busy::nanos, options.progress())
                        .orElseThrow(() ->
                                new ClientException.TimedOut(
                                        late(method, options, System.nanoTime() - start)
                                                + (strays.sum() == strayed
                                                        ? ""
                                                        : "; it has answered, but with an id that"
                                                                + " no waiting request has")));
            } catch (ClientException.TimedOut e) {
                giveUp(call, "no answer in time");
                throw e;
            } catch (InterruptedException | RuntimeException e) {
                giveUp(call, "the caller gave up");
                throw e;
            } finally {
                calls.remove(call.id());
            }
        } finally {
            room.release();
        }
    }

    private static String late(String method, RequestOptions options, long nanos) {
        boolean silent = options.atMost().compareTo(Duration.ofNanos(nanos)) > 0;
        String time = seconds(silent ? options.idle() : options.atMost());
        return "no answer to " + method + (silent ? ": it was silent for " : " within ") + time;
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private PendingCall start(String method, Params params, boolean wantsProgress) {
        PendingCall call = prepare(method, params, wantsProgress);
        send(call);
        return call;
    }

    private PendingCall prepare(String method, Params params, boolean wantsProgress) {
        long id = ids.incrementAndGet();
        byte[] message = writer.request(id, method, params, wantsProgress);
        PendingCall call = new PendingCall(id, method, message, transport.headers(method, params));
        calls.put(id, call);
        return call;
    }

    private void send(PendingCall call) {
        if (over.isEmpty()) {
            transport.send(call);
        }
        // Looked at again: the end may have come in between, and then nobody else completes it.
        if (!over.isEmpty()) {
            call.complete(new Reply.Lost(over));
        }
    }

    /// Sends `subscriptions/listen`; what comes for it goes to the subscription until [#forget].
    PendingCall listen(Subscription subscription, Params params) {
        PendingCall call = prepare("subscriptions/listen", params, false);
        listening.put(call.id(), subscription);
        subscription.carriedBy(call);
        send(call);
        return call;
    }

    void forget(PendingCall call) {
        calls.remove(call.id());
        listening.remove(call.id());
    }

    /// Tells the server, as its transport wants it, that a request is not waited for any more.
    void giveUp(PendingCall call, String reason) {
        call.abandon();
        boolean mayCancel =
                !call.method().equals("initialize") && !call.method().equals("server/discover");
        if (call.isDone() || !transport.abandoned(call) || !mayCancel || !over.isEmpty()) {
            return;
        }
        ObjectNode params = Json.object().put("requestId", call.id()).put("reason", reason);
        byte[] message = MessageWriter.notification("notifications/cancelled", params);
        // The caller is leaving and may be interrupted: it cannot wait for the way to be free.
        Thread.ofVirtual()
                .name("mcp-client-cancel")
                .start(() -> tell(message, "notifications/cancelled"));
    }

    /// Sends a notification.
    void tell(String method, ObjectNode params) {
        tell(MessageWriter.notification(method, params), method);
    }

    private void tell(byte[] message, String method) {
        try {
            transport.tell(message, method);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What it has said in place of a message, as the end of a sentence; empty when it has said
    /// one.
    String noise() {
        return noise.said();
    }

    long malformed() {
        return malformed.sum();
    }

    @Override
    public void message(byte[] buffer, int offset, int length) {
        List<ServerMessage> messages = ServerMessage.read(buffer, offset, length);
        if (noise.heard(messages, buffer, offset, length)) {
            ended("the server does not speak MCP");
        }
        for (ServerMessage message : messages) {
            try {
                take(message);
            } catch (RuntimeException e) {
                // The edge to foreign messages: whatever one of them does, the next is read.
                LOG.log(Level.WARNING, "a message was not handled: {0}", QuietTrace.of(e));
                malformed("it could not be handled");
            }
        }
    }

    private void take(ServerMessage message) {
        switch (message) {
            case Answer(OptionalLong id, var result, String type) ->
                    reply(id, new Reply.Result(result, type));
            case Fault(OptionalLong id, int code, String said, var data) ->
                    reply(id, new Reply.Fault(code, said, data, 0));
            case Request request -> asked(request);
            case Notification(String method, ObjectNode params) -> told(method, params);
            case Unreadable(String why, OptionalLong answered) -> {
                malformed(why);
                if (answered.isPresent()) {
                    reply(answered, new Reply.Misshapen(why));
                }
            }
        }
    }

    private void reply(OptionalLong id, Reply reply) {
        PendingCall call = id.isPresent() ? calls.get(id.getAsLong()) : null;
        if (call == null) {
            // Late answers to requests that were given up are usual.
            strays.increment();
            LOG.log(Level.DEBUG, "an answer to no request that waits");
            return;
        }
        call.complete(reply);
    }

    private void asked(Request request) {
        if (modern) {
            malformed("a server of this version sends no requests");
            return;
        }
        if (!askRoom.tryAcquire()) {
            byte[] busy =
                    MessageWriter.error(
                            request.idJson(),
                            BUSY,
                            "the client answers " + limits.questions() + " requests: try later");
            Thread.ofVirtual().start(() -> tell(busy, request.method()));
            return;
        }
        busy.begin();
        Thread thread =
                Thread.ofVirtual().name("mcp-client-question").unstarted(() -> answer(request));
        answering.put(request.idJson(), thread);
        thread.start();
    }

    private void answer(Request request) {
        String id = request.idJson();
        try {
            byte[] message;
            try {
                message =
                        MessageWriter.result(
                                id, questions.answer(request.method(), request.params()));
            } catch (Questions.Unanswered e) {
                message = MessageWriter.error(id, e.code(), String.valueOf(e.getMessage()));
            }
            transport.tell(message, request.method());
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the server does not want the answer any more");
        } finally {
            answering.remove(id, Thread.currentThread());
            busy.end();
            askRoom.release();
        }
    }

    private void told(String method, ObjectNode params) {
        switch (method) {
            case "notifications/progress" -> progress(params);
            case "notifications/cancelled" -> cancelled(params.path("requestId"));
            case "notifications/subscriptions/acknowledged" -> {
                JsonNode id = params.path("_meta").path(MetaKeys.SUBSCRIPTION_ID);
                Subscription subscription = listening.get(id.asLong(-1));
                if (subscription != null) {
                    subscription.acknowledged(params.path("notifications"));
                }
            }
            case "notifications/tools/list_changed" -> notices.add(new ServerNotice.ToolsChanged());
            case "notifications/resources/list_changed" ->
                    notices.add(new ServerNotice.ResourcesChanged());
            case "notifications/prompts/list_changed" ->
                    notices.add(new ServerNotice.PromptsChanged());
            case "notifications/resources/updated" ->
                    notices.add(new ServerNotice.ResourceUpdated(params.path("uri").asString("")));
            case "notifications/message" ->
                    notices.add(
                            new ServerNotice.LogMessage(
                                    params.path("level").asString(""),
                                    params.path("logger").asString(""),
                                    params.path("data")));
            case "notifications/tasks/status", "notifications/tasks" ->
                    notices.add(new ServerNotice.TaskChanged(params));
            case "notifications/elicitation/complete" ->
                    notices.add(
                            new ServerNotice.ElicitationDone(
                                    params.path("elicitationId").asString("")));
            default -> notices.add(new ServerNotice.Other(method, params));
        }
    }

    private void progress(ObjectNode params) {
        JsonNode token = params.path("progressToken");
        PendingCall call = token.isIntegralNumber() ? calls.get(token.asLong()) : null;
        if (call != null) {
            call.report(
                    new ProgressReport(
                            params.path("progress").asDouble(0),
                            params.path("total").asDouble(0),
                            params.path("message").asString("")));
        }
    }

    private void cancelled(JsonNode id) {
        Thread thread = answering.get(id.toString());
        if (thread != null) {
            thread.interrupt();
        }
        PendingCall call = id.isIntegralNumber() ? calls.get(id.asLong()) : null;
        if (call != null && listening.containsKey(call.id())) {
            call.complete(new Reply.Lost("the server ended it"));
        }
    }

    @Override
    public void busy(boolean isBusy) {
        if (isBusy) {
            busy.begin();
        } else {
            busy.end();
        }
    }

    @Override
    public void malformed(String why) {
        malformed.increment();
        notices.add(new ServerNotice.Malformed(why));
    }

    @Override
    public void ended(String why) {
        if (!over.isEmpty()) {
            return;
        }
        over = why;
        calls.values().forEach(call -> call.complete(new Reply.Lost(why)));
        answering.values().forEach(Thread::interrupt);
        notices.add(new ServerNotice.Ended(why));
    }

    /// Empty while the connection lives, else why it ended.
    Optional<String> over() {
        return Optional.of(over).filter(why -> !why.isEmpty());
    }
}
