package dev.hqe.app.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonDifferenceTest {

    @Test
    void fieldsThatAreNotExpectedAreNotCompared() {
        assertThat(lines("{'a': {'b': 1}}", "{'a': {'b': 1, 'c': 2}, 'd': 3}")).isEmpty();
    }

    @Test
    void namesThePlaceOfEachDifference() {
        assertThat(lines("{'a': [{'b': 1}, 'x'], 'c': true}", "{'a': [{'b': 2}, 'y']}"))
                .containsExactly(
                        "$.a[0].b: expected 1, was 2",
                        "$.a[1]: expected \"x\", was \"y\"",
                        "$.c: expected true, and there is nothing");
    }

    @Test
    void arraysAndAnEmptyObjectAreComparedWhole() {
        assertThat(lines("{'a': [1], 'b': {}}", "{'a': [1, 2], 'b': {'c': 1}}"))
                .containsExactly(
                        "$.a: expected 1 items, was 2, also 2", "$.b: expected {}, was {\"c\":1}");
        assertThat(lines("[1, 2]", "[1]")).containsExactly("$: expected 2 items, was 1, without 2");
    }

    @Test
    void numbersAreEqualByValueOrWithinTheTolerance() {
        assertThat(lines("[1.0, 10]", "[1, 1e1]")).isEmpty();
        assertThat(lines("0.3", "0.30001")).hasSize(1);
        assertThat(JsonDifference.lines(json("0.3"), json("0.30001"), 0.001)).isEmpty();
        assertThat(lines("1", "'1'")).containsExactly("$: expected 1, was \"1\"");
    }

    private static List<String> lines(String expected, String actual) {
        return JsonDifference.lines(json(expected), json(actual), 0);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
