package dev.hqe.kernel.entity;

import static dev.hqe.kernel.entity.OpenStore.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.Condition.Operator;
import dev.hqe.kernel.entity.EntityQuery.Order;
import dev.hqe.kernel.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The store against a model in memory, with the same seed every time.
@Timeout(120)
class RandomQueryTest {

    private static final List<String> WORDS =
            List.of("alpha", "beta", "gamma", "delta", "epsilon", "OR", "naïve", "x1");
    private static final List<String> TOPICS = List.of("one", "two", "three");
    private static final List<String> KINDS = List.of("Note", "File");
    private static final List<String> PATHS =
            List.of("$.v", "$.o.v", "$.list[1]", "$.list", "$.o", "$.none");
    private static final List<Object> VALUES =
            List.of(0L, 1L, -7L, 2.5, 1e18, "", "a", "ab", "AB", "É", "b", "🙂", "1", true, false);
    private static final Comparator<Entity> BY_ID =
            Comparator.comparing(
                    entity -> entity.id().value().codePoints().toArray(), Arrays::compare);
    private static final Comparator<Entity> NEWEST_FIRST =
            Comparator.comparing(Entity::createdAt).thenComparing(BY_ID).reversed();

    @TempDir Path temp;
    private final Random random = new Random(20261122);

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private Entity entity(int number) {
        ObjectNode data = Json.object();
        if (!oneIn(4)) {
            data.set("v", Json.MAPPER.valueToTree(any(VALUES)));
        }
        if (oneIn(2)) {
            data.putObject("o").set("v", Json.MAPPER.valueToTree(any(VALUES)));
        }
        if (oneIn(2)) {
            data.putArray("list").add(1).addPOJO(any(VALUES));
        }
        data.put(any(List.of("title", "name", "path", "ignored")), any(WORDS));
        if (oneIn(2)) {
            data.put("text", any(WORDS) + " " + any(WORDS) + ", " + any(WORDS) + ".");
        }
        return new Entity(
                new EntityId(any(List.of("a", "a/", "b", "é", "🙂")) + number),
                new TopicId(any(TOPICS)),
                new Kind(any(KINDS)),
                (ObjectNode) Json.MAPPER.readTree(data.toString()),
                THEN.plusMillis(random.nextInt(50)));
    }

    private EntityQuery query() {
        EntityQuery query = EntityQuery.all().limit(1 + random.nextInt(20));
        query = oneIn(3) ? query.topic(new TopicId(any(TOPICS))) : query;
        query = oneIn(3) ? query.kind(new Kind(any(KINDS))) : query;
        query = oneIn(3) ? query.idPrefix(any(List.of("", "a", "a/", "b1", "🙂", "c"))) : query;
        query = oneIn(3) ? query.createdFrom(THEN.plusMillis(random.nextInt(50))) : query;
        query = oneIn(3) ? query.createdBefore(THEN.plusMillis(random.nextInt(50))) : query;
        query = oneIn(3) ? query.text(any(WORDS) + (oneIn(2) ? " " + any(WORDS) : "")) : query;
        query = oneIn(2) ? query.where(condition()) : query;
        query = oneIn(4) ? query.where(condition()) : query;
        query = oneIn(6) ? query.topics(List.of(new TopicId("one"), new TopicId("two"))) : query;
        query = oneIn(6) ? query.kinds(List.of(new Kind("Note"), new Kind("None"))) : query;
        return query.sort(sort());
    }

    private Sort sort() {
        boolean descending = oneIn(2);
        return switch (random.nextInt(5)) {
            case 0 -> new Sort(Sort.By.ID, null, descending);
            case 1 -> new Sort(Sort.By.CREATED, null, descending);
            case 2 -> Sort.updated(descending);
            default -> Sort.path(any(PATHS), descending);
        };
    }

    private static Comparator<Entity> order(Sort sort) {
        return switch (sort.by()) {
            case ID, UPDATED -> sort.descending() ? BY_ID.reversed() : BY_ID; // all are of one time
            case CREATED -> sort.descending() ? NEWEST_FIRST : NEWEST_FIRST.reversed();
            case PATH -> byPath(sort).thenComparing(BY_ID);
            case RELEVANCE -> throw new IllegalArgumentException("is not in the model");
        };
    }

