package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityLabelsTest {

    private static final EntityId A = new EntityId("a");

    @TempDir Path temp;

    @Test
    void aLabelGoesWithEveryRead() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.labels().set(TOPIC, Map.of(NOTE, Sensitivity.SENSITIVE));
            store.put(note("a", "{\"n\": 1}"));
            store.put(note("a", "{\"n\": 2}"));

            assertThat(store.get(A).orElseThrow().sensitivity()).isEqualTo(Sensitivity.SENSITIVE);
            assertThat(store.query(EntityQuery.all()).items().getFirst().toJson().toString())
                    .contains("\"sensitivity\":\"sensitive\"");
            assertThat(store.history().of(A))
                    .extracting(EntityVersion::sensitivity)
                    .containsOnly(Sensitivity.SENSITIVE);
            assertThat(store.extract(EntityQuery.all(), List.of("$.n")).items())
                    .extracting(EntityExtract::sensitivity)
                    .containsOnly(Sensitivity.SENSITIVE);
            assertThat(open.told())
                    .containsExactlyInAnyOrder(
                            new KindRelabelled(TOPIC, NOTE, Sensitivity.SENSITIVE),
                            new EntityStored(TOPIC, NOTE, A, 1, Sensitivity.SENSITIVE),
                            new EntityStored(TOPIC, NOTE, A, 2, Sensitivity.SENSITIVE));
        }
    }

    @Test
    void aNewLabelHoldsForWhatIsStoredAndCached() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.put(note("a", "{}"));
            assertThat(store.get(A).orElseThrow().sensitivity()).isEqualTo(Sensitivity.INTERNAL);

            List<Kind> changed =
                    store.labels()
                            .set(TOPIC, Map.of(NOTE, Sensitivity.PUBLIC, kind("Other"), label()));

            assertThat(changed).containsExactly(NOTE);
            assertThat(store.get(A).orElseThrow().sensitivity()).isEqualTo(Sensitivity.PUBLIC);
            assertThat(store.labels().set(TOPIC, Map.of(NOTE, Sensitivity.PUBLIC))).isEmpty();
        }
    }

    @Test
    void labelsAreKnownAgainAfterAStart() {
        try (OpenStore open = new OpenStore(temp)) {
            open.store().labels().set(TOPIC, Map.of(NOTE, Sensitivity.SENSITIVE));
        }

        try (OpenStore again = new OpenStore(temp)) {
            again.store().put(note("a", "{}"));
            assertThat(again.store().labels().of(TOPIC, NOTE)).isEqualTo(Sensitivity.SENSITIVE);
        }
    }

    @Test
    void entitiesAreFoundByTheirLabel() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            store.labels()
                    .set(
                            TOPIC,
                            Map.of(NOTE, Sensitivity.SENSITIVE, kind("Page"), Sensitivity.PUBLIC));
            for (String kind : List.of("Note", "Page", "Plain")) {
                store.put(
                        new Entity(
                                new EntityId(kind),
                                TOPIC,
                                kind(kind),
                                OpenStore.json("{}"),
                                OpenStore.THEN));
            }

            assertThat(found(store, Sensitivity.SENSITIVE)).containsExactly("Note");
            assertThat(found(store, Sensitivity.PUBLIC)).containsExactly("Page");
            assertThat(found(store, Sensitivity.INTERNAL)).containsExactly("Plain");
            assertThat(found(store, Sensitivity.INTERNAL, Sensitivity.PUBLIC))
                    .containsExactly("Page", "Plain");
            assertThat(found(store)).hasSize(3);
            assertThatThrownBy(() -> Sensitivity.of("secret"))
                    .hasMessage(
                            "'secret' is no sensitivity; there are public, internal, sensitive");
        }
    }

    private static List<String> found(EntityStore store, Sensitivity... labels) {
        return store.query(EntityQuery.all().sensitivities(List.of(labels))).items().stream()
                .map(one -> one.id().value())
                .toList();
    }

    private static Kind kind(String name) {
        return new Kind(name);
    }

    private static Sensitivity label() {
        return Sensitivity.INTERNAL;
    }
}
