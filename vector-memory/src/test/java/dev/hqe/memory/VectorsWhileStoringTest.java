package dev.hqe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.memory.store.StoredVector;
import dev.hqe.memory.store.VectorStoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Vectors are made while others are stored, and nothing of what happens meanwhile is lost.
@Timeout(120)
class VectorsWhileStoringTest {

    /// More than are stored in three goes.
    private static final int MANY = 900;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder = Path.of("");
    private final ModelsInRam models = new ModelsInRam("first");
    private final CountDownLatch gate = new CountDownLatch(1);
    private @Nullable OpenMemory opened;

    @AfterEach
    void close() {
        gate.countDown();
        models.wanted.gate.countDown();
        if (opened != null) {
            opened.close();
        }
    }

    /// With many chunks, none of which has a vector until the model may begin.
    private OpenMemory withMany() {
        models.wanted.gate = new CountDownLatch(1);
        OpenMemory open = OpenMemory.started(folder, models);
        opened = open;
        for (int from = 0; from < MANY; from += 100) {
            open.entities.putAll(
                    IntStream.range(from, from + 100).mapToObj(i -> car("a" + i)).toList());
        }
        await().atMost(PATIENCE).until(() -> open.memory.state().chunks() == MANY);
        return open;
    }

    private static Entity car(String id) {
        return OpenMemory.document(OpenMemory.CARS, id, id, "automobile number " + id);
    }

    private Map<Long, StoredVector> stored() {
        return models.stored.getOrDefault("first", Map.of());
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VectorStoreException("interrupted", e);
        }
    }

    @Test
    void theModelWorksOnWhileVectorsAreStoredButNotFarAhead() {
        List<Long> order = new CopyOnWriteArrayList<>();
        AtomicInteger ahead = new AtomicInteger();
        AtomicInteger firstBatch = new AtomicInteger();
        models.onPut =
                vectors -> {
                    firstBatch.compareAndSet(0, vectors.size());
                    awaitGate();
                    ahead.accumulateAndGet(models.wanted.embedded.get() - order.size(), Math::max);
                    vectors.forEach(vector -> order.add(vector.chunk()));
                };
        OpenMemory open = withMany();
        models.wanted.gate.countDown();

        await().atMost(PATIENCE)
                .until(() ->
                        firstBatch.get() > 0 && models.wanted.embedded.get() > firstBatch.get());
        gate.countDown();
        open.awaitVectors();

        assertThat(order).isSorted().doesNotHaveDuplicates().hasSize(MANY);
        assertThat(ahead.get()).as("made and not stored").isLessThanOrEqualTo(2 * 256);
    }

    @Test
    void whatIsDeletedWhileItsVectorIsUnderWayLeavesNone() {
        AtomicInteger firstBatch = new AtomicInteger();
        models.onPut =
                vectors -> {
                    firstBatch.compareAndSet(0, vectors.size());
                    awaitGate();
                };
        OpenMemory open = withMany();
        models.wanted.gate.countDown();
        await().atMost(PATIENCE)
                .until(() ->
                        firstBatch.get() > 0 && models.wanted.embedded.get() > firstBatch.get());

        List<EntityId> gone =
                IntStream.range(0, MANY)
                        .filter(i -> i % 3 == 0)
                        .mapToObj(i -> new EntityId("a" + i))
                        .toList();
        open.entities.deleteAll(gone);
        await().atMost(PATIENCE).until(() -> open.memory.state().chunks() == MANY - gone.size());
        gate.countDown();
        open.awaitVectors();

        await().atMost(PATIENCE).until(() -> stored().size() == MANY - gone.size());
        assertThat(stored().keySet()).containsExactlyInAnyOrderElementsOf(chunks(open));
    }

    private static List<Long> chunks(OpenMemory open) {
        return open.database.read(
                sql -> sql.list("SELECT id FROM chunk LIMIT 10000", row -> row.getLong(1)));
    }

    @Test
    void whatCouldNotBeStoredIsMadeAgain() {
        AtomicBoolean refused = new AtomicBoolean();
        models.onPut =
                vectors -> {
                    if (!stored().isEmpty() && refused.compareAndSet(false, true)) {
                        throw new VectorStoreException("the disk has a bad place");
                    }
                };
        OpenMemory open = withMany();

        models.wanted.gate.countDown();
        open.awaitVectors();

        assertThat(refused).isTrue();
        assertThat(stored().keySet()).containsExactlyInAnyOrderElementsOf(chunks(open));
        await().atMost(PATIENCE).until(() -> open.memory.state().vectors().isEmpty());
    }

    @Test
    void aCloseWaitsForWhatIsBeingStored() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger put = new AtomicInteger();
        models.onPut =
                vectors -> {
                    begun.incrementAndGet();
                    awaitGate();
                    put.incrementAndGet();
                };
        OpenMemory open = withMany();
        models.wanted.gate.countDown();
        await().atMost(PATIENCE).until(() -> begun.get() == 1);
        Thread closing = Thread.ofVirtual().start(open.memory::close);

        gate.countDown();

        await().atMost(PATIENCE).until(() -> !closing.isAlive());
        assertThat(put.get()).isEqualTo(begun.get());
        assertThat(open.memory.state().withoutVector()).isEqualTo(MANY - stored().size());
    }
}
