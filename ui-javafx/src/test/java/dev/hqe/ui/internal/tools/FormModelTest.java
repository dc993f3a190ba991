package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.SourceDocument;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FormModelTest {

    private static final ObjectNode SCHEMA =
            json(
                    """
                    {"type": "object", "additionalProperties": true, "required": ["symbol", "on"],
                     "properties": {
                      "symbol": {"type": "string", "pattern": "^[A-Z]+$"},
                      "limit": {"type": "integer", "maximum": 5000, "default": 250},
                      "on": {"type": "boolean"},
                      "side": {"enum": ["buy", "sell"]},
                      "tags": {"type": "array", "items": {"type": "string"}},
                      "range": {"type": "object", "required": ["least"], "properties": {
                        "least": {"type": "number"}, "most": {"type": "number"}}}}}
                    """);

    private final FormModel form = new FormModel(SCHEMA);

    @Test
    void sendsWhatTheSchemaSuggestsAndNothingThatIsEmpty() {
        type("symbol", "NRVL");

        assertThat(arguments())
                .isEqualTo(json("{\"symbol\": \"NRVL\", \"limit\": 250, \"on\": false}"));
    }

    @Test
    void sendsEachFieldInItsType() {
        type("symbol", "NRVL");
        type("limit", " 10 ");
        type("on", "true");
        type("side", "sell");
        type("tags", "[\"a\", \"b\"]");
        type("least", "1.50");

        assertThat(arguments().toString())
                .isEqualTo(
                        "{\"symbol\":\"NRVL\",\"limit\":10,\"on\":true,\"side\":\"sell\","
                                + "\"tags\":[\"a\",\"b\"],\"range\":{\"least\":1.50}}");
    }

    @Test
    void saysAtTheFieldWhatIsNoNumberAndNoJson() {
        type("limit", "ten");
        type("tags", "[\"a\"\n, b]");

        FormModel.Reading reading = form.read();

        assertThat(reading).isInstanceOf(FormModel.Reading.Bad.class);
        assertThat(problem("limit")).isEqualTo("Write a whole number, such as 250.");
        assertThat(problem("tags")).startsWith("This is not JSON, line 2: ");
    }

    @Test
    void saysAtTheFieldWhatTheSchemaSays() {
        type("symbol", "nrvl");
        type("limit", "8000");
        type("tags", "[\"a\", 2]");
        type("most", "3");

        form.tell(schema().violations(arguments()));

        assertThat(problem("symbol")).isEqualTo("\"nrvl\" does not match \"^[A-Z]+$\"");
        assertThat(problem("limit")).contains("5000");
        assertThat(problem("tags")).isEqualTo("/1: must be string, not integer");
        assertThat(problem("least")).isEqualTo("Fill this in.");
        assertThat(form.problem().get()).isEmpty();
        assertThat(form.firstProblem().orElseThrow().spec().name()).isEqualTo("symbol");
    }

    @Test
    void saysAtTheFieldThatItIsMissing() {
        form.tell(schema().violations(arguments()));

        assertThat(problem("symbol")).isEqualTo("Fill this in.");
    }

    @Test
    void takesWhatIsTypedOverToJsonAndBack() {
        type("symbol", "NRVL");
        type("limit", "ten");

        form.showJson(true);
        String written = form.json().get();
        form.json().set("{\"symbol\": \"HALB\", \"limit\": 20, \"more\": {\"x\": 1}}");
        form.showJson(false);

        assertThat(json(written))
                .isEqualTo(json("{\"symbol\": \"NRVL\", \"limit\": \"ten\", \"on\": false}"));
        assertThat(leaf("symbol").text().get()).isEqualTo("HALB");
        assertThat(form.alsoSent().get()).isEqualTo("more");
        assertThat(arguments())
                .isEqualTo(json("{\"symbol\": \"HALB\", \"limit\": 20, \"more\": {\"x\": 1}}"));
    }

    @Test
    void staysWithJsonThatCannotBeRead() {
        form.showJson(true);
        form.json().set("{\"symbol\": ");

        form.showJson(false);

        assertThat(form.asJson().get()).isTrue();
        assertThat(form.problem().get()).startsWith("This is not JSON, line 1: ");
    }

    @Test
    void keepsMembersThatDoNotFitTheirGroup() {
        form.fill(json("{\"range\": [1, 2], \"symbol\": \"A\"}"));

        assertThat(arguments()).isEqualTo(json("{\"range\": [1, 2], \"symbol\": \"A\"}"));
    }

    @Test
    void startsAnewWhenItIsReset() {
        form.fill(json("{\"symbol\": \"HALB\", \"more\": 1}"));

        form.reset();

        assertThat(form.pristine().get()).isTrue();
        assertThat(arguments()).isEqualTo(json("{\"limit\": 250, \"on\": false}"));
    }

    @Test
    void isWrittenAsJsonWhereTheSchemaNamesNoMembers() {
        FormModel open = new FormModel(json("{\"type\": \"object\"}"));
        FormModel closed =
                new FormModel(json("{\"type\": \"object\", \"additionalProperties\": false}"));

        assertThat(open.asJson().get()).isTrue();
        assertThat(closed.takesNothing()).isTrue();
    }

    private Field.Leaf leaf(String name) {
        return form.fields().stream()
                .flatMap(Field::leaves)
                .filter(leaf -> leaf.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void type(String name, String text) {
        leaf(name).text().set(text);
    }

    private String problem(String name) {
        return leaf(name).problem().get();
    }

    private ObjectNode arguments() {
        return ((FormModel.Reading.Good) form.read()).arguments();
    }

    private static JsonSchema schema() {
        return JsonSchema.compile(new SourceDocument("schema", SCHEMA));
    }

    private static ObjectNode json(String text) {
        return Json.MAPPER.readValue(text, ObjectNode.class);
    }
}
