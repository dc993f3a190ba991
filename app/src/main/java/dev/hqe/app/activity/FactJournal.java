package dev.hqe.app.activity;

import static dev.hqe.app.activity.CallJournal.word;

import dev.hqe.ingestion.IngestFinished;
import dev.hqe.ingestion.IngestReport;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceRunFinished;
import dev.hqe.kernel.activity.Activity;
import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.kernel.bus.Envelope;
import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.bus.Subscription;
import dev.hqe.kernel.entity.EntityDeleted;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.topic.TopicGranted;
import dev.hqe.kernel.topic.TopicInstalled;
import dev.hqe.kernel.topic.TopicQuarantined;
import dev.hqe.kernel.topic.TopicRejected;
import dev.hqe.kernel.topic.TopicRemoved;
import dev.hqe.kernel.topic.TopicRevoked;
import dev.hqe.mcp.guest.TopicPublished;
import dev.hqe.mcp.policy.ApprovalGiven;
import dev.hqe.mcp.policy.ApprovalGiven.Verdict;
import dev.hqe.mcp.policy.ApprovalRequested;
import dev.hqe.mcp.policy.ArgumentView;
import dev.hqe.mcp.process.ServerExited;
import dev.hqe.mcp.process.ServerGaveUp;
import dev.hqe.mcp.process.ServerStarted;
import dev.hqe.mcp.tools.TopicRecovered;
import dev.hqe.mcp.tools.TopicTripped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Writes facts into the timeline. What is loaded anew at each start, and progress, are left out.
///
/// Thread-safe.
public final class FactJournal implements AutoCloseable {

    private static final int WAITING = 1_024;
    private static final int ENTITIES_WAITING = 65_536;
    private static final int EVENT = 2_000;
    private static final String YOU = "you";

    private final EventBus bus;
    private final Consumer<Activity> timeline;
    private final InstantSource clock;
    private final DataTally tally;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Thread flushing;

    /// Begins to listen.
    public FactJournal(EventBus bus, Consumer<Activity> timeline, InstantSource clock) {
        this.bus = bus;
        this.timeline = timeline;
        this.clock = clock;
        this.tally = new DataTally(timeline);
        topics();
        servers();
        approvals();
        sources();
        entities();
        this.flushing = Thread.ofVirtual().name("activity-tally").start(this::flush);
    }

    private <F extends Fact> void hear(Class<F> type, BiFunction<F, Instant, Activity> line) {
        hear(
                type,
                WAITING,
                envelope -> timeline.accept(line.apply(envelope.fact(), envelope.at())));
    }

    private <F extends Fact> void hear(
            Class<F> type, int waiting, Consumer<? super Envelope<F>> handler) {
        subscriptions.add(bus.subscribe("activity", type, waiting, Overflow.DROP_OLDEST, handler));
    }

    private void topics() {
        hear(
                TopicInstalled.class,
                (fact, at) ->
                        topic(at, Result.WAITING, fact.id(), "installed " + fact.version())
                                .by(YOU)
                                .with("folder", fact.folder().toString())
                                .line());
        hear(
                TopicGranted.class,
                (fact, at) ->
                        topic(at, Result.OK, fact.id(), "granted " + fact.version())
                                .by(YOU)
                                .with("sha256", fact.digest())
                                .line());
        hear(
                TopicRevoked.class,
                (fact, at) -> topic(at, Result.OK, fact.id(), "grant taken back").by(YOU).line());
        hear(
                TopicRemoved.class,
                (fact, at) ->
                        topic(at, Result.OK, fact.id(), "removed")
                                .by(YOU)
                                .with("moved_to", fact.movedTo().toString())
                                .line());
        hear(
                TopicQuarantined.class,
                (fact, at) ->
                        topic(
                                        at,
                                        Result.WAITING,
                                        fact.id(),
                                        fact.changes() + " changes wait for your yes")
                                .with("version", fact.version())
                                .line());
        hear(
                TopicRejected.class,
                (fact, at) ->
                        topic(
                                        at,
                                        Result.FAILED,
                                        fact.folder().getFileName(),
                                        fact.problems().stream()
                                                .findFirst()
                                                .map(Problem::toString)
                                                .orElse("cannot be used"))
                                .with(
                                        "problems",
                                        fact.problems().stream()
                                                .limit(20)
                                                .map(Problem::toString)
                                                .collect(Collectors.joining("\n")))
                                .line());
        hear(
                TopicTripped.class,
                (fact, at) ->
                        topic(at, Result.FAILED, fact.topic(), "is paused: " + fact.reason())
                                .with("program", fact.program())
                                .with("until", fact.until().toString())
                                .line());
        hear(
                TopicRecovered.class,
                (fact, at) ->
                        topic(at, Result.OK, fact.topic(), "works again")
                                .with("program", fact.program())
                                .line());
        hear(
                TopicPublished.class,
                (fact, at) ->
                        topic(at, Result.OK, fact.address(), "published an event")
                                .with("data", ArgumentView.ofText(fact.data().toString(), EVENT))
                                .line());
    }

    private static Line topic(Instant at, Result result, Object id, String text) {
        return new Line(at, Kind.TOPIC, result, String.valueOf(id), text);
    }

