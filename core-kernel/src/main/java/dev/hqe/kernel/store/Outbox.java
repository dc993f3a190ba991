package dev.hqe.kernel.store;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.json.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Facts that must not be lost between the commit of a change and the bus.
///
/// The transaction that makes a change also adds a row here. A thread of this object publishes the
/// rows in the order of their commits and then deletes them. A crash in between publishes some of
/// them again: each fact reaches the bus at least once. What waits in a subscriber's mailbox when
/// the process dies is gone with it, so a subscriber that keeps state compares it with the store
/// when it starts. A row does not say which fact caused its own, so what comes from here has no
/// cause.
///
/// Rows of a type without a decoder, written by another version of the program, are kept for a
/// version that knows it and hold up nobody. They do not grow in number: [#add] refuses such types.
///
/// Thread-safe.
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Outbox.class.getName());
    private static final int BATCH = 64;
    private static final long CLOSE_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 1_000;

    private record Row(long seq, String type, String payload) {}

    private final Database database;
    private final EventBus bus;
    private final InstantSource clock;
    private final Map<String, Function<JsonNode, List<? extends Fact>>> decoders;
    private final List<String> types;
    private final String ofKnownType;
    private final Semaphore wake = new Semaphore(0);
    private final Thread relay;
    private volatile boolean closing;

    /// The last row that was published, so that rows that are kept are passed over once and not on
    /// every look; only the relay uses it.
    private long published;

    /// @param decoders by the type given to [#add], what turns a payload back into facts
    public Outbox(
            Database database,
            EventBus bus,
            InstantSource clock,
            Map<String, Function<JsonNode, List<? extends Fact>>> decoders) {
        this.database = database;
        this.bus = bus;
        this.clock = clock;
        this.decoders = Map.copyOf(decoders);
        this.types = List.copyOf(this.decoders.keySet());
        this.ofKnownType =
                " type IN (" + String.join(", ", Collections.nCopies(types.size(), "?")) + ")";
        this.relay = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
    }

    /// Adds facts to the transaction.
    public void add(Transaction transaction, String type, JsonNode payload) throws SQLException {
        if (!decoders.containsKey(type)) {
            throw new IllegalArgumentException("no decoder for outbox rows of type " + type);
        }
        transaction
                .sql()
                .update(
                        "INSERT INTO outbox(type, payload, created_at) VALUES (?, jsonb(?), ?)",
                        type,
                        payload.toString(),
                        clock.millis());
        transaction.afterCommit(wake::release);
    }

    /// Starts publishing, first what an earlier run left behind.
    public void start() {
        wake.release();
        relay.start();
    }

    /// Rows that are not published yet, without those of a type that has no decoder.
    public long backlog() {
        return count("SELECT count(*) FROM outbox WHERE" + ofKnownType);
    }

    /// Rows that are kept for a version of the program that knows their type.
    public long keptAside() {
        return count("SELECT count(*) FROM outbox WHERE NOT" + ofKnownType);
    }

    private long count(String query) {
        return database.read(
                sql -> sql.first(query, row -> row.getLong(1), types.toArray()).orElse(0L));
    }

    private void run() {
        try {
            sayWhatIsKept();
            boolean done = true;
            while (!closing) {
                wake.tryAcquire(done ? Long.MAX_VALUE : RETRY_MILLIS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
                done = drain();
            }
            drain(); // what was committed between the last look and close
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayWhatIsKept() {
        try {
            long kept = keptAside();
            if (kept > 0) {
                LOG.log(
                        Level.WARNING,
                        "{0} outbox rows are of a type that this version does not know; they stay",
                        kept);
            }
        } catch (StorageException e) { // only a message is lost
            LOG.log(Level.DEBUG, "cannot count what is kept in the outbox", e);
        }
    }

    /// Publishes what there is, and says whether that was all.
    private boolean drain() {
        try {
            for (List<Row> rows = next(); !rows.isEmpty(); rows = next()) {
                rows.forEach(this::publish);
                long last = rows.getLast().seq();
                Object[] arguments = arguments(last);
                database.write(transaction ->
                        transaction
                                .sql()
                                .update(
                                        "DELETE FROM outbox WHERE seq > ? AND"
                                                + ofKnownType
                                                + " AND seq <= ?",
                                        arguments));
                published = last;
            }
            return true;
        } catch (StorageException e) { // the rows stay, and the next round tries again
            LOG.log(closing ? Level.DEBUG : Level.WARNING, "cannot drain the outbox", e);
            return false;
        }
    }

    private List<Row> next() {
        Object[] arguments = arguments((long) BATCH);
        return database.read(sql ->
                sql.list(
                        "SELECT seq, type, json(payload) FROM outbox WHERE seq > ? AND"
                                + ofKnownType
                                + " ORDER BY seq LIMIT ?",
                        row -> new Row(row.getLong(1), row.getString(2), row.getString(3)),
                        arguments));
    }

    private Object[] arguments(long last) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(published);
        arguments.addAll(types);
        arguments.add(last);
        return arguments.toArray();
    }

    private void publish(Row row) {
        try {
            Function<JsonNode, List<? extends Fact>> decoder =
                    Objects.requireNonNull(decoders.get(row.type()), "only known types are read");
            decoder.apply(Json.MAPPER.readTree(row.payload())).forEach(bus::publish);
        } catch (RuntimeException
                | Error e) { // the edge: one bad row must not hold up all behind it
            LOG.log(Level.ERROR, "outbox row " + row.seq() + " cannot be published", e);
        }
    }

    /// Publishes what is waiting, then stops. What cannot be published in time stays for the next
    /// start.
    @Override
    public void close() {
        closing = true;
        wake.release();
        try {
            if (!relay.join(Duration.ofMillis(CLOSE_MILLIS))) {
                relay.interrupt();
            }
        } catch (InterruptedException e) {
            relay.interrupt();
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.log(Level.DEBUG, "the outbox was closed before it was started");
        }
    }
}
