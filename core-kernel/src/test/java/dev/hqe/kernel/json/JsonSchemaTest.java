package dev.hqe.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.JsonSchema.Violation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static JsonSchema schema(String text) {
        return JsonSchema.compile(SourceDocument.parse(text, "s.json"));
    }

    private static List<String> violations(String schema, String value) {
        return schema(schema).violations(Json.MAPPER.readTree(value)).stream()
                .map(Violation::toString)
                .toList();
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        String schema =
                """
                {"type": "object", "required": ["id"], "additionalProperties": false,
                 "properties": {"id": {"pattern": "^[a-z]+$"}, "level": {"enum": ["low", "high"]},
                   "part": {"$ref": "#/$defs/part"}},
                 "$defs": {"part": {"properties": {"amount": {"type": "integer"}},
                   "additionalProperties": false}}}
                """;

        assertThat(violations(schema, "{\"id\": \"a\", \"level\": \"low\"}")).isEmpty();
        assertThat(violations(schema, "{\"level\": \"medium\"}"))
                .containsExactlyInAnyOrder(
                        "'id' is missing", "/level: \"medium\" is not one of [\"low\",\"high\"]");
        assertThat(violations(schema, "{\"id\": \"A\", \"levle\": 1}"))
                .containsExactlyInAnyOrder(
                        "/id: \"A\" does not match \"^[a-z]+$\"",
                        "unknown field 'levle' (did you mean 'level'?)");
        assertThat(
                        violations(
                                schema,
                                "{\"id\": \"a\", \"part\": {\"amout\": 1, \"amount\": \"x\"}}"))
                .containsExactlyInAnyOrder(
                        "/part: unknown field 'amout' (did you mean 'amount'?)",
                        "/part/amount: must be integer, not string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x.json",
                "https://example.org/x.json",
                "file:///etc/passwd",
                "classpath:dev/hqe/kernel/topic/topic.schema.json",
                "resource:dev/hqe/kernel/topic/topic.schema.json",
                "jar:file:/x.jar!/x.json",
                "other.json"
            })
    void nothingOutsideTheSchemaIsFetched(String reference) {
        assertThatThrownBy(() -> schema("{\"$ref\": \"" + reference + "\"}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith("s.json:1: not a valid JSON Schema: ")
                .hasMessageContaining("is not allowed to be loaded");
    }

    @Test
    void schemasOfTheSameIdDoNotKnowEachOther() {
        assertThat(violations("{\"$id\": \"https://x/y\", \"type\": \"string\"}", "1"))
                .containsExactly("must be string, not integer");
        assertThat(violations("{\"$id\": \"https://x/y\", \"type\": \"integer\"}", "1")).isEmpty();
        assertThatThrownBy(() -> schema("{\"$ref\": \"https://x/y\"}"))
                .hasMessageContaining("is not allowed to be loaded");
    }

    @Test
    void aBrokenSchemaIsToldWithItsLines() {
        assertThatThrownBy(() -> schema("{\n\"properties\": {\n\"a\": {\"minLength\": -1}}}"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage(
                        "s.json:3: not a valid JSON Schema: /properties/a/minLength: must have a"
                                + " minimum value of 0");
        assertThatThrownBy(() -> schema("[]"))
                .hasMessage(
                        "s.json:1: not a valid JSON Schema: must be [object, boolean], not array");
        assertThatThrownBy(() -> schema("{\"$ref\": \"#/$defs/none\"}"))
                .hasMessageContaining("/$defs/none cannot be resolved");
        assertThatThrownBy(() -> schema("{\"pattern\": \"(\"}"))
                .isInstanceOf(InvalidDocumentException.class)
                .extracting(e -> String.valueOf(e.getMessage()).lines().count())
                .isEqualTo(1L);
    }

    @Test
    void aSchemaThatWasCheckedBeforeIsReadWhenAValueIsHeldAgainstIt() {
        AtomicInteger reads = new AtomicInteger();
        JsonSchema schema =
                JsonSchema.checkedBefore(() -> {
                    reads.incrementAndGet();
                    return SourceDocument.parse("{\"type\": \"string\"}", "a.json");
                });
        assertThat(reads).hasValue(0);

        assertThat(schema.violations(Json.MAPPER.readTree("1")))
                .extracting(Object::toString)
                .containsExactly("must be string, not integer");
        assertThat(schema.violations(Json.MAPPER.readTree("\"x\""))).isEmpty();
        assertThat(reads).hasValue(1);
    }

    @Test
    void noValueFitsASchemaThatIsNoneAfterAll() {
        JsonSchema schema =
                JsonSchema.checkedBefore(
                        () -> SourceDocument.parse("{\"minLength\": -1}", "a.json"));

        assertThat(schema.violations(Json.MAPPER.readTree("1")))
                .extracting(Object::toString)
                .first()
                .asString()
                .startsWith("cannot be checked: a.json:1: not a valid JSON Schema: ");
    }

    @Test
    void olderDraftsAreReadByTheirOwnRules() {
        String draft07 =
                """
                {"$schema": "http://json-schema.org/draft-07/schema#",
                 "items": [{"type": "string"}, {"type": "integer"}], "definitions": {"x": {}}}
                """;
        String draft04 =
                """
                {"$schema": "http://json-schema.org/draft-04/schema#",
                 "minimum": 3, "exclusiveMinimum": true}
                """;

        assertThat(violations(draft07, "[\"a\", \"b\"]"))
                .containsExactly("/1: must be integer, not string");
        assertThat(violations(draft04, "3")).hasSize(1);
        assertThatThrownBy(() ->
                        schema(
                                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\","
                                        + "\"type\": \"strin\"}"))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> schema("{\"$schema\": \"https://example.org/own\"}"))
                .isInstanceOf(InvalidDocumentException.class);
    }

    @Test
    void aSchemaThatRefersToItselfWithoutEndIsContained() {
        assertThat(violations("{\"$ref\": \"#\"}", "1"))
                .containsExactly(
                        "cannot be checked: the schema: it refers to itself without end, or is"
                                + " nested too deeply");
    }

    @Test
    void messagesStayShortWhateverTheValue() {
        String value = "\"" + "x".repeat(1_000_000) + "\"";

        assertThat(violations("{\"pattern\": \"^a\"}", value))
                .singleElement()
                .satisfies(message -> assertThat(message.length()).isLessThan(300));
        assertThat(violations("{\"enum\": [1]}", value))
                .singleElement()
                .satisfies(message -> assertThat(message.length()).isLessThan(300));
    }

    @Test
    void reportsNoMoreViolationsThanItsLimit() {
        String list = "[" + "1,".repeat(999) + "1]";

        assertThat(violations("{\"items\": {\"type\": \"string\"}}", list))
                .hasSize(JsonSchema.MAX_VIOLATIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "^(.*a){12}b$, aaaaaaaaaa",
        "^(([a-z])+.)+[A-Z]([a-z])+$, aaaaaaaaaa",
        "^(([a-z])+.)+[A-Z]([a-z])+$, abcdefghij"
    })
    void aPatternThatBacktracksWithoutEndIsGivenUp(String pattern, String part) {
        String schema = "{\"pattern\": \"" + pattern + "\"}";

        assertThat(violations(schema, "\"" + part.repeat(10_000) + "\""))
                .containsExactly("takes too many steps to check");
    }

    @Test
    void thePatternsOfOneCheckShareTheirSteps() {
        JsonSchema schema = schema("{\"items\": {\"pattern\": \"^(.*a){3}b$\"}}");
        String value = "\"" + "a".repeat(200) + "\"";

        assertThat(schema.violations(Json.MAPPER.readTree("[" + value + "]")))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("does not match"));
        assertThat(
                        schema.violations(
                                Json.MAPPER.readTree("[" + (value + ",").repeat(99) + value + "]")))
                .extracting(Violation::toString)
                .containsExactly("takes too many steps to check");
    }

    @Test
    void anInterruptionStopsAPattern() {
        Thread.currentThread().interrupt();

        List<String> found =
                violations("{\"pattern\": \"^(.*a){12}b$\"}", "\"" + "a".repeat(1000) + "\"");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).containsExactly("was not checked to the end: interrupted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\": \"^a\"}",
                "{\"enum\": [\"a\"]}",
                "{\"const\": \"a\"}",
                "{\"maxLength\": 3}",
                "{\"type\": \"integer\"}",
                "{\"format\": \"date\", \"maxLength\": 3}",
                "{\"not\": {\"minLength\": 3}}",
                "{\"oneOf\": [{\"const\": \"a\"}, {\"pattern\": \"^b\"}]}",
                "{\"if\": {\"minLength\": 1}, \"then\": {\"const\": \"a\"}}",
                "false"
            })
    void saysItWithoutTheValueWhereThatMustNotBeSeen(String schema) {
        List<Violation> violations =
                schema("{\"properties\": {\"text\": " + schema + "}}")
                        .violations(Json.MAPPER.readTree("{\"text\": \"hunter2-secret\"}"));

        assertThat(violations)
                .isNotEmpty()
                .extracting(Violation::withoutValues)
                .allSatisfy(text ->
                        assertThat(text)
                                .startsWith("/text: ")
                                .endsWith(" (found string of length 14)")
                                .doesNotContain("hunter", "secret"));
    }

    @Test
    void namesWhatIsExpectedWithoutTheValue() {
        String schema =
                """
                {"required": ["id"], "additionalProperties": false,
                 "properties": {"text": {"pattern": "^[a-z]+$"}}}
                """;

        assertThat(schema(schema).violations(Json.MAPPER.readTree("{\"text\": \"A\", \"b\": [1]}")))
                .extracting(Violation::withoutValues)
                .containsExactlyInAnyOrder(
                        "'id' is missing (found object of size 2)",
                        "unknown field 'b' (found array of size 1)",
                        "/text: does not match \"^[a-z]+$\" (found string of length 1)");
    }
}
