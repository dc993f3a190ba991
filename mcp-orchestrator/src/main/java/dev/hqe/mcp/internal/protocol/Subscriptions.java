package dev.hqe.mcp.internal.protocol;

import dev.hqe.mcp.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The open `subscriptions/listen` requests of one connection (2026-07-28, Subscriptions).
/// Thread-safe.
final class Subscriptions {

    /// More are refused.
    static final int MAX = 64;

    private final ServerCore core;
    private final ConcurrentHashMap<RequestId, Open> open = new ConcurrentHashMap<>();

    private record Open(ReplyTo reply, Announcer announcer, List<Registration> registrations) {
        void leave() {
            registrations.forEach(Registration::close);
        }
    }

    Subscriptions(ServerCore core) {
        this.core = core;
    }

    boolean contains(RequestId id) {
        return open.containsKey(id);
    }

    boolean isFull() {
        return open.size() >= MAX;
    }

    /// Acknowledges a subscription, then tells of what it wants.
    void open(RequestId id, Verdict.Listen wanted, ReplyTo reply) {
        Announcer announcer =
                new Announcer(
                        wanted.filter()::wants,
                        change -> core.notification(change, tag(id)),
                        reply::tell);
        List<Registration> registrations = new ArrayList<>();
        Open opened = new Open(reply, announcer, registrations);
        // Changes that come while the acknowledgement is sent wait for it.
        announcer.first(() -> {
            registrations.add(core.changes().listen(announcer));
            for (String uri : wanted.filter().resources()) {
                registrations.add(core.server().resources().watch(uri));
            }
            open.put(id, opened);
            reply.tell(acknowledgement(id, wanted.filter()));
        });
    }

    /// The client wants no more of one.
    void cancel(RequestId id) {
        Open cancelled = open.remove(id);
        if (cancelled != null) {
            cancelled.leave();
            cancelled.announcer().stop();
            cancelled.reply().drop();
        }
    }

    /// Ends them all and says so.
    void end() {
        open.forEach((id, each) -> {
            if (open.remove(id, each)) {
                each.leave();
                each.announcer()
                        .end(() ->
                                each.reply()
                                        .send(
                                                Optional.of(id),
                                                Frames.result(
                                                        id,
                                                        List.of(ModernEra.subscriptionEnd(id)))));
            }
        });
    }

    /// Ends them all; nobody reads any more.
    void abort() {
        open.forEach((id, each) -> {
            if (open.remove(id, each)) {
                each.leave();
                each.announcer().stop();
                each.reply().drop();
            }
        });
    }

    private static byte[] acknowledgement(RequestId id, ChangeFilter honoured) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("_meta", tag(id));
        params.set("notifications", honoured.toJson());
        return Frames.notification("notifications/subscriptions/acknowledged", params);
    }

    private static ObjectNode tag(RequestId id) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        switch (id) {
            case RequestId.Whole(long value) -> meta.put(MetaKeys.SUBSCRIPTION_ID, value);
            case RequestId.Text(String value, var _) -> meta.put(MetaKeys.SUBSCRIPTION_ID, value);
        }
        return meta;
    }
}
