package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.ActivityLog;
import dev.hqe.kernel.activity.ActivityQuery;
import dev.hqe.kernel.activity.RecordedActivity;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RunningCalls;
import dev.hqe.mcp.RunningCalls.Running;
import dev.hqe.ui.AgentSessions;
import dev.hqe.ui.AgentSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Puts together who is here and who was, from the door, the road and the timeline. Blocks;
/// thread-safe, but one at a time reads.
final class ClientReader {

    /// The newest calls that are looked through. Where there were more in the last hour, the
    /// figures say so.
    static final int LOOKED = ActivityQuery.MAX_LIMIT;

    /// The timeline is read again after this long even if nobody has said that it changed: the last
    /// hour moves on.
    private static final Duration STALE = Duration.ofSeconds(20);

    private static final Duration HOUR = Duration.ofHours(1);

    private final AgentSessions sessions;
    private final RunningCalls running;
    private final ActivityLog log;
    private final InstantSource clock;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private Calls calls = new Calls(List.of(), Instant.MIN, false);

    /// @param cut whether there were more calls in the last hour than were looked through
    private record Calls(List<RecordedActivity> newest, Instant read, boolean cut) {}

    /// What is known of the clients.
    ///
    /// @param clients those who are here first, each part in the order of their names
    /// @param cut whether figures of the last hour are too low, since there were so many calls
    record Seen(List<Client> clients, boolean cut) {

        static final Seen NOBODY = new Seen(List.of(), false);
    }

    /// What is gathered of one client.
    private static final class Gathered {
        private String version = "";
        private final List<Session> sessions = new ArrayList<>();
        private final List<Running> running = new ArrayList<>();
        private final List<CallLine.Ended> ended = new ArrayList<>();
        private int hourly;
        private int failed;
        private @Nullable Instant last;

        private Client as(ClientId id) {
            return new Client(id, version, sessions, running, ended, hourly, failed, last);
        }
    }

    ClientReader(
            AgentSessions sessions, RunningCalls running, ActivityLog log, InstantSource clock) {
        this.sessions = sessions;
        this.running = running;
        this.log = log;
        this.clock = clock;
    }

    /// The timeline has grown.
    void changed() {
        changed.set(true);
    }

    /// Who is here now, and who was.
    synchronized Seen read() {
        Instant now = clock.instant();
        if (changed.getAndSet(false) || now.isAfter(calls.read().plus(STALE))) {
            calls = calls(now);
        }
        Map<ClientId, Gathered> all = new LinkedHashMap<>();
        for (Session session : sessions.now()) {
            Gathered one = of(all, ClientId.of(session));
            one.sessions.add(session);
            one.version = session.version();
        }
        for (Running call : running.list()) {
            if (call.principal().kind() == Principal.Kind.AGENT) {
                Gathered one = of(all, ClientId.of(call.principal()));
                one.running.add(call);
                one.version = call.principal().version();
                one.last = call.since();
            }
        }
        Instant hourAgo = now.minus(HOUR);
        for (RecordedActivity recorded : calls.newest()) {
            Activity call = recorded.activity();
            if (call.detail().path("by").asString("").equals("agent")) {
                gather(of(all, ClientId.of(call.actor(), call.detail())), recorded, hourAgo);
            }
        }
        List<Client> clients =
                all.entrySet().stream()
                        .map(entry -> entry.getValue().as(entry.getKey()))
                        .sorted(
                                Comparator.comparing((Client client) -> !client.isHere(now))
                                        .thenComparing(client -> client.id().name())
                                        .thenComparing(client -> client.id().profile())
                                        .thenComparing(client -> client.id().key()))
                        .toList();
        return new Seen(clients, calls.cut());
    }

    private Calls calls(Instant now) {
        ActivityLog.Page page =
                log.list(ActivityQuery.all().kinds(Set.of(Kind.CALL)).limit(LOOKED));
        boolean cut =
                page.more() && page.items().getLast().activity().at().isAfter(now.minus(HOUR));
        return new Calls(page.items(), now, cut);
    }

    private static Gathered of(Map<ClientId, Gathered> all, ClientId id) {
        return all.computeIfAbsent(id, any -> new Gathered());
    }

    private static void gather(Gathered one, RecordedActivity recorded, Instant hourAgo) {
        Activity call = recorded.activity();
        if (one.version.isEmpty()) {
            one.version = call.detail().path("version").asString("");
        }
        if (one.last == null || call.at().isAfter(one.last)) {
            one.last = call.at();
        }
        if (!call.at().isBefore(hourAgo)) {
            one.hourly++;
            one.failed += Client.isFailure(call.result()) ? 1 : 0;
        }
        if (one.ended.size() < Client.MOST_CALLS) {
            one.ended.add(
                    new CallLine.Ended(
                            recorded.seq(),
                            call.at(),
                            call.subject(),
                            call.detail()
                                    .path("arguments")
                                    .asString("")
                                    .replaceAll("\\s*\\n\\s*", ", "),
                            call.result(),
                            call.detail().path("ending").asString(""),
                            call.text(),
                            Duration.ofMillis(call.millis())));
        }
    }
}