    /// Missing values last; else by type and value.
    private static Comparator<Entity> byPath(Sort sort) {
        String path = sort.path().orElseThrow();
        Comparator<JsonNode> byValue =
                Comparator.comparingInt(RandomQueryTest::type)
                        .thenComparing((a, b) -> compared(a, scalar(b)).orElse(0));
        Comparator<JsonNode> directed = sort.descending() ? byValue.reversed() : byValue;
        return Comparator.<Entity, Boolean>comparing(e -> type(at(e.data(), path)) == 0)
                .thenComparing(e -> at(e.data(), path), directed);
    }

    private static int type(JsonNode node) {
        return node.isBoolean() ? 1 : node.isNumber() ? 2 : node.isString() ? 3 : 0;
    }

    private static Object scalar(JsonNode node) {
        return node.isBoolean()
                ? (Object) node.asBoolean()
                : node.isNumber() ? (Object) node.asDouble() : node.asString("");
    }

    private static JsonNode at(JsonNode data, String path) {
        return data.at(path.substring(1).replace('.', '/').replace("[", "/").replace("]", ""));
    }

    private Condition condition() {
        Object value = any(VALUES);
        Operator operator = any(List.of(Operator.values()));
        return switch (operator) {
            case IN -> new Condition(any(PATHS), operator, List.of(value, any(VALUES)));
            case EXISTS -> new Condition(any(PATHS), operator, oneIn(2));
            case STARTS_WITH, CONTAINS_IGNORE_CASE, EQUAL_IGNORE_CASE ->
                    new Condition(any(PATHS), operator, value instanceof String ? value : "a");
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, CONTAINS ->
                    new Condition(any(PATHS), operator, value);
        };
    }

    private static boolean matches(EntityQuery query, Entity entity) {
        return (query.topics().isEmpty() || query.topics().contains(entity.topicId()))
                && (query.kinds().isEmpty() || query.kinds().contains(entity.kind()))
                && query.idPrefix().map(entity.id().value()::startsWith).orElse(true)
                && query.createdFrom().map(t -> !entity.createdAt().isBefore(t)).orElse(true)
                && query.createdBefore().map(entity.createdAt()::isBefore).orElse(true)
                && query.text().map(text -> words(entity).containsAll(tokens(text))).orElse(true)
                && query.conditions().stream().allMatch(c -> holds(c, entity.data()));
    }

    private static Set<String> words(Entity entity) {
        JsonNode data = entity.data();
        String title =
                List.of("title", "name", "path").stream()
                        .map(data::path)
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .findFirst()
                        .orElse("");
        return tokens(title + " " + data.path("text").asString(""));
    }

    private static Set<String> tokens(String text) {
        return new HashSet<>(
                List.of(text.toLowerCase(Locale.ROOT).replace("ï", "i").split("[ ,.]+")));
    }

    private static boolean holds(Condition condition, JsonNode data) {
        JsonNode node = at(data, condition.path());
        if (condition.value() instanceof List<?> choices) {
            return choices.stream()
                    .anyMatch(one -> compared(node, one).filter(o -> o == 0).isPresent());
        }
        Optional<Integer> order = compared(node, condition.value());
        return switch (condition.operator()) {
            case EQUAL -> order.filter(o -> o == 0).isPresent();
            case NOT_EQUAL -> order.filter(o -> o == 0).isEmpty();
            case LESS -> order.filter(o -> o < 0).isPresent();
            case LESS_OR_EQUAL -> order.filter(o -> o <= 0).isPresent();
            case GREATER -> order.filter(o -> o > 0).isPresent();
            case GREATER_OR_EQUAL -> order.filter(o -> o >= 0).isPresent();
            case STARTS_WITH ->
                    node.isString() && node.asString().startsWith((String) condition.value());
            case EXISTS -> condition.value().equals(!node.isMissingNode() && !node.isNull());
            case CONTAINS -> contains(node, condition.value());
            case CONTAINS_IGNORE_CASE ->
                    node.isString() && lower(node.asString()).contains(lower(condition.value()));
            case EQUAL_IGNORE_CASE ->
                    node.isString() && lower(node.asString()).equals(lower(condition.value()));
            case IN -> throw new IllegalArgumentException("has a list");
        };
    }

    private static boolean contains(JsonNode node, Object value) {
        return node.isString()
                ? value instanceof String text && node.asString().contains(text)
                : node.isArray()
                        && node.valueStream()
                                .anyMatch(one ->
                                        compared(one, value).filter(o -> o == 0).isPresent());
    }

