package dev.hqe.topics.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.testing.JvmTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {
    private static final Tools TOOLS =
            new Tools().with("mean", ToolsTest::mean).with("sum", ToolsTest::sum);

    @Test
    void aToolReadsItsArgumentsAndThenTheEntities() {
        String input =
                """
                {"field":"close","places":2,"wé":[null]}
                {"id":"a","kind":"Bar","data":{"close":1.005}}

                {"id":"b","kind":"Bar","data":{"close":2,"note":"x"}}
                """;

        assertThat(JvmTool.call(TOOLS, "mean", input))
                .isEqualTo("{\"mean\":1.5,\"of\":[\"a\",\"b\"],\"wé\":[null]}");
        assertThat(JvmTool.call(TOOLS, "sum", "{\"of\":[{\"n\":0.1},{\"n\":0.2}]}"))
                .isEqualTo("0.30000000000000004");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean||the first line of input, the arguments object, is missing",
                "mean|[]|line 1, byte 1: expected an object",
                "mean|{}|argument 'field' is missing",
                "mean|{\"field\":null}|argument 'field' is missing",
                "mean|{\"field\":1}|argument 'field' must be a string",
                "mean|{\"field\":\"x\",\"places\":1.5}|argument 'places' must be a whole number from 0 to 9",
                "mean|{\"field\":\"x\"}\n{\"id\":\"a\",\"kind\":\"k\",\"data\":{}}|entity 'a': 'x' is missing",
                "mean|{\"field\":\"x\"}\n{\"kind\":\"k\"}|entity's 'id' is missing",
                "sum|{\"of\":[{\"n\":1},{\"n\":\"2\"}]}|argument 'of[1].n' must be a number",
                "sum|{\"of\":[{\"n\":1},2]}|argument 'of[1]' must be an object",
                "sum|{\"of\":[{\"n\":1e308},{\"n\":1e308}]}|the result is not a finite number",
                "sum|{\"of\":1e309}|line 1, byte 12: '1e309' is beyond the range of a double",
                "avg|{}|unknown tool; this module has mean and sum",
            })
    void aBadCallIsAnErrorThatNamesWhatIsWrong(String row) {
        String[] parts = row.split("\\|", -1);

        assertThatThrownBy(() -> JvmTool.call(TOOLS, parts[0], parts[1]))
                .isInstanceOf(ToolError.class)
                .hasMessage(parts[2]);
    }

    private static void mean(Call call) {
        var arguments = call.arguments();
        String field = arguments.text("field");
        int places = arguments.integer("places", 0, 9, 4);
        var entities = call.entities();
        double sum = 0;
        for (Entity entity : entities) {
            sum += entity.data().number(field);
        }
        var out = call.result().beginObject();
        out.key("mean").number(sum / entities.size(), places);
        out.key("of").beginArray();
        entities.forEach(entity -> out.string(entity.id()));
        out.endArray();
        arguments.get("wé").ifPresent(value -> out.key("wé").value(value));
        out.endObject();
    }

    private static void sum(Call call) {
        double sum = 0;
        for (var part : call.arguments().objects("of")) {
            sum += part.number("n");
        }
        call.result().number(sum);
    }
}
