package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SchemaFieldsTest {

    @Test
    void readsWhatEachTypeIsEnteredBy() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "required": ["symbol"], "properties": {
                          "symbol": {"type": "string"},
                          "limit": {"type": "integer", "minimum": 1, "maximum": 5000},
                          "adjust": {"type": "boolean"},
                          "interval": {"enum": ["1m", "1d"]},
                          "from": {"type": "string", "format": "date"},
                          "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                          "at": {"type": "string", "format": "date-time"},
                          "text": {"type": "string", "maxLength": 4000000},
                          "prices": {"type": "array", "items": {"type": "number"}}}}
                        """);

        assertThat(fields)
                .extracting(field -> field.shape().getClass().getSimpleName())
                .containsExactly(
                        "Line", "Figure", "Flag", "Choice", "Day", "Day", "Moment", "Lines", "Raw");
        assertThat(fields)
                .extracting(FieldSpec::type)
                .containsExactly(
                        "string",
                        "integer, 1 to 5000",
                        "boolean",
                        "enum of 2",
                        "date",
                        "date",
                        "date-time",
                        "string",
                        "array of number");
        assertThat(fields).extracting(FieldSpec::required).containsOnlyOnce(true);
    }

    @Test
    void namesFieldsAsPeopleReadThem() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "properties": {
                          "day_order": {"type": "string"}, "maxResults": {"type": "string"},
                          "x": {"type": "string", "title": "Where to"}}}
                        """);

        assertThat(fields)
                .extracting(FieldSpec::label)
                .containsExactly("Day order", "Max results", "Where to");
    }

    @Test
    void groupsTheMembersOfAnObjectAndWritesDeeperOnesAsJson() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "properties": {"a": {"type": "object", "properties": {
                          "b": {"type": "object", "properties": {
                            "c": {"type": "object", "properties": {"d": {"type": "string"}}}}}}}}}
                        """);

        FieldSpec b = members(fields.getFirst()).getFirst();
        FieldSpec c = members(b).getFirst();
        assertThat(c.pointer()).isEqualTo("/a/b/c");
        assertThat(c.shape()).isEqualTo(new FieldSpec.Raw());
    }

    @Test
    void looksBehindReferencesAndPossibleNothing() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "$defs": {"Side": {"enum": ["buy", "sell"]}},
                         "properties": {
                          "side": {"$ref": "#/$defs/Side", "description": "Which one."},
                          "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                          "size": {"type": ["integer", "null"]}}}
                        """);

        assertThat(fields)
                .extracting(FieldSpec::type)
                .containsExactly("enum of 2", "string", "integer");
        assertThat(fields.getFirst().description()).isEqualTo("Which one.");
    }

    @Test
    void takesATextOrAListInOneLine() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "properties": {"topic": {"anyOf": [
                          {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}}
                        """);

        assertThat(fields.getFirst().shape()).isEqualTo(new FieldSpec.Line(true));
        assertThat(fields.getFirst().type()).isEqualTo("one of string, array");
    }

    @Test
    void endsAtASchemaThatRefersToItself() {
        List<FieldSpec> fields =
                fields(
                        """
                        {"type": "object", "$defs": {
                          "Loop": {"$ref": "#/$defs/Loop"},
                          "Tree": {"type": "object", "properties": {
                            "left": {"$ref": "#/$defs/Tree"}, "right": {"$ref": "#/$defs/Tree"}}}},
                         "properties": {
                          "loop": {"$ref": "#/$defs/Loop"}, "tree": {"$ref": "#/$defs/Tree"}}}
                        """);

        assertThat(fields.getFirst().shape()).isEqualTo(new FieldSpec.Raw());
        assertThat(members(fields.getLast())).hasSize(2);
    }

    @Test
    void givesAFormOfAThousandFieldsAnEnd() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (int i = 0; i < 1000; i++) {
            properties.putObject("field" + i).put("type", "string");
        }

        assertThat(SchemaFields.of(schema)).hasSize(SchemaFields.MOST);
    }

    private static List<FieldSpec> members(FieldSpec field) {
        return ((FieldSpec.Members) field.shape()).fields();
    }

    private static List<FieldSpec> fields(String schema) {
        return SchemaFields.of(Json.MAPPER.readValue(schema, ObjectNode.class));
    }
}
