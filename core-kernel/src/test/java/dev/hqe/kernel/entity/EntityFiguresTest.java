package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.json;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hqe.kernel.entity.Buckets.Bucket;
import dev.hqe.kernel.entity.Buckets.Numbers;
import dev.hqe.kernel.entity.Buckets.Width;
import dev.hqe.kernel.entity.Facets.Count;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityFiguresTest {

    private static final EntityQuery ALL = EntityQuery.all();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir Path temp;
    private OpenStore open;
    private EntityFigures figures;

    @BeforeEach
    void open() {
        open = new OpenStore(temp);
        figures = open.store().figures();
    }

    @AfterEach
    void close() {
        open.close();
    }

    private void store(String id, String created, String data) {
        open.store()
                .put(new Entity(new EntityId(id), TOPIC, NOTE, json(data), Instant.parse(created)));
    }

    private void dated(String... times) {
        List<Entity> entities = new ArrayList<>();
        for (String time : times) {
            entities.add(
                    note(
                            "e" + entities.size(),
                            "{\"at\": \"" + time + "\", \"n\": " + entities.size() + "}"));
        }
        open.store().putAll(entities);
    }

    @Test
    void valuesAreCountedByTypeWithTheRestAndTheMissing() {
        int number = 0;
        for (String value :
                List.of(
                        "\"a\"", "\"a\"", "\"a\"", "1", "1", "\"1\"", "true", "2.5", "null",
                        "[]")) {
            open.store().put(note("e" + number++, "{\"v\": " + value + "}"));
        }
        open.store().put(note("none", "{}"));

        Facets three = figures.facets(ALL, "$.v", 3);
        Facets all = figures.facets(ALL, "$.v", 100);

        assertThat(three.top())
                .containsExactly(new Count("a", 3), new Count(1L, 2), new Count(true, 1));
        assertThat(three.other()).isEqualTo(2);
        assertThat(three.missing()).isEqualTo(3);
        assertThat(all.top()).hasSize(5).contains(new Count("1", 1), new Count(2.5, 1));
        assertThat(all.other()).isZero();
        assertThat(three.toJson().toString())
                .startsWith("{\"values\":[{\"value\":\"a\",\"count\":3},{\"value\":1,\"count\":2}");
    }

    @Test
    void topicsAndKindsAreCountedWithinAQuery() {
        open.store().put(note("a", "{\"text\": \"plum\"}"));
        open.store().put(note("b", "{\"text\": \"pear\"}"));

        assertThat(figures.facets(ALL.text("plum"), "kind", 5).top())
                .containsExactly(new Count("Note", 1));
        assertThat(figures.facets(ALL, "topic", 5).top()).containsExactly(new Count("test", 2));
        assertThat(figures.facets(ALL.text("none"), "topic", 5))
                .isEqualTo(new Facets(List.of(), 0, 0));
        assertThatThrownBy(() -> figures.facets(ALL, "size", 5)).hasMessageContaining("$.author");
        assertThatThrownBy(() -> figures.facets(ALL, "$.v", 0)).hasMessageContaining("1 to 1000");
    }

    @Test
    void daysAreThoseOfTheZoneAndEmptyOnesAreThere() {
        store("a", "2026-03-27T23:30:00Z", "{\"n\": 1}");
        store("b", "2026-03-28T22:59:00Z", "{\"n\": 3.5}");
        store("c", "2026-03-30T10:00:00Z", "{\"n\": \"x\"}");

        Buckets days = figures.buckets(ALL, "created_at", Width.DAY, BERLIN, Optional.of("$.n"));

        assertThat(days.buckets())
                .extracting(b -> b.from().toString(), Bucket::count)
                .containsExactly(
                        tuple("2026-03-27T23:00:00Z", 2L),
                        tuple("2026-03-28T23:00:00Z", 0L), // has 23 hours
                        tuple("2026-03-29T22:00:00Z", 1L));
        assertThat(days.buckets().getFirst().numbers()).contains(new Numbers(2, 1, 3.5, 4.5));
        assertThat(days.buckets().getFirst().numbers().orElseThrow().average()).isEqualTo(2.25);
        assertThat(days.buckets().getLast().numbers()).isEmpty();
    }

    @Test
    void theHourThatComesTwiceIsTwoHours() {
        dated("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T03:15:00+01:00");

        Buckets hours = figures.buckets(ALL, "$.at", Width.HOUR, BERLIN, Optional.empty());

        assertThat(hours.buckets())
                .extracting(b -> b.from().toString())
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void aDateIsThatDayInEveryZoneAndWhatIsNoTimeIsCountedApart() {
        dated("2026-03-31", "2026-03-31T23:30:00Z", "now", "12:00", "2460000.5", "2026-13-01", "");

        Buckets tokyo =
                figures.buckets(ALL, "$.at", Width.DAY, ZoneId.of("Asia/Tokyo"), Optional.empty());

        assertThat(tokyo.buckets())
                .extracting(b -> b.from().toString(), Bucket::count)
                .containsExactly(
                        tuple("2026-03-30T15:00:00Z", 1L), tuple("2026-03-31T15:00:00Z", 1L));
        assertThat(tokyo.without()).isEqualTo(5);
    }

    @Test
    void tooManySpansAreRefusedWithWhatToDo() {
        dated("1990-01-01", "2026-01-01");

        assertThatThrownBy(() ->
                        figures.buckets(ALL, "$.at", Width.DAY, ZoneOffset.UTC, Optional.empty()))
                .isInstanceOf(EntityException.InvalidQuery.class)
                .hasMessageContaining("more than 2000 spans of a day; ask for wider ones");
        assertThat(
                        figures.buckets(ALL, "$.at", Width.YEAR, ZoneOffset.UTC, Optional.empty())
                                .buckets())
                .hasSize(37);
        assertThat(
                        figures.buckets(
                                ALL.text("none"),
                                "$.at",
                                Width.YEAR,
                                ZoneOffset.UTC,
                                Optional.empty()))
                .isEqualTo(new Buckets(List.of(), 0));
    }

    @Test
    void everyWidthInEveryZoneCountsAsJavaDoes() {
        Random random = new Random(7);
        List<Instant> times = new ArrayList<>();
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant time = Instant.ofEpochMilli(-3_000_000_000L + random.nextInt(2_000_000_000));
            times.add(time);
            entities.add(note("e" + i, "{\"at\": \"" + time + "\"}"));
        }
        open.store().putAll(entities);

        for (Width width :
                List.of(
                        Width.HOUR,
                        Width.DAY,
                        Width.WEEK,
                        Width.MONTH,
                        Width.QUARTER,
                        Width.YEAR)) {
            for (String name :
                    List.of("UTC", "America/New_York", "Asia/Kolkata", "Africa/Monrovia")) {
                ZoneId zone = ZoneId.of(name);
                Map<LocalDateTime, Long> expected = new TreeMap<>();
                times.forEach(time ->
                        expected.merge(
                                width.floor(LocalDateTime.ofInstant(time, zone)), 1L, Long::sum));

                Map<LocalDateTime, Long> counted = new TreeMap<>();
                figures.buckets(ALL, "$.at", width, zone, Optional.empty()).buckets().stream()
                        .filter(bucket -> bucket.count() > 0)
                        .forEach(bucket ->
                                counted.put(
                                        LocalDateTime.ofInstant(bucket.from(), zone),
                                        bucket.count()));

                assertThat(counted).as("%s in %s", width, name).isEqualTo(expected);
            }
        }
    }
}
