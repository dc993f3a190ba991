package dev.hqe.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters" and "Value Encoding".
class HeaderMirrorsTest {

    private final HeaderMirrors mirrors = new HeaderMirrors(10);

    private String learn(String properties) {
        return mirrors.learn(
                "t",
                Json.MAPPER.readTree("{\"type\":\"object\",\"properties\":" + properties + "}"));
    }

    private static Params call(String arguments) {
        return Params.NONE.with("name", "t").with("arguments", RawJson.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "us-west1|us-west1",
                "us west 1|us west 1",
                "Hello, 世界|=?base64?SGVsbG8sIOS4lueVjA==?=",
                " padded |=?base64?IHBhZGRlZCA=?=",
                "=?base64?literal?=|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="
            })
    void valuesAreEncodedAsTheSpecificationsTableSays(String value, String header) {
        assertThat(HeaderMirrors.encoded(value)).isEqualTo(header);
    }

    @Test
    void lineBreaksNeverGetIntoAHeader() {
        assertThat(HeaderMirrors.encoded("line1\nline2")).isEqualTo("=?base64?bGluZTEKbGluZTI=?=");
        assertThat(HeaderMirrors.encoded("a\r\nX-Evil: 1")).startsWith("=?base64?");
        assertThat(HeaderMirrors.encoded("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"My Region\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"Région\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\\r\\nB\"}}",
                "{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"x-mcp-header\":\"A\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},"
                        + "\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}",
                "{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}",
                "{\"a\":{\"anyOf\":[{\"type\":\"string\",\"x-mcp-header\":\"A\"}]}}",
                "{\"a\":{\"if\":{\"properties\":{\"b\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}}"
            })
    void anAnnotationAgainstTheRulesIsSaid(String properties) {
        assertThat(learn(properties)).contains("x-mcp-header");
    }

    @Test
    void anAnnotationInDefinitionsOrAtTheRootIsAgainstTheRules() {
        assertThat(
                        mirrors.learn(
                                "t",
                                Json.MAPPER.readTree(
                                        "{\"$defs\":{\"d\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}")))
                .isNotEmpty();
        assertThat(
                        mirrors.learn(
                                "t",
                                Json.MAPPER.readTree(
                                        "{\"type\":\"string\",\"x-mcp-header\":\"A\"}")))
                .isNotEmpty();
    }

    @Test
    void aPropertyOfThatNameAndAValueThatHoldsItAreFine() {
        String wrong =
                learn(
                        "{\"x-mcp-header\":{\"type\":\"string\"},"
                                + "\"b\":{\"type\":\"object\",\"default\":{\"x-mcp-header\":1}}}");

        assertThat(wrong).isEmpty();
    }

    @Test
    void integersAreWholeAndInTheSafeRange() {
        learn("{\"n\":{\"type\":\"integer\",\"x-mcp-header\":\"N\"}}");

        assertThat(mirrors.headers("tools/call", call("{\"n\":-7}")))
                .containsEntry("Mcp-Param-N", "-7");
        assertThat(mirrors.headers("tools/call", call("{\"n\":1e3}")))
                .containsEntry("Mcp-Param-N", "1000");
        assertThat(mirrors.headers("tools/call", call("{\"n\":1.5}")))
                .doesNotContainKey("Mcp-Param-N");
        assertThatThrownBy(() -> mirrors.headers("tools/call", call("{\"n\":9007199254740992}")))
                .hasMessageContaining("parameter n");
    }

    @Test
    void aTaskIsNamedInItsRequests() {
        assertThat(mirrors.headers("tasks/get", Params.NONE.with("taskId", "T")))
                .containsEntry("Mcp-Name", "T")
                .containsEntry("Mcp-Method", "tasks/get");
    }
}
