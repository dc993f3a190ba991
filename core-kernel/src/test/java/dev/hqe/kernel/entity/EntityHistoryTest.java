package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityHistoryTest {

    private static final EntityId A = new EntityId("a");

    @TempDir Path temp;

    private OpenStore open(int versions, long bytesEach, long bytesInAll) {
        return new OpenStore(
                temp.resolve("workbench.db"),
                true,
                new HistorySettings(versions, bytesEach, bytesInAll));
    }

    private static List<Long> versions(OpenStore open, EntityId id) {
        return open.store().history().of(id).stream().map(EntityVersion::version).toList();
    }

    @Test
    void everyChangeLeavesWhatWasThereBehind() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.put(note("a", "{\"n\": 1}"));
            store.put(note("a", "{\"n\": 2}"));
            store.put(note("a", "{\"n\": 2}"));
            store.put(note("a", "{\"n\": 3}"));

            List<EntityVersion> history = store.history().of(A);

            assertThat(history).extracting(EntityVersion::version).containsExactly(3L, 2L, 1L);
            assertThat(history.getFirst().endedAt()).isEmpty();
            assertThat(history.getLast().endedAt()).contains(OpenStore.NOW);
            assertThat(store.history().version(A, 1).orElseThrow().entity())
                    .isEqualTo(note("a", "{\"n\": 1}"));
            assertThat(store.history().version(A, 3)).isEqualTo(store.get(A));
            assertThat(store.history().version(A, 4)).isEmpty();
        }
    }

    @Test
    void aVersionIsRestoredAsANewOne() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.put(note("a", "{\"n\": 1, \"text\": \"first\"}"));
            store.put(note("a", "{\"n\": 2, \"text\": \"second\"}"));
            assertThat(store.get(A)).isPresent(); // is in the cache
            open.told();

            long restored = store.history().restore(A, 1);

            assertThat(restored).isEqualTo(3);
            assertThat(store.get(A).orElseThrow().entity().data().path("n").asInt()).isEqualTo(1);
            assertThat(store.count(EntityQuery.all().text("first"))).isEqualTo(1);
            assertThat(open.told())
                    .containsExactly(new EntityStored(TOPIC, NOTE, A, 3, Sensitivity.INTERNAL));
            assertThat(store.history().restore(A, 3)).isEqualTo(3);
            assertThatThrownBy(() -> store.history().restore(A, 9))
                    .isInstanceOf(EntityException.NoSuchVersion.class)
                    .hasMessageContaining("version 9 of entity 'a' is not remembered");
        }
    }

    @Test
    void aDeletedEntityComesBackAndCountsOn() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.put(note("a", "{\"n\": 1}"));
            store.put(note("a", "{\"n\": 2}"));
            store.delete(A);

            assertThat(store.history().of(A))
                    .extracting(EntityVersion::version, EntityVersion::deleted)
                    .containsExactly(tuple(2L, true), tuple(1L, false));
            assertThat(store.history().restore(A, 2)).isEqualTo(3);
            assertThat(versions(open, A)).containsExactly(3L, 2L, 1L);
            assertThat(store.putAll(List.of(note("b", "{}"))).created()).isEqualTo(1);
            store.delete(new EntityId("b"));
            assertThat(store.putAll(List.of(note("b", "{}")))).isEqualTo(new PutSummary(1, 0, 0));
            assertThat(store.get(new EntityId("b")).orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void onlySoManyVersionsAreKept() {
        try (OpenStore open = open(3, 1 << 20, 1 << 20)) {
            IntStream.range(0, 50).forEach(n -> open.store().put(note("a", "{\"n\": " + n + "}")));

            assertThat(versions(open, A)).containsExactly(50L, 49L, 48L, 47L);
            assertThat(rows(open)).isLessThan(12);
        }
    }

    @Test
    void aLargeEntityKeepsFewerAndAHugeOneNone() {
        try (OpenStore open = open(20, 10_000, 1 << 20)) {
            for (int n = 0; n < 10; n++) {
                open.store().put(note("a", large(n, 4_000)));
                open.store().put(note("huge", large(n, 2_000_000)));
            }

            assertThat(versions(open, A)).containsExactly(10L, 9L, 8L);
            assertThat(versions(open, new EntityId("huge"))).containsExactly(10L);
        }
    }

    @Test
    void allOfItStaysWithinItsBoundAndTheOldestGoFirst() {
        try (OpenStore open = open(20, 1 << 20, 100_000)) {
            for (int n = 0; n < 100; n++) {
                int number = n;
                open.store()
                        .putAll(
                                IntStream.range(0, 100)
                                        .mapToObj(i -> note("e" + i, large(number, 500)))
                                        .toList());
            }
            open.store().put(note("e0", large(100, 500)));

            assertThat(open.store().history().bytes()).isLessThanOrEqualTo(100_000);
            assertThat(versions(open, new EntityId("e0"))).startsWith(101L, 100L);
            assertThat(measured(open)).isEqualTo(open.store().history().bytes());
        }
    }

    @Test
    void whatShallNotBeRememberedIsErased() {
        try (OpenStore open = new OpenStore(temp)) {
            open.store().put(note("a", "{\"n\": 1}"));
            open.store().put(note("a", "{\"n\": 2}"));
            open.store().delete(A);

            assertThat(open.store().history().erase(A)).isEqualTo(2);

            assertThat(versions(open, A)).isEmpty();
            assertThat(open.store().history().bytes()).isZero();
        }
    }

    @Test
    void nothingIsKeptWhereNothingShallBe() {
        try (OpenStore open = open(0, 0, 0)) {
            open.store().put(note("a", "{\"n\": 1}"));
            open.store().put(note("a", "{\"n\": 2}"));
            open.store().delete(A);

            assertThat(rows(open)).isZero();
        }
    }

    private static String large(int n, int characters) {
        return "{\"n\": " + n + ", \"text\": \"" + "x".repeat(characters) + "\"}";
    }

    private static long rows(OpenStore open) {
        return one(open, "SELECT count(*) FROM entity_version");
    }

    private static long measured(OpenStore open) {
        return one(open, "SELECT coalesce(sum(bytes), 0) FROM entity_version");
    }

    private static long one(OpenStore open, String query) {
        return open.database().read(sql -> sql.first(query, row -> row.getLong(1))).orElseThrow();
    }
}