    private void servers() {
        hear(
                ServerStarted.class,
                (fact, at) ->
                        server(at, Result.OK, fact.server(), "started")
                                .with("pid", Long.toString(fact.pid()))
                                .line());
        hear(
                ServerExited.class,
                (fact, at) ->
                        server(
                                        at,
                                        fact.requested() ? Result.OK : Result.FAILED,
                                        fact.server(),
                                        fact.requested() ? "stopped" : fact.reason())
                                .with("reason", fact.reason())
                                .line());
        hear(
                ServerGaveUp.class,
                (fact, at) ->
                        server(at, Result.FAILED, fact.server(), fact.reason())
                                .with("fix", fact.fix())
                                .line());
    }

    private static Line server(Instant at, Result result, Object name, String text) {
        return new Line(at, Kind.SERVER, result, name.toString(), text);
    }

    private void approvals() {
        hear(
                ApprovalRequested.class,
                (fact, at) ->
                        new Line(
                                        at,
                                        Kind.APPROVAL,
                                        Result.WAITING,
                                        fact.question().tool().value(),
                                        "asked for a yes")
                                .by(fact.question().principal().name())
                                .with("call", Long.toString(fact.question().call().value()))
                                .with("why", fact.question().why())
                                .with("arguments", fact.question().arguments())
                                .with("asked_at", word(fact.asked()))
                                .line());
        hear(
                ApprovalGiven.class,
                (fact, at) ->
                        new Line(
                                        at,
                                        Kind.APPROVAL,
                                        allows(fact.verdict()) ? Result.OK : Result.REFUSED,
                                        fact.tool().value(),
                                        words(fact.verdict()))
                                .by(fact.principal().name())
                                .with("call", Long.toString(fact.call().value()))
                                .with("verdict", word(fact.verdict()))
                                .with("asked_at", word(fact.asked()))
                                .line());
    }

    private static boolean allows(Verdict verdict) {
        return switch (verdict) {
            case ONCE, SESSION, ALWAYS -> true;
            case DENIED, NEVER, TIMED_OUT, NOT_ASKED, CANCELLED -> false;
        };
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case ONCE -> "allowed, this once";
            case SESSION -> "allowed, for this session";
            case ALWAYS -> "allowed, from now on";
            case DENIED -> "denied, this time";
            case NEVER -> "denied, for good";
            case TIMED_OUT -> "denied: nobody answered in time";
            case NOT_ASKED -> "could not be asked";
            case CANCELLED -> "the caller took it back";
        };
    }

    private void sources() {
        hear(IngestFinished.class, (fact, at) -> ingest(fact.report()));
        hear(SourceRunFinished.class, (fact, at) -> source(fact.report()));
    }

    private static Activity ingest(IngestReport report) {
        Result result =
                switch (report.outcome()) {
                    case COMPLETED -> Result.OK;
                    case CANCELLED -> Result.REFUSED;
                    case FAILED -> Result.FAILED;
                };
        String counts =
                report.counts().stored()
                        + " stored, "
                        + report.counts().deleted()
                        + " deleted, "
                        + report.counts().rejected()
                        + " refused";
        return new Line(
                        report.startedAt(),
                        Kind.SOURCE,
                        result,
                        report.label(),
                        report.failure().isEmpty() ? counts : report.failure())
                .took(report.counts().elapsed().toMillis())
                .with("topic", report.topicId().value())
                .with("folder", report.folder().toString())
                .with("counts", counts)
                .line();
    }

    private static Activity source(SourceReport report) {
        Result result =
                switch (report.outcome()) {
                    case COMPLETED -> Result.OK;
                    case CANCELLED -> Result.REFUSED;
                    case FAILED -> Result.FAILED;
                };
        String counts =
                report.counts().stored() + " stored, " + report.counts().refused() + " refused";
        return new Activity(
                report.startedAt(),
                Kind.SOURCE,
                result,
                "",
                report.source().value(),
                report.counts().elapsed().toMillis(),
                report.failure().isEmpty() ? counts : report.failure(),
                report.toJson());
    }

    private void entities() {
        hear(
                EntityStored.class,
                ENTITIES_WAITING,
                envelope ->
                        tally.stored(
                                envelope.fact().topicId(),
                                envelope.fact().kind(),
                                envelope.fact().version(),
                                envelope.at()));
        hear(
                EntityDeleted.class,
                ENTITIES_WAITING,
                envelope ->
                        tally.deleted(
                                envelope.fact().topicId(), envelope.fact().kind(), envelope.at()));
    }

    private void flush() {
        try {
            while (true) {
                tally.awaitSome();
                TimeUnit.MILLISECONDS.sleep(DataTally.QUIET.toMillis());
                tally.flush(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes what was gathered so far, and listens no more.
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        flushing.interrupt();
        tally.flush();
    }

    /// A line of the timeline as it is made.
    private static final class Line {

        private final Instant at;
        private final Kind kind;
        private final Result result;
        private final String subject;
        private final String text;
        private final ObjectNode detail = Json.object();
        private String actor = "";
        private long millis;

        private Line(Instant at, Kind kind, Result result, String subject, String text) {
            this.at = at;
            this.kind = kind;
            this.result = result;
            this.subject = subject;
            this.text = text;
        }

        private Line by(String who) {
            actor = who;
            return this;
        }

        private Line took(long time) {
            millis = time;
            return this;
        }

        private Line with(String name, String value) {
            if (!value.isEmpty()) {
                detail.put(name, value);
            }
            return this;
        }

        private Activity line() {
            return new Activity(at, kind, result, actor, subject, millis, text, detail);
        }
    }
}
