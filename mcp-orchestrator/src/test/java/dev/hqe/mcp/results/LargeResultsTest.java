package dev.hqe.mcp.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Caller;
import dev.hqe.mcp.Content;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.RoadLimits;
import dev.hqe.mcp.Tool;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolCall;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import dev.hqe.mcp.ToolPolicy;
import dev.hqe.mcp.ToolProvider;
import dev.hqe.mcp.ToolRoad;
import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.broker.ToolBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Large results on a real road, from the call to the last page.
class LargeResultsTest {

    private static final Principal AGENT = new Principal(Principal.Kind.AGENT, "robot", "1");
    private static final Principal OTHER = new Principal(Principal.Kind.AGENT, "other", "1");
    private static final Principal PERSON = new Principal(Principal.Kind.PERSON, "somebody", "1");
    private static final String LINES = "a line of words, 12345\n".repeat(3_000);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;
    private final ResultStore store = new ResultStore(ResultStore.Limits.DEFAULT, clock);

    private static Tool tool(ToolDefinition definition, ToolOutcome outcome) {
        return new Tool() {
            @Override
            public ToolDefinition definition() {
                return definition;
            }

            @Override
            public ToolOutcome call(ToolCall call) {
                return outcome;
            }
        };
    }

    private static ToolDefinition plain() {
        return ToolDefinition.of(new ToolName("test.big"), "", Json.object().put("type", "object"));
    }

    private ToolRoad road(Tool tool) {
        ToolBroker broker =
                new ToolBroker(
                        BrokerSettings.DEFAULT,
                        ToolPolicy.ALLOW_ALL,
                        new LargeResults(store, LargeResults.DEFAULT_TOKENS));
        return new ToolRoad(
                List.of(ToolProvider.of(tool), new ResultTools(store), broker.tools()),
                ToolPolicy.ALLOW_ALL,
                broker,
                called -> {},
                RoadLimits.DEFAULT,
                InstantSource.system());
    }

    private static ObjectNode call(ToolRoad road, Principal who, String tool, ObjectNode arguments)
            throws InterruptedException {
        ToolAnswer answer = road.call(ToolCall.of(who, new ToolName(tool), arguments));
        return ((ToolAnswer.Result) answer).json().toCallToolResult();
    }

    private ObjectNode call(Principal who, ToolDefinition definition, ToolOutcome outcome)
            throws InterruptedException {
        try (ToolRoad road = road(tool(definition, outcome))) {
            return call(road, who, "test.big", Json.object());
        }
    }

    private Optional<ObjectNode> read(Principal who, String uri) {
        return store.read(new ResourceRead(who, uri, Caller.NONE));
    }

    private static ObjectNode rows(int count) {
        ObjectNode value = Json.object();
        ArrayNode rows = value.putArray("rows");
        for (int i = 0; i < count; i++) {
            rows.addObject().put("id", i).put("name", "row number " + i);
        }
        return value.put("total", count);
    }

    @Test
    void smallResultsStayAsTheyAre() throws InterruptedException {
        ObjectNode result = call(AGENT, plain(), ToolOutcome.Ok.structured(rows(3)));

        assertThat(result.path("structuredContent")).isEqualTo(rows(3));
        assertThat(result.path("content")).hasSize(1);
    }

    @Test
    void anAgentGetsTheHeadOfALongTextAndItsAddress() throws InterruptedException {
        ObjectNode result = call(AGENT, plain(), ToolOutcome.Ok.text(LINES));

        String preview = result.at("/content/0/text").asString();
        assertThat(preview).hasSizeLessThan(4_000);
        assertThat(preview)
                .contains("3000 lines", "69000 characters", "results.read", "a line of words");
        JsonNode link = result.at("/content/1");
        assertThat(link.path("type").asString()).isEqualTo("resource_link");
        assertThat(link.path("size").asInt()).isEqualTo(69_000);
        assertThat(read(AGENT, link.path("uri").asString()))
                .get()
                .satisfies(whole ->
                        assertThat(whole.at("/contents/0/text").asString()).isEqualTo(LINES));
    }

    @Test
    void peopleAndFlowsGetItWhole() throws InterruptedException {
        ObjectNode result = call(PERSON, plain(), ToolOutcome.Ok.text(LINES));

        assertThat(result.at("/content/0/text").asString()).isEqualTo(LINES);
    }

    @Test
    void aLargeValueWithoutSchemaIsSummedUp() throws InterruptedException {
        ObjectNode result = call(AGENT, plain(), ToolOutcome.Ok.structured(rows(5_000)));

        assertThat(result.has("structuredContent")).isFalse();
        assertThat(result.at("/content/0/text").asString())
                .contains(
                        "A JSON object of 2 members",
                        "rows: an array of 5000 items",
                        "{\"id\":2,\"name\":\"row number 2\"}",
                        "total: 5000")
                .hasSizeLessThan(4_000);
        JsonNode link = result.at("/content/1");
        assertThat(link.path("mimeType").asString()).isEqualTo("application/json");
        String whole =
                read(AGENT, link.path("uri").asString())
                        .orElseThrow()
                        .at("/contents/0/text")
                        .asString();
        assertThat(Json.MAPPER.readTree(whole)).isEqualTo(rows(5_000));
    }