    private static String lower(Object text) {
        return text.toString().replace('A', 'a').replace('B', 'b');
    }

    private static Optional<Integer> compared(JsonNode node, Object value) {
        if (node.isString() && value instanceof String text) {
            return Optional.of(
                    Arrays.compare(
                            node.asString().codePoints().toArray(), text.codePoints().toArray()));
        }
        if (node.isNumber() && value instanceof Number number) {
            return Optional.of(Double.compare(node.asDouble(), number.doubleValue()));
        }
        if (node.isBoolean() && value instanceof Boolean truth) {
            return Optional.of(Boolean.compare(node.asBoolean(), truth));
        }
        return Optional.empty();
    }

    @Test
    void everyQueryFindsWhatTheModelFinds() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            Map<EntityId, Entity> model = new HashMap<>();
            for (int i = 0; i < 600; i++) {
                Entity entity = entity(i);
                model.put(entity.id(), entity);
            }
            store.putAll(List.copyOf(model.values()));
            int matched = 0;

            for (int i = 0; i < 600; i++) {
                EntityQuery query = query();
                Comparator<Entity> order = order(query.sort());
                List<Entity> expected =
                        model.values().stream()
                                .filter(e -> matches(query, e))
                                .sorted(order)
                                .toList();
                matched += expected.size();

                List<Entity> found = new ArrayList<>();
                Optional<EntityQuery> next = Optional.of(query);
                while (next.isPresent()) {
                    Page page = store.query(next.get());
                    assertThat(page.items().size()).isLessThanOrEqualTo(query.limit());
                    page.items().forEach(e -> found.add(e.entity()));
                    next = page.next().map(query::after);
                }

                assertThat(found).as("query %d", i).isEqualTo(expected);
                assertThat(store.count(query)).isEqualTo(expected.size());
                assertThat(store.scan(query).map(StoredEntity::entity)).isEqualTo(expected);
            }
            assertThat(matched).isGreaterThan(8_000);
        }
    }

    @Test
    void pagesStayTrueWhileEntitiesComeAndGo() {
        try (OpenStore open = new OpenStore(temp)) {
            EntityStore store = open.store();
            for (int round = 0; round < 30; round++) {
                store.scan(EntityQuery.all()).map(StoredEntity::id).toList().forEach(store::delete);
                Map<EntityId, Entity> now = new TreeMap<>();
                for (int i = 0; i < 60; i++) {
                    Entity entity = entity(i);
                    now.put(entity.id(), entity);
                }
                store.putAll(List.copyOf(now.values()));
                Set<EntityId> allTheTime = new HashSet<>(now.keySet());
                Set<EntityId> everThere = new HashSet<>(now.keySet());
                List<Entity> seen = new ArrayList<>();
                EntityQuery query = query(oneIn(2) ? Order.BY_ID : Order.NEWEST_FIRST);

                Page page = store.query(query);
                page.items().forEach(e -> seen.add(e.entity()));
                while (page.next().isPresent()) {
                    change(store, now, allTheTime, everThere);
                    page = store.query(query.after(page.next().get()));
                    page.items().forEach(e -> seen.add(e.entity()));
                }

                Comparator<Entity> order = query.sort().equals(Sort.ID) ? BY_ID : NEWEST_FIRST;
                List<EntityId> ids = seen.stream().map(Entity::id).toList();
                assertThat(ids).doesNotHaveDuplicates().containsAll(allTheTime);
                assertThat(everThere).containsAll(ids);
                assertThat(seen).isSortedAccordingTo(order);
            }
        }
    }

    private EntityQuery query(Order order) {
        return EntityQuery.all().order(order).limit(1 + random.nextInt(9));
    }

    private void change(
            EntityStore store,
            Map<EntityId, Entity> now,
            Set<EntityId> allTheTime,
            Set<EntityId> everThere) {
        for (int i = 0; i < 3; i++) {
            if (oneIn(2)) {
                EntityId gone = any(List.copyOf(now.keySet()));
                now.remove(gone);
                allTheTime.remove(gone);
                store.delete(gone);
            } else {
                Entity more = entity(1_000 + random.nextInt(100_000));
                if (Objects.isNull(now.putIfAbsent(more.id(), more))) {
                    everThere.add(more.id());
                    store.put(more);
                }
            }
        }
    }
}
