package dev.hqe.mcp.guest;

import static dev.hqe.mcp.sandbox.HostCall.ENTITY_PUT;
import static dev.hqe.mcp.sandbox.HostCall.KV_GET;
import static dev.hqe.mcp.sandbox.HostCall.KV_SET;
import static dev.hqe.mcp.sandbox.HostCall.MEMORY_SEARCH;
import static dev.hqe.mcp.sandbox.HostCall.PUBLISH;
import static dev.hqe.mcp.sandbox.HostCall.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebLimits;
import dev.hqe.mcp.sandbox.HostCall;
import dev.hqe.mcp.tools.WorkbenchForTests;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicHostTest {

    @TempDir Path work;
    private final WorkbenchForTests workbench;

    TopicHostTest(@TempDir Path data) {
        workbench = new WorkbenchForTests(data);
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private WeatherTopic with(String permissions) throws Exception {
        return WeatherTopic.with(work, permissions, workbench);
    }

    @ParameterizedTest
    @EnumSource(HostCall.class)
    void whatIsNotGrantedIsRefusedWithTheLineToAdd(HostCall function) throws Exception {
        String request =
                switch (function) {
                    case ENTITY_GET -> "{\"kind\": \"Reading\", \"id\": \"weather/1\"}";
                    case ENTITY_QUERY -> "{\"kind\": \"Reading\"}";
                    case ENTITY_PUT ->
                            "{\"kind\": \"Reading\", \"id\": \"weather/1\", \"data\": {}}";
                    case MEMORY_SEARCH -> "{\"query\": \"x\"}";
                    case PUBLISH -> "{\"subject\": \"x\"}";
                    case KV_GET, KV_SET -> "{\"key\": \"x\"}";
                    case SECRET -> "{\"name\": \"x\"}";
                };
        try (WeatherTopic topic = with("{}")) {
            var refused = topic.refused(function, request);

            assertThat(refused.permission()).isEqualTo(function.permission());
            assertThat(refused.reason())
                    .contains("not granted. Below permissions in its topic.yaml add: ")
                    .endsWith("and grant it again: hqe topic grant weather");
        }
    }

    @Test
    void valuesStayFromCallToCall() throws Exception {
        try (WeatherTopic topic = with("store: true")) {
            assertThat(topic.isAbsent(KV_GET, "{\"key\": \"last\"}")).isTrue();
            topic.ask(KV_SET, "{\"key\": \"last\", \"value\": {\"at\": [1, null]}}");
            topic.nextCall();

            assertThat(topic.ask(KV_GET, "{\"key\": \"last\"}").toString())
                    .isEqualTo("{\"value\":{\"at\":[1,null]}}");
            topic.ask(KV_SET, "{\"key\": \"last\", \"value\": null}");
            assertThat(topic.isAbsent(KV_GET, "{\"key\": \"last\"}")).isTrue();
        }
        assertThat(new TopicValues(workbench.database()).names(new TopicId("weather"))).isEmpty();
    }

    @Test
    void aTopicKeepsNoMoreThanItsMebibyte() throws Exception {
        try (WeatherTopic topic = with("store: true")) {
            String half = "\"" + "x".repeat(600_000) + "\"";
            topic.ask(KV_SET, "{\"key\": \"one\", \"value\": " + half + "}");

            assertThat(topic.failed(KV_SET, "{\"key\": \"two\", \"value\": " + half + "}"))
                    .contains("1 MiB is the most");
            assertThat(topic.failed(KV_SET, "{\"key\": \"\"}")).contains("key is empty");
        }
    }

    @Test
    void anEventOnAGrantedSubjectBecomesAFact() throws Exception {
        List<TopicPublished> told = new CopyOnWriteArrayList<>();
        workbench
                .bus()
                .subscribe(
                        "test",
                        TopicPublished.class,
                        16,
                        Overflow.BLOCK,
                        envelope -> told.add(envelope.fact()));

        try (WeatherTopic topic = with("publish: [alerts.*]")) {
            topic.ask(PUBLISH, "{\"subject\": \"alerts.storm\", \"data\": {\"level\": 3}}");
        }

        await().until(() -> !told.isEmpty());
        assertThat(told.getFirst().address()).isEqualTo("weather.alerts.storm");
        assertThat(told.getFirst().data().toString()).isEqualTo("{\"level\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "alerts, alerts, true",
        "alerts, alerts.storm, false",
        "alerts.*, alerts.storm, true",
        "alerts.*, alerts, false",
        "alerts.*, alerts.storm.now, false",
        "alerts.>, alerts.storm.now, true",
        "alerts.>, alerts, false",
        "*.now, storm.now, true",
        "alert, alerts, false",
        "a.b, A.b, false"
    })
    void aSubjectIsGrantedAsNatsHasIt(String pattern, String subject, boolean granted) {
        assertThat(EventAccess.covers(pattern, subject)).isEqualTo(granted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a.*", ">", "a.>", "ä", "a\\n"})
    void aSubjectIsNeitherAPatternNorAnythingElse(String subject) throws Exception {
        try (WeatherTopic topic = with("publish: [\"*\", \"a.>\"]")) {
            assertThat(topic.failed(PUBLISH, "{\"subject\": \"" + subject + "\"}"))
                    .contains("is no subject");
        }
    }

    @Test
    void eventsAreBoundedInSizeByCallAndByTime() throws Exception {
        try (WeatherTopic topic = with("publish: [a]")) {
            String large = "\"" + "x".repeat(70_000) + "\"";
            assertThat(topic.failed(PUBLISH, "{\"subject\": \"a\", \"data\": " + large + "}"))
                    .contains("65536 is the most");
            for (int i = 0; i < 100; i++) {
                topic.ask(PUBLISH, "{\"subject\": \"a\"}");
            }
            assertThat(topic.failed(PUBLISH, "{\"subject\": \"a\"}"))
                    .contains("at most 100 events published");
        }
        Instant[] now = {Instant.EPOCH};
        EventRate rate = new EventRate(() -> now[0]);
        for (int i = 0; i < EventRate.MOST; i++) {
            rate.take();
        }
        assertThatThrownBy(rate::take).hasMessageContaining("300 events a minute");
        now[0] = Instant.EPOCH.plusSeconds(60);
        rate.take();
    }

    @Test
    void memoryIsSearchedWhereThereIsOne() throws Exception {
        MemorySearch memory =
                (topic, query, limit) ->
                        Optional.of(
                                List.of(
                                        new MemorySearch.Hit(
                                                new EntityId(topic + "/" + query),
                                                new Kind("Reading"),
                                                "a text",
                                                limit)));
        try (WebClient web = new WebClient(WebLimits.DEFAULT);
                WeatherTopic topic =
                        new WeatherTopic(work, "memory: true", workbench.services(web, memory))) {
            assertThat(topic.ask(MEMORY_SEARCH, "{\"query\": \"q\", \"limit\": 3}").toString())
                    .isEqualTo(
                            "{\"hits\":[{\"id\":\"weather/q\",\"kind\":\"Reading\",\"text\":\"a"
                                    + " text\",\"score\":3.0}]}");
        }
        try (WeatherTopic topic = with("memory: true")) {
            assertThat(topic.failed(MEMORY_SEARCH, "{\"query\": \"q\"}"))
                    .contains("no memory to search");
        }
    }

    @Test
    void whatWasGrantedIsRefusedInACallThatIsGoingOnceTheTopicIsRevoked() throws Exception {
        try (WeatherTopic topic = with("store: true")) {
            topic.ask(KV_SET, "{\"key\": \"last\", \"value\": 1}");

            topic.revoke();

            assertThat(topic.refused(KV_GET, "{\"key\": \"last\"}").reason())
                    .contains("the Topic weather was revoked");
            assertThat(WeatherTopic.why(topic.fetch("GET", "https://example.org", Map.of(), "")))
                    .contains("the Topic weather was revoked");
        }
    }

    @Test
    void theHandleOfASecretIsKeptNowhere() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("dev.hqe.topic.weather");
        Handler handler = new Lines(lines);
        logger.addHandler(handler);
        try (WeatherTopic topic =
                with(
                        "{store: true, publish: [a], memory: true, entities: {write: [Reading]},"
                                + " http: [{host: a.test}],"
                                + " secrets: [{name: key, hosts: [a.test]}]}")) {
            String handle = topic.ask(SECRET, "{\"name\": \"key\"}").path("handle").asString();

            String inside = "\"x " + handle + " y\"";
            String reading =
                    "{\"kind\": \"Reading\", \"id\": \"weather/1\", \"data\": {\"celsius\": 1,"
                            + " \"place\": "
                            + inside
                            + "}}";

            assertThat(topic.failed(KV_SET, "{\"key\": \"k\", \"value\": " + inside + "}"))
                    .startsWith("hqe_kv_set: a secret's handle stands for its value in a header");
            assertThat(topic.failed(ENTITY_PUT, reading)).startsWith("hqe_entity_put: a secret's");
            assertThat(topic.failed(PUBLISH, "{\"subject\": \"a\", \"data\": " + inside + "}"))
                    .startsWith("hqe_publish: a secret's");
            assertThat(topic.failed(MEMORY_SEARCH, "{\"query\": " + inside + "}"))
                    .startsWith("hqe_memory_search: a secret's");
            topic.host().log(Level.INFO, "sent " + handle);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).containsExactly("forecast: sent {{hqe-secret:[redacted]}}");
    }

    @Test
    void settingsAreThoseOfTheManifest() throws Exception {
        try (WeatherTopic topic = with("{}")) {
            assertThat(topic.host().config("unit")).contains("celsius");
            assertThat(topic.host().config("other")).isEmpty();
        }
    }

    @Test
    void aCallLogsSoManyLinesEachOnItsOwnLineAndCountsTheRest() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("dev.hqe.topic.weather");
        Handler handler = new Lines(lines);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (WeatherTopic topic = with("{}")) {
            topic.host().log(Level.INFO, "one\nERROR forged {0}");
            topic.host().log(Level.INFO, "x".repeat(5_000));
            for (int i = 0; i < 30; i++) {
                topic.host().log(Level.WARNING, "line " + i);
            }
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertThat(lines).hasSize(21);
        assertThat(lines.getFirst()).isEqualTo("forecast: one ERROR forged {0}");
        assertThat(lines.getLast()).isEqualTo("forecast: and 12 more lines that are not kept");
        assertThat(lines.stream().collect(Collectors.joining())).doesNotContain("xxx");
    }

    private static final class Lines extends Handler {

        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
