package dev.hqe.ingestion.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every form of expression gives what jq gives, and none goes on for ever.
@Timeout(60)
class JqExpressionTest {

    private static final JsonNode RECORD =
            Json.MAPPER.readTree(
                    """
                    {"name": "Ada", "n": 3, "price": "12.50", "tags": ["b", "a"],
                     "at": {"city": "London"}, "none": null}
                    """);

    private static String value(String expression) {
        return JqExpression.compile(expression)
                .value(RECORD)
                .map(JsonNode::toString)
                .orElse("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".name | \"Ada\"",
                ".at.city | \"London\"",
                ".[\"name\"] | \"Ada\"",
                ".missing | nothing",
                ".none | nothing",
                "empty | nothing",
                ".price | tonumber | 12.5",
                ".n + 1 | 4",
                "-(.n) | -3",
                ".n * 2 - 1 | 5",
                ".n % 2 | 1",
                ".n / 2 | 1.5",
                "\"\\(.name) of \\(.at.city)\" | \"Ada of London\"",
                "{name, n: (.n + 1), (\"a\" + \"b\"): 1} | {\"name\":\"Ada\",\"n\":4,\"ab\":1}",
                "[.tags[]] | [\"b\",\"a\"]",
                ".tags[0] | \"b\"",
                ".tags[-1:] | [\"a\"]",
                ".tags[:1] | [\"b\"]",
                ".none // \"-\" | \"-\"",
                ".n >= 3 and (.n < 2 or true) | true",
                "(.n == 3) != false | true",
                "if .n > 2 then \"many\" elif .n > 1 then \"two\" else \"few\" end | \"many\"",
                "try error(\"x\") catch . | \"x\"",
                ".tags.x? | nothing",
                "reduce .tags[] as $t (\"\"; . + $t) | \"ba\"",
                "[foreach range(3) as $i (0; . + $i; . * 2)] | [0,2,6]",
                "def twice(f): f + f; twice(.n) | 6",
                "def add($a; $b): $a + $b; add(.n; 4) | 7",
                ". as {name: $x, tags: [$y]} | $x + $y | \"Adab\"",
                "label $out | first(1, break $out) | 1",
                "[.. | numbers] | [3]",
                ".n |= . + 1 | .n | 4",
                ".at.city = \"Rome\" | .at.city | \"Rome\"",
                ".n += 2 | .n | 5",
                "del(.tags) | has(\"tags\") | false",
                "[limit(2; range(10))] | [0,1]",
                "[range(1; 6; 2)] | [1,3,5]",
                "with_entries(select(.key == \"n\")) | {\"n\":3}",
                ".tags | sort | join(\"-\") | \"a-b\"",
                ".tags | map(ascii_upcase) | [\"B\",\"A\"]",
                "[.tags[] | select(test(\"^a\"))] | [\"a\"]",
                "\"2026-11-22\" | capture(\"(?<y>\\\\d+)-(?<m>\\\\d+)\") | .y + .m | \"202611\"",
                "\"aXbX\" | gsub(\"x\"; \"-\"; \"i\") | \"a-b-\"",
                "\"aXbX\" | sub(\"X\"; \"-\") | \"a-bX\"",
                "[\"a1b22\" | scan(\"[0-9]+\")] | [\"1\",\"22\"]",
                "\"a, b\" | split(\", \") | [\"a\",\"b\"]",
                "\"a,  b\" | [splits(\", *\")] | [\"a\",\"b\"]",
                "[.tags[] as $a | .tags[] as $b | $a + $b] | length | 4",
                "@base64 \"\\(.name)\" | \"QWRh\"",
                "[1, 2] | @csv | \"1,2\""
            })
    void givesWhatJqGives(String line) {
        int last = line.lastIndexOf(" | ");

        String value = value(line.substring(0, last));

        assertThat(value).isEqualTo(line.substring(last + 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(1e9)] | length",
                "[range(0; 1e9; 1)] | length",
                "[limit(1e9; range(1e9))] | length",
                "def f: f; f",
                "def f: f + 1; f",
                "def f(x): f(x | x); f(.)",
                "last(range(1e9))",
                "[recurse(.)] | length",
                "1 | until(. < 0; . + 1)",
                "[while(true; .)] | length",
                "\"x\" * 1000000000",
                "1000000000 * \"x\"",
                "reduce range(60) as $i (\"x\"; . + .) | length",
                "reduce range(60) as $i ([1]; . + .) | length",
                "[range(1000000) | \"\"] | join(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")"
                        + " * 100 | length",
                ".tags[1000000000] = 1 | length",
                ".tags |= setpath([1000000000]; 1) | length",
                "try [range(1e9)] catch 1",
                "[range(1e9)]? // 1",
                "(\"1,\" * 60) | test(\"^(.*?,){30}P\")",
                "[range(3000)] | [.[] as $a | .[] as $b | .[] as $c | 1] | length",
                "[range(2000) | \"x\" * 100000] | add | length"
            })
    void endsWhatWouldNotEnd(String expression) {
        JqExpression endless = JqExpression.compile(expression);

        assertThatThrownBy(() -> endless.value(RECORD))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("simplify it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ".a | ~ is no jq expression",
                "{ ~ is no jq expression",
                "\"open ~ is no jq expression",
                "tonumbr ~ there is no function tonumbr/0 (name/number of arguments) (did you mean"
                        + " 'tonumber'?)",
                "env ~ there is no function env/0",
                "input ~ there is no function input/0",
                "debug ~ there is no function debug/0",
                "test(1; 2; 3) ~ there is no function test/3",
                "def f(x): x; g(1) ~ there is no function g/1"
            })
    void refusesWhatIsNoExpression(String expression, String message) {
        assertThatThrownBy(() -> JqExpression.compile(expression))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ".tags[] ~ more than one value",
                ".name | tonumber ~ Ada",
                "$ENV ~ ENV",
                "import \"a\" as a; 1 ~ module not found",
                "error(\"no\") ~ no"
            })
    void saysWhyItFails(String expression, String message) {
        JqExpression failing = JqExpression.compile(expression);

        assertThatThrownBy(() -> failing.value(RECORD))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesATextOfMegabytes() {
        JsonNode record = Json.object().put("text", "word ".repeat(1_000_000));

        assertThat(JqExpression.compile(".text | length").value(record).orElseThrow().asInt())
                .isEqualTo(5_000_000);
        assertThat(JqExpression.compile("[.text[:9999] | splits(\" +\")] | length").value(record))
                .hasValueSatisfying(parts -> assertThat(parts.asInt()).isEqualTo(2000));
        assertThat(JqExpression.compile(".text | ascii_upcase | .[:4]").value(record))
                .hasValueSatisfying(word -> assertThat(word.asString()).isEqualTo("WORD"));
        assertThat(JqExpression.compile(".text | test(\"absent\")").value(record)).isPresent();
    }
}
