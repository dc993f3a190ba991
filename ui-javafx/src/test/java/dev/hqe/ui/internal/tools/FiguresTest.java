package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FiguresTest {

    @Test
    void writesAllNumbersOfAColumnWithAsManyDecimals() {
        assertThat(written("[40.7, 41, 40.330000000000005, 40.25]"))
                .containsExactly("40.70", "41", "40.33", "40.25");
    }

    @Test
    void partsThousandsOfLongNumbersOnly() {
        assertThat(written("[2026, 1052000]")).containsExactly("2026", "1\u2009052\u2009000");
    }

    @Test
    void leavesVerySmallAndVeryLargeNumbersAsTheyAre() {
        assertThat(written("[1.5E-9, 2.5E30]")).containsExactly("1.5E-9", "2.5E30");
    }

    private static List<String> written(String numbers) {
        List<JsonNode> rows =
                Json.MAPPER
                        .readTree(numbers)
                        .valueStream()
                        .<JsonNode>map(value -> Json.object().set("x", value))
                        .toList();
        Figures figures = Figures.of(rows, "x");
        return rows.stream().map(row -> figures.text(row.path("x"))).toList();
    }
}
