package dev.hqe.mcp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ArgumentViewTest {

    private static String view(String json) {
        return ArgumentView.of(Json.MAPPER.readValue(json, ObjectNode.class));
    }

    @Test
    void showsEachValueOnALineOfItsOwn() {
        String view =
                view("{\"path\":\"/a\",\"count\":3,\"deep\":{\"list\":[1,\"two\"]},\"none\":null}");

        assertThat(view)
                .isEqualTo(
                        "path: \"/a\"\ncount: 3\ndeep: \n  list: \n    - 1\n    - \"two\"\nnone: null");
    }

    @Test
    void showsWhatCannotBeSeenAsItsCode() {
        String view =
                view("{\"a\":\"x\\u202eexe.txt\\u0007\\u200b\\nb: \\\"fine\\\"\\u00a0\\u3164\"}");

        assertThat(view)
                .isEqualTo("a: \"x\\u202eexe.txt\\u0007\\u200b\\nb: \\\"fine\\\"\\u00a0\\u3164\"")
                .doesNotContain("\u202e", "\u200b", "\u3164");
    }

    @Test
    void keepsANameFromLookingLikeAnotherLine() {
        String view = view("{\"a\\nallowed\":1}");

        assertThat(view).isEqualTo("\"a\\nallowed\": 1");
    }

    @Test
    void keepsANameFromLookingLikeOneWithItsValue() {
        String view = view("{\"force: false, path\":\"/\",\"dry-run\":true}");

        assertThat(view).isEqualTo("\"force: false, path\": \"/\"\ndry-run: true");
    }

    @Test
    void showsBothEndsOfALongText() {
        String view = view("{\"command\":\"echo " + "a".repeat(5000) + "; rm -rf /\"}");

        assertThat(view).startsWith("command: \"echo aaa").endsWith("; rm -rf /\"");
        assertThat(view).contains("characters not shown").hasSizeLessThan(400);
    }

    @Test
    void hidesSecretsByNameAndByLook() {
        String view =
                view(
                        "{\"api_key\":\"k1\",\"userPassword\":{\"x\":\"k2\"},\"X-Auth-Token\":[\"k3\"],"
                                + "\"pin\":1234,\"spin\":\"shown\",\"note\":\"use Bearer abcdefghijkl now\","
                                + "\"url\":\"https://me:k4@host/\",\"AUTHORIZATION\":\"k5\"}");

        assertThat(view).doesNotContain("k1", "k2", "k3", "k4", "k5", "1234", "abcdefghijkl");
        assertThat(view).contains("spin: \"shown\"", "api_key: (hidden)", "https://(hidden)@host/");
    }

    @Test
    void staysShortWhateverItIsGiven() {
        StringBuilder json = new StringBuilder("{\"first\":1");
        for (int i = 0; i < 10_000; i++) {
            json.append(",\"").append("k".repeat(90)).append(i).append("\":[[[[[[[1]]]]]]]");
        }

        String view = view(json.append('}').toString());

        assertThat(view).hasSizeLessThan(6_000).contains("… and 99", "nested too deeply");
    }
}