    @Test
    void aValueThatASchemaPromisesStaysWhole() throws InterruptedException {
        ToolDefinition promising =
                plain().returning(
                                Json.MAPPER.readValue(
                                        "{\"type\":\"object\",\"required\":[\"rows\"]}",
                                        ObjectNode.class));

        for (int count : List.of(1_200, 5_000)) {
            ObjectNode result = call(AGENT, promising, ToolOutcome.Ok.structured(rows(count)));

            assertThat(result.path("structuredContent")).isEqualTo(rows(count));
            assertThat(result.path("content").toString())
                    .contains("resource_link", "an array of " + count)
                    .hasSizeLessThan(5_000);
        }
    }

    @Test
    void picturesAndErrorsAndForeignMembersStay() throws InterruptedException {
        String picture = "{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"AAAA\"}";
        ObjectNode relayed =
                Json.MAPPER.readValue(
                        "{\"content\":[" + picture + "],\"isError\":true,\"_meta\":{\"x\":1}}",
                        ObjectNode.class);
        ((ArrayNode) relayed.path("content")).addObject().put("type", "text").put("text", LINES);

        ObjectNode result =
                call(AGENT, plain(), ToolOutcome.Relayed.of(RawJson.of(relayed.toString())));
        ObjectNode own =
                call(
                        AGENT,
                        plain(),
                        new ToolOutcome.Ok(
                                MissingNode.getInstance(),
                                List.of(
                                        new Content.Raw(RawJson.of(picture)),
                                        new Content.Text(LINES))));

        assertThat(result.at("/content/1")).isEqualTo(Json.MAPPER.readTree(picture));
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/_meta/x").asInt()).isEqualTo(1);
        assertThat(own.path("content")).hasSize(3);
    }

    @Test
    void resultsReadGivesItPageByPage() throws InterruptedException {
        try (ToolRoad road =
                road(tool(plain(), ToolOutcome.Ok.text("\ud83d\ude00".repeat(30_000))))) {
            JsonNode shown = call(road, AGENT, "test.big", Json.object());
            String id = shown.at("/content/1/uri").asString().substring("hqe://results/".length());
            StringBuilder whole = new StringBuilder();
            int pages = 0;
            while (whole.length() < 60_000 && pages++ < 10) {
                ObjectNode arguments = Json.object().put("id", id).put("offset", whole.length());
                JsonNode page = call(road, AGENT, "results.read", arguments.put("limit", 7_001));
                whole.append(page.at("/content/0/text").asString());
            }

            assertThat(whole).hasToString("\ud83d\ude00".repeat(30_000));
            assertThat(pages).isEqualTo(9);
            JsonNode stolen = call(road, OTHER, "results.read", Json.object().put("id", id));
            assertThat(stolen.at("/content/0/text").asString()).contains("no such result");
        }
    }

    @Test
    void onlyTheOwnerReadsItAndNotForEver() {
        String uri = ResultStore.uri(store.put(AGENT, "abcdef", "text/plain").orElseThrow());

        assertThat(read(AGENT, uri)).isPresent();
        assertThat(read(OTHER, uri)).isEmpty();
        assertThat(read(PERSON, uri)).isEmpty();
        assertThat(read(AGENT, "hqe://results/" + "0".repeat(32))).isEmpty();
        assertThat(read(AGENT, uri + "/../x")).isEmpty();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(30)));
        assertThat(read(AGENT, uri)).isEmpty();
    }

    @Test
    void anAddressMayNameAPart() {
        String uri = ResultStore.uri(store.put(AGENT, "abcdef", "text/plain").orElseThrow());

        ObjectNode part = read(AGENT, uri + "?offset=2&limit=3").orElseThrow();
        ObjectNode tail = read(AGENT, uri + "?offset=4").orElseThrow();
        ObjectNode head = read(AGENT, uri + "?limit=1").orElseThrow();
        ObjectNode beyond = read(AGENT, uri + "?offset=999").orElseThrow();

        assertThat(part.at("/contents/0/text").asString()).isEqualTo("cde");
        assertThat(part.at("/contents/0/_meta/dev.hqe~1nextOffset").asInt()).isEqualTo(5);
        assertThat(tail.at("/contents/0/text").asString()).isEqualTo("ef");
        assertThat(head.at("/contents/0/text").asString()).isEqualTo("a");
        assertThat(beyond.at("/contents/0/text").asString()).isEmpty();
    }

    @Test
    void theOldestMakePlaceForTheNew() {
        ResultStore small =
                new ResultStore(new ResultStore.Limits(3, 2_000, Duration.ofMinutes(1)), clock);

        List<String> ids =
                List.of("a", "b", "c", "d").stream()
                        .map(text -> small.put(AGENT, text, "text/plain").orElseThrow())
                        .toList();
        assertThat(ids.stream().filter(id -> small.page(AGENT, id, 0, 1).isPresent()))
                .containsExactlyElementsOf(ids.subList(1, 4));

        String big = small.put(AGENT, "x".repeat(1_000), "text/plain").orElseThrow();
        assertThat(ids.stream().filter(id -> small.page(AGENT, id, 0, 1).isPresent())).isEmpty();
        assertThat(small.page(AGENT, big, 0, 1)).isPresent();
        assertThat(small.put(AGENT, "x".repeat(1_001), "text/plain")).isEmpty();
    }
}
