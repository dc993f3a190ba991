package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.NOTE;
import static dev.hqe.kernel.entity.OpenStore.THEN;
import static dev.hqe.kernel.entity.OpenStore.TOPIC;
import static dev.hqe.kernel.entity.OpenStore.json;
import static dev.hqe.kernel.entity.OpenStore.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.Condition.Operator;
import dev.hqe.kernel.entity.EntityQuery.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityQueryTest {

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

    private List<String> found(EntityQuery query) {
        return store.query(query).items().stream().map(e -> e.id().value()).toList();
    }

    private List<String> where(String path, Operator operator, Object value) {
        return found(EntityQuery.all().where(new Condition(path, operator, value)));
    }

    private List<String> text(String words) {
        return found(EntityQuery.all().text(words));
    }

    @Test
    void valuesOfDifferentTypesAreNeverEqualNorOrdered() {
        store.putAll(
                List.of(
                        note("int", "{\"v\": 1}"),
                        note("real", "{\"v\": 1.0}"),
                        note("text", "{\"v\": \"1\"}"),
                        note("true", "{\"v\": true}"),
                        note("null", "{\"v\": null}"),
                        note("array", "{\"v\": [1]}"),
                        note("none", "{}")));

        assertThat(where("$.v", Operator.EQUAL, 1L)).containsExactly("int", "real");
        assertThat(where("$.v", Operator.EQUAL, 1.0)).containsExactly("int", "real");
        assertThat(where("$.v", Operator.EQUAL, "1")).containsExactly("text");
        assertThat(where("$.v", Operator.EQUAL, true)).containsExactly("true");
        assertThat(where("$.v", Operator.EQUAL, "[1]")).isEmpty();
        assertThat(where("$.v", Operator.LESS, "z")).containsExactly("text");
        assertThat(where("$.v", Operator.GREATER_OR_EQUAL, 0L)).containsExactly("int", "real");
        assertThat(where("$.v", Operator.STARTS_WITH, "1")).containsExactly("text");
        assertThat(where("$.v", Operator.STARTS_WITH, "")).containsExactly("text");
        assertThat(where("$.v", Operator.NOT_EQUAL, 1L))
                .containsExactly("array", "none", "null", "text", "true");
        assertThat(where("$.v", Operator.NOT_EQUAL, false)).hasSize(7);
    }

    @Test
    void conditionsReachIntoObjectsAndArrays() {
        store.put(note("a", "{\"author\": {\"name\": \"Ada\"}, \"lines\": [{\"n\": 5}]}"));
        store.put(note("b", "{\"author\": \"Ada\"}"));

        assertThat(where("$.author.name", Operator.EQUAL, "Ada")).containsExactly("a");
        assertThat(where("$.lines[0].n", Operator.GREATER, 4L)).containsExactly("a");
    }

    @Test
    void startsWithComparesCharactersAndNoPattern() {
        store.put(note("a", "{\"v\": \"100%_[x]*🙂z\"}"));
        store.put(note("b", "{\"v\": \"100 and more\"}"));
        store.put(note("c", "{\"v\": \"ABC\"}"));

        assertThat(where("$.v", Operator.STARTS_WITH, "100%_[x]*🙂")).containsExactly("a");
        assertThat(where("$.v", Operator.STARTS_WITH, "100%")).containsExactly("a");
        assertThat(where("$.v", Operator.STARTS_WITH, "abc")).isEmpty();
    }

    @Test
    void conditionsThatCannotBeAskedAreRefused() {
        assertThatThrownBy(() -> new Condition("v", Operator.EQUAL, "x"))
                .isInstanceOf(EntityException.InvalidQuery.class)
                .hasMessage("'v' is not a path such as $.author.name or $.lines[0].amount");
        assertThatThrownBy(() -> new Condition("$.a' OR 1=1", Operator.EQUAL, "x"))
                .isInstanceOf(EntityException.InvalidQuery.class);
        assertThatThrownBy(() -> new Condition("$.a", Operator.EQUAL, 1))
                .hasMessageContaining("a string, a number or true/false only");
        assertThatThrownBy(() -> new Condition("$.a", Operator.LESS, Double.NaN))
                .hasMessage("$.a cannot be compared with NaN");
        assertThatThrownBy(() -> new Condition("$.a", Operator.STARTS_WITH, 1L))
                .hasMessage("$.a can only start with a string");
        assertThatThrownBy(() -> EntityQuery.all().limit(0))
                .hasMessage("limit must be 1 to 1000, not 0");
        assertThatThrownBy(() -> EntityQuery.all().text("x".repeat(1001)))
                .isInstanceOf(EntityException.InvalidQuery.class);
        assertThatThrownBy(
                        () -> {
                            EntityQuery query = EntityQuery.all();
                            for (int i = 0; i <= EntityQuery.MAX_CONDITIONS; i++) {
                                query = query.where(new Condition("$.a", Operator.EQUAL, "x"));
                            }
                        })
                .hasMessage("a query has at most 32 conditions");
        assertThatThrownBy(
                        () -> found(EntityQuery.all().order(Order.NEWEST_FIRST).after("nonsense")))
                .isInstanceOf(EntityException.InvalidQuery.class)
                .hasMessage("'nonsense' is not a cursor of this query, ordered by -created_at");
    }

    @Test
    void anIdPrefixTakesEveryIdThatBeginsWithIt() {
        String last = Character.toString(Character.MAX_CODE_POINT);
        List<String> ids =
                List.of(
                        "a",
                        "a%",
                        "a/b",
                        "a" + last,
                        "a" + last + "x",
                        "b",
                        "\ud7ff",
                        "\ud7ffz",
                        "\ue000",
                        last,
                        last + "x");
        ids.forEach(id -> store.put(note(id, "{}")));

        for (String prefix : List.of("", "a", "a%", "a" + last, "\ud7ff", last, "c", "A")) {
            assertThat(found(EntityQuery.all().idPrefix(prefix)))
                    .as("prefix '%s'", prefix)
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().filter(id -> id.startsWith(prefix)).toList());
        }
    }

    @Test
    void timesAreComparedExactlyAlthoughMillisecondsAreStored() {
        store.put(note("a", "{}"));

        assertThat(found(EntityQuery.all().createdFrom(THEN))).containsExactly("a");
        assertThat(found(EntityQuery.all().createdFrom(THEN.plusNanos(1)))).isEmpty();
        assertThat(found(EntityQuery.all().createdBefore(THEN))).isEmpty();
        assertThat(found(EntityQuery.all().createdBefore(THEN.plusNanos(1)))).containsExactly("a");
        assertThat(found(EntityQuery.all().createdFrom(Instant.MIN).createdBefore(Instant.MAX)))
                .containsExactly("a");
        assertThat(found(EntityQuery.all().createdFrom(Instant.MAX))).isEmpty();
    }

    @Test
    void textFindsWordsInTitleAndBodyWhateverTheirCaseAndAccents() {
        store.put(note("a", "{\"title\": \"Über Größe\", \"text\": \"the quick brown fox\"}"));
        store.put(note("b", "{\"path\": \"src/Main.java\", \"text\": \"class Main {}\"}"));
        store.put(note("c", "{\"other\": \"quick\"}"));

        assertThat(text("QUICK uber")).containsExactly("a");
        assertThat(text("quick slow")).isEmpty();
        assertThat(text("main.java")).containsExactly("b");
        assertThat(text("  ")).hasSize(3);
    }

    @Test
    void textHasNoQueryLanguage() {
        store.put(note("a", "{\"text\": \"one OR two NOT three NEAR four title: x\"}"));
        store.put(note("b", "{\"text\": \"say \\\"hello\\\" to C++ and foo-bar (baz)\"}"));

        assertThat(text("one OR nothing")).isEmpty();
        assertThat(text("OR")).containsExactly("a");
        assertThat(text("title:x")).containsExactly("a");
        assertThat(text("\"hello\" foo-bar (baz) C++")).containsExactly("b");
        for (String odd :
                List.of("\"", "*", "^", "(", "-", "a*", "{zzz}", "\0", "a\0b", "'; DROP")) {
            assertThat(text(odd)).as(odd).isEmpty();
        }
        assertThat(text("hello\0to\u2003and -")).containsExactly("b");
    }

    @Test
    void theFullTextIndexFollowsEveryChange() {
        store.put(note("a", "{\"title\": \"old\", \"text\": \"x\\u0000y\"}"));
        store.put(note("b", "{\"title\": 5, \"text\": [\"in array\"]}"));
        store.put(note("a", "{\"title\": \"new\"}"));
        store.put(note("c", "{\"name\": \"gone\"}"));
        store.delete(new EntityId("c"));
        store.put(note("d", "{\"name\": \"again\"}"));
        store.put(
                new Entity(
                        new EntityId("d"),
                        TOPIC,
                        NOTE,
                        json("{\"name\": \"again\"}"),
                        Embedding.of(1),
                        THEN));

        assertThat(text("old")).isEmpty();
        assertThat(text("new")).containsExactly("a");
        assertThat(text("gone")).isEmpty();
        assertThat(text("again")).containsExactly("d");
        assertThat(text("5")).containsExactly("b");
        assertThat(open.checkFullText()).isNotNegative();
        assertThat(open.database().integrityProblems()).isEmpty();
    }

    @Test
    void countIgnoresLimitAndCursor() {
        store.putAll(List.of(note("a", "{}"), note("b", "{}"), note("c", "{}")));

        assertThat(store.count(EntityQuery.all().limit(1).after("b"))).isEqualTo(3);
    }
}
