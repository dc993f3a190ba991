package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.NOW;
import static dev.hqe.kernel.entity.OpenStore.THEN;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.json;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class EntityStoreTest {

    private static final EntityId A = new EntityId("a");

    @TempDir Path temp;
    private OpenStore open;
    private EntityStore store;

    @BeforeEach
    void open() {
        open = new OpenStore(temp);
        store = open.store();
    }

    @AfterEach
    void close() {
        open.close();
    }

    private static EntityStored stored(String id, long version) {
        return new EntityStored(TOPIC, NOTE, new EntityId(id), version, Sensitivity.INTERNAL);
    }

    private static Entity withVector(float... values) {
        return new Entity(A, TOPIC, NOTE, json("{\"n\": 1}"), Embedding.of(values), THEN);
    }

    @Test
    void givesBackWhatWasPut() {
        Entity entity =
                new Entity(
                        new EntityId("ünï/codé 漢字 🙂 'quoted' \"too\" % _"),
                        TOPIC,
                        NOTE,
                        json(
                                "{\"a\": [1, 2.5, true, null, {\"b\": \"x\\u0000y\\n\"}], \"z\": 1e300}"),
                        Embedding.of(0.5f, -1f),
                        Instant.parse("1969-12-31T23:59:59.999999Z"));

        long version = store.put(entity);

        StoredEntity found = store.get(entity.id()).orElseThrow();
        assertThat(version).isEqualTo(1);
        assertThat(found).isEqualTo(new StoredEntity(entity, 1, NOW, Sensitivity.INTERNAL));
        assertThat(found.entity().createdAt()).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(store.query(EntityQuery.all()).items()).containsExactly(found);
    }

    @Test
    void everyChangeMakesANewVersionAndTellsIt() {
        store.put(note("a", "{\"n\": 1}"));
        store.put(note("a", "{\"n\": 2}"));
        store.put(note("b", "{}"));
        store.delete(A);
        store.put(note("a", "{\"n\": 3}"));

        assertThat(open.told())
                .containsExactlyInAnyOrder(
                        stored("a", 1),
                        stored("a", 2),
                        stored("b", 1),
                        new EntityDeleted(TOPIC, NOTE, A),
                        stored("a", 3));
    }

    @Test
    void puttingWhatIsThereChangesNothingAndTellsNobody() {
        store.put(withVector(1, 2));
        open.told();

        long version = store.put(withVector(1, 2));
        PutSummary summary =
                store.putAll(
                        List.of(
                                note("a", "{\"n\": 1}"),
                                new Entity(A, TOPIC, NOTE, json("{\"n\": 1}"), NOW)));

        assertThat(version).isEqualTo(1);
        assertThat(summary).isEqualTo(new PutSummary(0, 0, 2));
        assertThat(open.told()).isEmpty();
        assertThat(store.get(A).orElseThrow().entity()).isEqualTo(withVector(1, 2));
    }

    @Test
    void aVectorIsKeptWhileTheDataStaysAndGoesWithIt() {
        store.put(note("a", "{\"n\": 1}"));

        assertThat(store.put(withVector(1, 2))).isEqualTo(2);
        assertThat(store.put(withVector(3, 4))).isEqualTo(3);
        assertThat(store.put(note("a", "{\"n\": 1}"))).isEqualTo(3);
        assertThat(store.get(A).orElseThrow().entity().vectorEmbedding())
                .hasValue(Embedding.of(3, 4));
        assertThat(store.put(note("a", "{\"n\": 2}"))).isEqualTo(4);
        assertThat(store.get(A).orElseThrow().entity().vectorEmbedding()).isEmpty();
    }

    @Test
    void theTimeOfCreationStaysWhatItFirstWas() {
        store.put(note("a", "{\"n\": 1}"));

        store.put(new Entity(A, TOPIC, NOTE, json("{\"n\": 2}"), NOW));

        assertThat(store.get(A).orElseThrow().entity().createdAt()).isEqualTo(THEN);
    }

    @Test
    void anIdOfAnotherTopicOrKindIsNotTakenOver() {
        store.put(note("a", "{}"));

        assertThatThrownBy(
                        () -> store.put(new Entity(A, TOPIC, new Kind("Other"), json("{}"), THEN)))
                .isInstanceOf(EntityException.IdTaken.class)
                .hasMessage(
                        "entity 'a' belongs to test/Note and cannot become test/Other. Choose"
                                + " another id.");
        assertThatThrownBy(() -> store.put(new Entity(A, new TopicId("x"), NOTE, json("{}"), THEN)))
                .isInstanceOf(EntityException.IdTaken.class);
        assertThat(store.get(A).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aVersionConflictSaysWhatIsThere() {
        store.put(note("a", "{\"n\": 1}"));
        store.put(note("a", "{\"n\": 2}"));

        assertThatThrownBy(() -> store.put(note("a", "{\"n\": 3}"), 1))
                .isInstanceOf(EntityException.VersionConflict.class)
                .hasMessage(
                        "entity 'a' is at version 2, not 1. Read it again and repeat the change.");
        assertThatThrownBy(() -> store.put(note("a", "{\"n\": 3}"), 0))
                .hasMessage("entity 'a' exists already, at version 2. Choose another id.");
        assertThatThrownBy(() -> store.put(note("b", "{\"n\": 3}"), 4))
                .hasMessage("entity 'b' does not exist any more (expected version 4).");
        assertThat(store.put(note("a", "{\"n\": 3}"), 2)).isEqualTo(3);
        assertThat(store.put(note("b", "{}"), 0)).isEqualTo(1);
    }

    @Test
    void incrementsByManyThreadsAllCount() throws InterruptedException {
        int threads = 8;
        int each = 100;
        store.put(note("a", "{\"n\": 0}"));
        AtomicInteger conflicts = new AtomicInteger();

        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(
                    Thread.startVirtualThread(() -> {
                        for (int j = 0; j < each; j++) {
                            increment(conflicts);
                        }
                    }));
        }
        for (Thread thread : all) {
            thread.join();
        }

        StoredEntity last = store.get(A).orElseThrow();
        assertThat(last.entity().data().get("n").asInt()).isEqualTo(threads * each);
        assertThat(last.version()).isEqualTo(threads * each + 1);
        assertThat(conflicts).hasPositiveValue();
        assertThat(open.told()).hasSize(threads * each + 1);
    }

    private void increment(AtomicInteger conflicts) {
        while (true) {
            StoredEntity seen = store.get(A).orElseThrow();
            ObjectNode data = seen.entity().data();
            data.put("n", data.get("n").asInt() + 1);
            try {
                store.put(new Entity(A, TOPIC, NOTE, data, THEN), seen.version());
                return;
            } catch (EntityException.VersionConflict e) {
                conflicts.incrementAndGet();
            }
        }
    }

    @Test
    void aBatchHappensAsAWholeOrNotAtAll() {
        store.put(new Entity(new EntityId("c"), TOPIC, new Kind("Other"), json("{}"), THEN));
        open.told();

        assertThatThrownBy(() ->
                        store.putAll(List.of(note("a", "{}"), note("b", "{}"), note("c", "{}"))))
                .isInstanceOf(EntityException.IdTaken.class);

        assertThat(store.count(EntityQuery.all())).isEqualTo(1);
        assertThat(store.get(A)).isEmpty();
        assertThat(open.told()).isEmpty();
    }

    @Test
    void manyTogetherBecomeTheSameAsOneByOne() {
        Random random = new Random(7);
        try (OpenStore oneByOne = new OpenStore(temp.resolve("other.db"), true)) {
            for (int round = 0; round < 12; round++) {
                List<Entity> batch = randomNotes(random, round == 0 ? 700 : 150, 700 >> round);
                List<EntityId> unwanted = batch.stream().limit(5).map(Entity::id).toList();
                store.putAll(batch);
                store.deleteAll(unwanted);
                batch.forEach(oneByOne.store()::put);
                oneByOne.store().deleteAll(unwanted);
            }

            EntityQuery all = EntityQuery.all().sort(Sort.ID);
            List<StoredEntity> stored = oneByOne.store().scan(all).toList();
            assertThat(store.scan(all)).hasSizeGreaterThan(100).containsExactlyElementsOf(stored);
            for (StoredEntity one : stored) {
                assertThat(store.history().of(one.id()))
                        .isEqualTo(oneByOne.store().history().of(one.id()));
            }
            assertThat(open.told()).hasSameElementsAs(oneByOne.told());
            assertThatCode(open::checkFullText).doesNotThrowAnyException();
        }
    }

    /// Some of them twice, some equal to those of the time before, some as large as many.
    ///
    /// @param different so many of the first are different ones
    private static List<Entity> randomNotes(Random random, int count, int different) {
        List<Entity> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "word" + random.nextInt(3);
            String data = "{\"text\": \"" + text.repeat(random.nextInt(40) == 0 ? 9000 : 1) + "\"}";
            notes.add(note("n" + (i < different ? i : random.nextInt(300)), data));
        }
        return notes;
    }

    @Test
    void aBatchIsCounted() {
        store.putAll(List.of(note("a", "{}"), note("b", "{}")));

        PutSummary summary =
                store.putAll(
                        List.of(
                                note("a", "{}"),
                                note("b", "{\"n\": 1}"),
                                note("c", "{}"),
                                note("c", "{\"n\": 2}")));

        assertThat(summary).isEqualTo(new PutSummary(1, 2, 1));
        assertThat(store.putAll(List.of())).isEqualTo(PutSummary.NONE);
        assertThatThrownBy(() -> store.putAll(Collections.nCopies(1001, note("a", "{}"))))
                .hasMessage("a batch holds at most 1000 entities, not 1001");
    }

    @Test
    void deletesWhatIsThereAndTellsThatOnly() {
        store.putAll(List.of(note("a", "{}"), note("b", "{}")));
        store.get(A);
        open.told();

        int deleted = store.deleteAll(List.of(A, A, new EntityId("none")));

        assertThat(deleted).isEqualTo(1);
        assertThat(store.delete(A)).isFalse();
        assertThat(store.get(A)).isEmpty();
        assertThat(open.told()).containsExactly(new EntityDeleted(TOPIC, NOTE, A));
    }

    @Test
    void whatACallerDoesToItsCopyReachesNobodyElse() {
        store.put(note("a", "{\"n\": 1}"));

        store.get(A).orElseThrow().entity().data().put("n", 99);
        store.get(A).orElseThrow().entity().data().put("n", 98);

        assertThat(store.get(A).orElseThrow().entity().data()).isEqualTo(json("{\"n\": 1}"));
    }

    @Test
    void aGetAfterAnAcknowledgedPutNeverSeesAnOlderVersion() throws InterruptedException {
        AtomicLong acknowledged = new AtomicLong(store.put(note("a", "{\"n\": 0}")));
        AtomicBoolean done = new AtomicBoolean();
        ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                while (!done.get()) {
                                    long least = acknowledged.get();
                                    long seen = store.get(A).orElseThrow().version();
                                    if (seen < least) {
                                        stale.add(seen + " after " + least);
                                    }
                                    LockSupport.parkNanos(
                                            1_000); // the writer needs a processor too
                                }
                            }));
        }

        try {
            for (int i = 1; i <= 300; i++) {
                acknowledged.set(store.put(note("a", "{\"n\": " + i + "}")));
                assertThat(store.get(A).orElseThrow().version()).isEqualTo(acknowledged.get());
            }
        } finally {
            done.set(true);
        }
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(stale).isEmpty();
    }

    @Test
    void whatCouldNotBeReadBackIsNotStored() {
        ObjectNode deep = Json.object();
        ObjectNode at = deep;
        for (int i = 1; i < Json.MAX_DEPTH; i++) {
            at = at.putObject("o");
        }
        assertThat(store.put(new Entity(A, TOPIC, NOTE, deep.deepCopy(), THEN))).isEqualTo(1);
        assertThat(store.get(A)).isPresent();

        at.putArray("one more");
        ObjectNode wide = Json.object().put("text", "x".repeat(Json.MAX_STRING_CHARS));

        assertThatThrownBy(() -> store.put(new Entity(A, TOPIC, NOTE, deep, THEN)))
                .isInstanceOf(EntityException.TooLarge.class)
                .hasMessage("the data of entity 'a' is nested deeper than 200 levels");
        assertThatThrownBy(() -> store.put(new Entity(A, TOPIC, NOTE, wide, THEN)))
                .isInstanceOf(EntityException.TooLarge.class)
                .hasMessage(
                        "the data of entity 'a' has 20000011 characters as JSON; the limit is"
                                + " 20000000");
        assertThat(store.get(A).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void countsByTopicAndKind() {
        store.putAll(List.of(note("a", "{}"), note("b", "{}")));
        store.put(new Entity(new EntityId("c"), TOPIC, new Kind("Again"), json("{}"), THEN));

        assertThat(store.counts())
                .containsExactly(
                        new EntityStore.KindCount(TOPIC, new Kind("Again"), 1),
                        new EntityStore.KindCount(TOPIC, NOTE, 2));
    }

    @Test
    void leavesTheWorkbenchAsJson() {
        store.put(withVector(1, 2));

        assertThat(store.get(A).orElseThrow().toJson())
                .hasToString(
                        "{\"id\":\"a\",\"topic_id\":\"test\",\"kind\":\"Note\",\"data\":{\"n\":1},"
                                + "\"created_at\":\"2026-01-01T00:00:00Z\","
                                + "\"updated_at\":\"2026-11-22T10:00:00Z\",\"version\":1,\"sensitivity\":\"internal\"}");
    }

    @Test
    void valuesAreCheckedWhereTheyAreMade() {
        assertThatThrownBy(() -> new EntityId("")).hasMessageContaining("1 to 1024 characters");
        assertThatThrownBy(() -> new EntityId("x".repeat(1025))).hasMessageContaining("not 1025");
        assertThatThrownBy(() -> new EntityId("a\nb")).hasMessageContaining("control characters");
        assertThatThrownBy(() -> new EntityId("a\ud800")).hasMessageContaining("surrogates");
        assertThatThrownBy(() -> new Kind("1a")).hasMessageContaining("is not a kind");
        assertThatThrownBy(() -> new TopicId("Test")).hasMessageContaining("is not a Topic id");
        assertThatThrownBy(() -> new Entity(A, TOPIC, NOTE, json("{}"), Instant.MAX))
                .hasMessageContaining("years 0 to 9999");
        assertThatThrownBy(() -> Embedding.of()).hasMessageContaining("1 to 8192 values, not 0");
        assertThatThrownBy(() -> Embedding.of(Float.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Embedding.fromBytes(new byte[5]))
                .hasMessage("5 bytes are no 32-bit floats");
    }
}
