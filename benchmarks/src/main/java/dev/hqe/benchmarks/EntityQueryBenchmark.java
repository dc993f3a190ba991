package dev.hqe.benchmarks;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sort;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What one caller waits for the entity store: changes of 1, 100 and 1,000 entities, and questions
/// to 100,000 of them, half in one kind and half in another. There is no peer: these are figures of
/// our own to compare with our own of another day on the same machine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EntityQueryBenchmark {

    private static final int ENTITIES = 100_000;
    private static final int PAGE = 50;
    private static final int CITIES = 200;
    private static final int VOCABULARY = 20_000;
    private static final TopicId TOPIC = new TopicId("benchmark");
    private static final Kind ORDER = new Kind("Order");
    private static final Kind RETURN = new Kind("Return");
    private static final EntityQuery ORDERS =
            EntityQuery.all().topic(TOPIC).kind(ORDER).limit(PAGE);

    private final SplittableRandom random = new SplittableRandom(42);
    private @Nullable TemporaryStore opened;
    private int round;

    @Setup(Level.Trial)
    public void open() throws IOException {
        opened = new TemporaryStore();
        for (int i = 0; i < ENTITIES; i += EntityStore.MAX_BATCH) {
            store().putAll(batch(i, EntityStore.MAX_BATCH));
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private EntityStore store() {
        if (opened == null) {
            throw new IllegalStateException("it is not open");
        }
        return opened.store();
    }

    @Benchmark
    public Object put1() {
        return put(1);
    }

    @Benchmark
    public Object put100() {
        return put(100);
    }

    @Benchmark
    public Object put1000() {
        return put(1000);
    }

    private Object put(int count) {
        round++;
        return store().putAll(batch(random.nextInt(ENTITIES - count), count));
    }

    @Benchmark
    public Object get() {
        return store().get(id(random.nextInt(ENTITIES)));
    }

    /// Behind a place anywhere among the orders, by id.
    @Benchmark
    public Object pageById() {
        return store().query(ORDERS.sort(Sort.ID).after(id(random.nextInt(ENTITIES)).value()));
    }

    @Benchmark
    public Object pageNewest() {
        return store().query(ORDERS.sort(Sort.NEWEST_FIRST));
    }

    /// No index helps: all orders are looked at.
    @Benchmark
    public Object pageByJsonPath() {
        return store().query(ORDERS.sort(Sort.path("$.amount", true)));
    }

    @Benchmark
    public Object facets() {
        return store().figures().facets(ORDERS, "$.city", 20);
    }

    @Benchmark
    public Object countKind() {
        return store().count(ORDERS);
    }

    /// A word that some 70 entities have, by relevance.
    @Benchmark
    public Object textRareWord() {
        return store().query(ORDERS.text(word(random.nextInt(VOCABULARY))).sort(Sort.RELEVANCE));
    }

    /// A word that every entity has.
    @Benchmark
    public Object textCommonWord() {
        return store().query(ORDERS.text("delivery").sort(Sort.RELEVANCE));
    }

    private List<Entity> batch(int from, int count) {
        List<Entity> batch = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            batch.add(entity(i));
        }
        return batch;
    }

    private Entity entity(int number) {
        StringBuilder text = new StringBuilder("delivery");
        for (int i = 0; i < 15; i++) {
            text.append(' ').append(word(random.nextInt(VOCABULARY)));
        }
        var data = Json.object();
        data.put("title", "Order " + number);
        data.put("city", "City " + random.nextInt(CITIES));
        data.put("amount", random.nextInt(100_000) / 100.0);
        data.put("round", round);
        data.put("text", text.toString());
        return new Entity(
                id(number),
                TOPIC,
                number % 2 == 0 ? ORDER : RETURN,
                data,
                Instant.EPOCH.plusSeconds(number));
    }

    private static String word(int number) {
        return "w" + Integer.toString(number, 36);
    }

    private static EntityId id(int number) {
        return new EntityId("benchmark/order-" + number);
    }
}
