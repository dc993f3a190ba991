package dev.hqe.benchmarks;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Entities per second into and out of the store, beside the same rows by bare JDBC on the calling
/// thread.
///
/// The bare peer is the floor, not an equal: it has one plain table with the JSON as text and a
/// unique key, and no versions, full text, generated columns, outbox, threads of its own or cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EntityStoreBenchmark {

    private static final int BATCH = 500;
    private static final int ENTITIES = 100_000;

    /// So few that they stay in the store's cache.
    private static final int HOT = 1_000;

    private static final TopicId TOPIC = new TopicId("benchmark");
    private static final Kind KIND = new Kind("Note");

    private final SplittableRandom random = new SplittableRandom(42);
    private int round;
    private Workspace workspace = Workspace.NONE;

    /// What is open while it is measured.
    private record Workspace(
            Optional<TemporaryStore> ours,
            Optional<Connection> jdbc,
            Optional<PreparedStatement> select,
            Optional<PreparedStatement> insert) {

        static final Workspace NONE =
                new Workspace(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        EntityStore store() {
            return ours.orElseThrow().store();
        }
    }

    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        TemporaryStore ours = new TemporaryStore();
        Connection jdbc =
                DriverManager.getConnection("jdbc:sqlite:" + ours.folder().resolve("bare.db"));
        try (Statement statement = jdbc.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA mmap_size = 268435456");
            statement.execute("PRAGMA cache_size = -32000");
            statement.execute(
                    "CREATE TABLE entity (id TEXT PRIMARY KEY, data TEXT NOT NULL, at INTEGER)");
        }
        jdbc.setAutoCommit(false);
        workspace =
                new Workspace(
                        Optional.of(ours),
                        Optional.of(jdbc),
                        Optional.of(jdbc.prepareStatement("SELECT data FROM entity WHERE id = ?")),
                        Optional.of(
                                jdbc.prepareStatement(
                                        "INSERT INTO entity VALUES (?, ?, ?) ON CONFLICT (id) DO"
                                                + " UPDATE SET data = excluded.data,"
                                                + " at = excluded.at")));
        for (int i = 0; i < ENTITIES; i += BATCH) {
            ours.store().putAll(batch(i, 0));
            insertBare(batch(i, 0));
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException, SQLException {
        workspace.jdbc().orElseThrow().close();
        workspace.ours().orElseThrow().close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object upsertBatchOurs() {
        round++;
        return workspace.store().putAll(batch(start(), round));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int upsertBatchBareJdbc() throws SQLException {
        round++;
        return insertBare(batch(start(), round));
    }

    @Benchmark
    public Object upsertOneOurs() {
        round++;
        return workspace.store().put(entity(start(), round));
    }

    @Benchmark
    public int upsertOneBareJdbc() throws SQLException {
        round++;
        return insertBare(List.of(entity(start(), round)));
    }

    /// Few entities, read again and again: the cache answers.
    @Benchmark
    public Object readHotOurs() {
        return workspace.store().get(id(random.nextInt(HOT)));
    }

    /// Any of all entities: most are not in the cache.
    @Benchmark
    public Object readColdOurs() {
        return workspace.store().get(id(random.nextInt(ENTITIES)));
    }

    @Benchmark
    public Object readHotBareJdbc() throws SQLException {
        return selectBare(random.nextInt(HOT));
    }

    @Benchmark
    public Object readColdBareJdbc() throws SQLException {
        return selectBare(random.nextInt(ENTITIES));
    }

    private Object selectBare(int number) throws SQLException {
        PreparedStatement select = workspace.select().orElseThrow();
        select.setString(1, id(number).value());
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return Json.MAPPER.readTree(row.getString(1));
        }
    }

    private int insertBare(List<Entity> entities) throws SQLException {
        PreparedStatement insert = workspace.insert().orElseThrow();
        for (Entity entity : entities) {
            insert.setString(1, entity.id().value());
            insert.setString(2, entity.data().toString());
            insert.setLong(3, entity.createdAt().toEpochMilli());
            insert.executeUpdate();
        }
        workspace.jdbc().orElseThrow().commit();
        return entities.size();
    }

    private int start() {
        return random.nextInt(ENTITIES - BATCH);
    }

    private static List<Entity> batch(int from, int round) {
        List<Entity> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            batch.add(entity(from + i, round));
        }
        return batch;
    }

    private static Entity entity(int number, int round) {
        var data = Json.object();
        data.put("title", "Note " + number);
        data.put("round", round);
        data.put("text", "It is note " + number + " and says little. ".repeat(8));
        return new Entity(id(number), TOPIC, KIND, data, Instant.EPOCH.plusSeconds(number));
    }

    private static EntityId id(int number) {
        return new EntityId("benchmark/note-" + number);
    }
}
