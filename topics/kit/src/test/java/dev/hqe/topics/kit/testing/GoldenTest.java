package dev.hqe.topics.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class GoldenTest {
    private static final JsonNode READS =
            yaml(
                    """
                    kind: Bar
                    unless: bars
                    where:
                      - {field: data.symbol, op: equal, argument: symbol}
                      - {field: day, op: greater_or_equal, argument: from}
                    """);

    @Test
    void theToolIsHandedTheEntitiesThatItsManifestReads() {
        String entities =
                """
                name: x
                tool: t
                expect: {}
                entities:
                  - {id: d, kind: Bar, data: {data: {symbol: A}, day: 3}}
                  - {id: c, kind: Bar, data: {data: {symbol: B}, day: 3}}
                  - {id: b, kind: Note, data: {}}
                  - {id: a, kind: Bar, data: {data: {symbol: A}, day: 1}}
                arguments:\
                """;

        assertThat(golden(entities + " {}").input(READS).lines()).hasSize(4);
        assertThat(golden(entities + " {symbol: A}").input(READS))
                .containsSubsequence("\"id\":\"a\"", "\"id\":\"d\"")
                .doesNotContain("\"id\":\"c\"", "\"id\":\"b\"");
        assertThat(golden(entities + " {symbol: A, from: 2}").input(READS))
                .contains("\"id\":\"d\"")
                .doesNotContain("\"id\":\"a\"");
        assertThat(golden(entities + " {bars: []}").input(READS)).isEqualTo("{\"bars\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{expect: {a: 1}}",
                "{expect: {a: 1.05}, tolerance: 0.1}",
                "{expect: {b: [1, {c: x}]}}",
                "{expect: {e: {}}}",
            })
    void aPartOfTheResultIsEnough(String expectation) {
        Golden golden = golden("{name: x, tool: t, " + expectation.substring(1));

        assertThatCode(() -> golden.assertHolds(result())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{expect: {a: 1.05}}",
                "{expect: {a: 1.2}, tolerance: 0.1}",
                "{expect: {a: '1'}}",
                "{expect: {b: [1]}}",
                "{expect: {b: {}}}",
                "{expect: {f: {}}}",
                "{expect: {z: null}}",
            })
    void whatIsNotInTheResultFails(String expectation) {
        Golden golden = golden("{name: x, tool: t, " + expectation.substring(1));

        assertThatThrownBy(() -> golden.assertHolds(result())).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tool: t, expect: {}}",
                "{name: x, expect: {}}",
                "{name: x, tool: t}",
                "{name: x, tool: t, expect: {}, error: y}",
                "{name: x, tool: t, expect: {}, tolerence: 1}",
            })
    void aCaseThatIsNotOneIsRefused(String text) {
        assertThatThrownBy(() -> golden(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode result() {
        return yaml("{a: 1, b: [1, {c: x, d: y}], e: {}, f: {g: 1}}");
    }

    private static Golden golden(String text) {
        return new Golden("cases.yaml", yaml(text));
    }

    private static JsonNode yaml(String text) {
        return new YAMLMapper().readTree(text);
    }
}
