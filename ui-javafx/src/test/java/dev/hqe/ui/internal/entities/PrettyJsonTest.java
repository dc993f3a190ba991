package dev.hqe.ui.internal.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PrettyJsonTest {

    @Test
    void cutsALongTextAndSaysHowMuchIsMissing() {
        ObjectNode data = Json.object().put("text", "x".repeat(1_000_600));

        String json = PrettyJson.of(data);

        assertThat(json).hasSizeLessThan(1_000).contains("1\u2009000\u2009000 more characters");
    }

    @Test
    void cutsWhatIsLongAltogether() {
        ObjectNode data = Json.object();
        for (int i = 0; i < 150; i++) {
            data.put("field" + i, "y".repeat(590));
        }

        String json = PrettyJson.of(data);

        assertThat(json).hasSizeLessThan(PrettyJson.MAX_CHARS + 200).contains("Cut here");
    }
}
