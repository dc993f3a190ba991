package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.THEN;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.store.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which index answers which question, and that what no index answers is bounded. Pages that come
/// in an order by path, and those of several kinds, are sorted: all that fits the rest of the query
/// is looked at.
class QueryPlanTest {

    private static final EntityQuery OF_KIND = EntityQuery.all().topic(TOPIC).kind(NOTE);

    @TempDir Path temp;
    private OpenStore open;

    @BeforeEach
    void open() {
        open = new OpenStore(temp);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private String plan(EntityQuery query) {
        EntitySql asked = EntitySql.of(query, true);
        List<String> steps =
                open.database()
                        .read(sql ->
                                sql.list(
                                        "EXPLAIN QUERY PLAN " + asked.select(EntityRows.COLUMNS),
                                        row -> row.getString(4),
                                        asked.sort().before(asked.values(20))));
        return String.join("; ", steps);
    }

    @Test
    void commonQueriesComeFromAnIndexInItsOrder() {
        assertThat(plan(OF_KIND))
                .contains("entity_by_id (topic_id=? AND kind=?)")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(OF_KIND.after("x"))).contains("(topic_id=? AND kind=? AND id>?)");
        assertThat(plan(OF_KIND.idPrefix("x")))
                .contains("(topic_id=? AND kind=? AND id>? AND id<?)");
        assertThat(plan(OF_KIND.sort(Sort.NEWEST_FIRST)))
                .contains("entity_by_time (topic_id=? AND kind=?)")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(OF_KIND.createdFrom(THEN).sort(Sort.OLDEST_FIRST)))
                .contains("entity_by_time (topic_id=? AND kind=? AND created_at>?)")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(EntityQuery.all().sort(Sort.NEWEST_FIRST)))
                .contains("entity_by_created")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(EntityQuery.all().updatedFrom(THEN).sort(Sort.updated(false))))
                .contains("entity_by_updated (updated_at>?)")
                .contains("LAST TERM OF ORDER BY");
    }

    @Test
    void wordsAreLookedUpInTheIndexOfTheText() {
        assertThat(plan(EntityQuery.all().text("plum")))
                .contains("entity_text VIRTUAL TABLE INDEX");
        assertThat(plan(EntityQuery.all().text("plum").sort(Sort.RELEVANCE)))
                .contains("entity_text VIRTUAL TABLE INDEX")
                .contains("entity USING INTEGER PRIMARY KEY");
    }

    @Test
    void theBestFittingComeFirstAndPagesGoOn() {
        open.store()
                .putAll(
                        List.of(
                                note("long", "{\"text\": \"plum " + "pear ".repeat(50) + "\"}"),
                                note("none", "{\"text\": \"pear\"}"),
                                note("same 1", "{\"text\": \"plum plum\"}"),
                                note("same 2", "{\"text\": \"plum plum\"}"),
                                note("short", "{\"text\": \"plum plum plum\"}")));
        EntityQuery query = EntityQuery.all().text("plum").sort(Sort.RELEVANCE).limit(1);

        assertThat(open.store().scan(query).map(one -> one.id().value()))
                .containsExactly("short", "same 1", "same 2", "long");
        assertThat(open.store().count(query)).isEqualTo(4);
        assertThatThrownBy(() -> open.store().query(EntityQuery.all().sort(Sort.RELEVANCE)))
                .isInstanceOf(EntityException.InvalidQuery.class)
                .hasMessage("an order by relevance wants a text to search for");
    }

    @Test
    void aReadThatTakesTooLongIsStoppedAndTheReaderGoesOn() {
        String endless =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*)"
                        + " FROM n";

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() ->
                            open.database()
                                    .read(
                                            Duration.ofMillis(20),
                                            sql -> sql.first(endless, row -> row.getLong(1))))
                    .isInstanceOf(StorageException.TooSlow.class)
                    .hasMessageContaining("took too long and was stopped");
        }
        IntStream.range(0, 8).forEach(i -> assertThat(open.store().counts()).isEmpty());
        assertThatThrownBy(() ->
                        EntityStore.patiently(() ->
                                open.database()
                                        .read(
                                                Duration.ofMillis(20),
                                                sql -> sql.first(endless, row -> row.getLong(1)))))
                .isInstanceOf(EntityException.TooSlow.class)
                .hasMessageContaining("Narrow it down: by Topic and kind first");
    }

    @Test
    void partsOfTheDataAreGivenWithoutTheRest() {
        open.store()
                .putAll(
                        List.of(
                                note("a", "{\"n\": 2, \"o\": {\"s\": \"x\"}, \"big\": \"y\"}"),
                                note("b", "{\"n\": 1, \"l\": [1, null]}")));

        ExtractPage page =
                open.store()
                        .extract(
                                EntityQuery.all().sort(Sort.path("$.n", false)).limit(1),
                                List.of("$.n", "$.o", "$.o.s", "$.l"));

        assertThat(page.items().getFirst().fields().toString())
                .isEqualTo("{\"$.n\":1,\"$.l\":[1,null]}");
        assertThat(page.next()).isPresent();
        assertThatThrownBy(() -> open.store().extract(EntityQuery.all(), List.of()))
                .hasMessageContaining("1 to 32 fields");
    }
}
