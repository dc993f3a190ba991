package dev.hqe.ui.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.ResultJson;
import dev.hqe.mcp.ToolAnswer;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ResultReaderTest {

    private static final ToolName TOOL = new ToolName("finance.price_bars");
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
                    + "ErkJggg==";

    @TempDir Path folder;

    @Test
    void makesObjectsATableAndDaysWithNumbersAChart() {
        List<ResultPart> parts =
                structured(
                        """
                        {"symbol": "NRVL", "bars": [
                          {"day": "2026-11-02", "close": 40.5, "volume": 1052000},
                          {"day": "2026-11-03", "close": 41, "volume": 1145000},
                          {"day": "2026-11-04", "close": 40.25, "volume": null, "note": "thin"}]}
                        """);

        ResultPart.Table table = (ResultPart.Table) parts.get(0);
        ResultPart.Chart chart = (ResultPart.Chart) parts.get(1);
        assertThat(table.name()).isEqualTo("bars");
        assertThat(table.columns()).containsExactly("day", "close", "volume", "note");
        assertThat(table.numeric()).containsExactly(false, true, true, false);
        assertThat(chart.labels()).containsExactly("2026-11-02", "2026-11-03", "2026-11-04");
        assertThat(chart.series().getFirst().values()).containsExactly(40.5, 41, 40.25);
        assertThat(parts.get(2)).isInstanceOf(ResultPart.Tree.class);
        assertThat(parts.getLast()).isInstanceOf(ResultPart.Raw.class);
    }

    @Test
    void drawsNoCurveOfWhatIsAlwaysTheSame() {
        List<ResultPart> parts =
                structured(
                        """
                        [{"day": "2026-11-02", "version": 1}, {"day": "2026-11-03", "version": 1},
                         {"day": "2026-11-04", "version": 1}]
                        """);

        assertThat(parts).noneMatch(ResultPart.Chart.class::isInstance);
    }

    @Test
    void showsTheWholeBeforeATableOfOneRow() {
        List<ResultPart> parts = structured("{\"stored\": 15, \"symbols\": [{\"symbol\": \"A\"}]}");

        assertThat(parts.getFirst()).isInstanceOf(ResultPart.Tree.class);
    }

    @Test
    void makesNumbersAndPointsACurve() {
        List<ResultPart> numbers = structured("{\"returns\": [0.1, 0.2, -0.1, 0.4]}");
        List<ResultPart> points = structured("[[1, 10], [2, 20], [4, 5]]");

        assertThat(numbers.getFirst())
                .isInstanceOfSatisfying(
                        ResultPart.Chart.class,
                        chart -> assertThat(chart.labels()).containsExactly("1", "2", "4"));
        assertThat(points.getFirst())
                .isInstanceOfSatisfying(
                        ResultPart.Chart.class,
                        chart ->
                                assertThat(chart.series().getFirst().values())
                                        .containsExactly(10, 20, 5));
    }

    @Test
    void keepsThePeaksOfACurveWithTooManyPoints() {
        double[] values = new double[1_000_000];
        values[123_456] = 99;
        values[654_321] = -99;

        double[] reduced = JsonShapes.reduced(values);

        assertThat(reduced).hasSize(JsonShapes.MAX_POINTS).contains(99, -99);
    }

    @Test
    void readsJsonThatATextIs() {
        List<ResultPart> parts = text("[{\"a\": 1}, {\"a\": 2}]");

        assertThat(parts)
                .extracting(part -> part.getClass().getSimpleName())
                .containsExactly("Table", "Tree", "Raw");
    }

    @Test
    void tellsMarkdownFromText() {
        assertThat(((ResultPart.Words) text("# Title\n\ntext").getFirst()).markdown()).isTrue();
        assertThat(((ResultPart.Words) text("a * b # c").getFirst()).markdown()).isFalse();
    }

    @Test
    void showsTheBeginningOfALongText() {
        ResultPart.Words words = (ResultPart.Words) text("x".repeat(300_000)).getFirst();

        assertThat(words.text()).hasSize(ResultReader.MAX_TEXT);
        assertThat(words.total()).isEqualTo(300_000);
    }

    @Test
    void showsTheBeginningOfAHugeResultAndSaysSo() {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (int i = 0; i < 90_000; i++) {
            rows.addObject().put("row", i).put("words", "a row of a table that is far too long");
        }

        ResultSheet sheet = ResultReader.sheet(json(rows.toString()));

        assertThat(sheet.parts()).hasSize(1);
        assertThat(((ResultPart.Raw) sheet.parts().getFirst()).text())
                .hasSizeLessThan(ResultReader.MAX_TEXT + 100);
        assertThat(sheet.notes()).singleElement().asString().contains("MB");
    }

    @Test
    void showsTheFirstRowsOfALongTable() {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (int i = 0; i < JsonShapes.MAX_ROWS + 7; i++) {
            rows.addObject().put("row", i);
        }

        ResultPart.Table table =
                (ResultPart.Table) ResultReader.sheet(json(rows.toString())).parts().getFirst();

        assertThat(table.rows()).hasSize(JsonShapes.MAX_ROWS);
        assertThat(table.total()).isEqualTo(JsonShapes.MAX_ROWS + 7);
    }

    @Test
    void measuresPicturesAndLeavesOutWhatIsNone() {
        ResultSheet sheet =
                content(
                        "[{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\""
                                + PICTURE
                                + "\"},{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":"
                                + "\"aGVsbG8=\"}]");

        assertThat(sheet.parts().getFirst())
                .isInstanceOfSatisfying(
                        ResultPart.Picture.class,
                        picture -> assertThat(picture.width()).isEqualTo(1));
        assertThat(sheet.notes()).hasSize(1);
    }

    @Test
    void tellsEachEndInWords() {
        assertThat(end(new ToolOutcome.Failed("The disk is full")))
                .isEqualTo(new RunState.End(RunState.End.Kind.FAILED, "The disk is full"));
        assertThat(end(new ToolOutcome.Refused("No", "Ask again.")))
                .isEqualTo(new RunState.End(RunState.End.Kind.REFUSED, "No. Ask again."));
        assertThat(ResultReader.read(TOOL, new ToolAnswer.Cancelled(), Duration.ZERO).end().kind())
                .isEqualTo(RunState.End.Kind.CANCELLED);
    }

    @Test
    void savesTheDataTheTextOrThePicture() throws Exception {
        Saving data = saving(ResultReader.sheet(json("{\"a\":1}")));
        Saving text = saving(ResultReader.sheet(ResultJson.text("# Title", false)));
        Path file = folder.resolve("a.json");

        data.write(file);

        assertThat(file).hasContent("{\"a\":1}");
        assertThat(text.ending()).isEqualTo("md");
        assertThat(data.name(TOOL, Instant.parse("2026-11-22T10:42:31Z"), ZoneOffset.UTC))
                .isEqualTo("finance.price_bars-20261122-104231.json");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static Saving saving(ResultSheet sheet) {
        return Saving.of(sheet).orElseThrow();
    }

    private static RunState.End end(ToolOutcome outcome) {
        return ResultReader.read(
                        TOOL,
                        new ToolAnswer.Result(outcome, ResultJson.text("", true)),
                        Duration.ZERO)
                .end();
    }

    private static List<ResultPart> structured(String json) {
        return ResultReader.sheet(json(Json.MAPPER.readTree(json).toString())).parts();
    }

    private static List<ResultPart> text(String text) {
        return ResultReader.sheet(ResultJson.text(text, false)).parts();
    }

    private static ResultJson json(String structured) {
        return new ResultJson(
                RawJson.of("[]"),
                Optional.of(RawJson.of(structured)),
                true,
                true,
                false,
                true,
                Json.object());
    }

    private static ResultSheet content(String blocks) {
        ObjectNode none = Json.object();
        return ResultReader.sheet(
                new ResultJson(
                        RawJson.of(blocks), Optional.empty(), false, false, false, true, none));
    }
}
