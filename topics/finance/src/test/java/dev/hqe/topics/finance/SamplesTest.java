package dev.hqe.topics.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.MemoryWorkbench;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import dev.hqe.topics.kit.testing.WasmTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The folder's sample files, and files of every size, through the module that the build made.
class SamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TOPIC = TopicFolderContract.TOPIC;
    private static final WasmTool WASM = WasmTool.compiled(TOPIC.resolve("tools/finance.wasm"));

    @Test
    void thePricesAreImportedAndCalculatedWith() throws IOException {
        MemoryWorkbench workbench = workbench();

        JsonNode stored =
                call("import_prices", Map.of("text", sample("synthetic-prices.csv")), workbench);
        String bars =
                workbench.stored().stream()
                        .map(JsonNode::toString)
                        .collect(Collectors.joining("\n"));
        String input = "{\"symbol\":\"SYNTH\"}\n" + bars;

        assertThat(stored.get("stored").asInt()).isEqualTo(250);
        for (String tool : List.of("returns", "indicators", "drawdown", "risk")) {
            var answer = WASM.call(tool, input);
            assertThat(answer.error()).isEmpty();
            assertThat(answer.out()).isEqualTo(JvmTool.call(Finance.TOOLS, tool, input));
            assertThat(JSON.readTree(answer.out()).get("price").asString())
                    .isEqualTo("adjusted_close");
        }
    }

    @Test
    void theStatementsAreImportedOnce() throws IOException {
        MemoryWorkbench workbench = workbench();
        Map<String, Object> ofx = Map.of("text", sample("synthetic-statement.ofx"));
        Map<String, Object> csv =
                Map.of(
                        "text", sample("synthetic-statement.csv"),
                        "account", "SYNTHETIC-1",
                        "currency", "USD",
                        "day_order", "dmy",
                        "columns",
                                Map.of(
                                        "day",
                                        "Booked",
                                        "payee",
                                        "Who",
                                        "memo",
                                        "What",
                                        "amount",
                                        "Amount",
                                        "category",
                                        "Category"));

        int first = call("import_statement", ofx, workbench).get("stored").asInt();
        int second = call("import_statement", csv, workbench).get("stored").asInt();
        JsonNode again = call("import_statement", ofx, workbench);

        assertThat(again.get("stored").asInt()).isZero();
        assertThat(again.get("already_there").asInt()).isEqualTo(first);
        assertThat(workbench.stored()).hasSize(first + second);
        String input =
                "{}\n"
                        + workbench.stored().stream()
                                .map(JsonNode::toString)
                                .collect(Collectors.joining("\n"));
        assertThat(JSON.readTree(WASM.call("cash_flow", input).out()).get("months")).hasSize(3);
    }

    @Test
    void aFileOfThreeThousandRowsTakesThreeCalls() {
        MemoryWorkbench first = workbench();
        MemoryWorkbench second = workbench();
        MemoryWorkbench third = workbench();
        String text =
                IntStream.range(0, 2_500)
                        .mapToObj(i ->
                                "20%02d-%02d-%02d,%d.25"
                                        .formatted(i / 336, i / 28 % 12 + 1, i % 28 + 1, i + 1))
                        .collect(Collectors.joining("\n", "Date,Close\n", ""));

        JsonNode one = call("import_prices", Map.of("text", text, "symbol", "A"), first);
        JsonNode two =
                call(
                        "import_prices",
                        Map.of("text", text, "symbol", "A", "first_row", 1001),
                        second);
        JsonNode three =
                call(
                        "import_prices",
                        Map.of("text", text, "symbol", "A", "first_row", 2001),
                        third);

        assertThat(one.get("next_row").asInt()).isEqualTo(1001);
        assertThat(two.get("next_row").asInt()).isEqualTo(2001);
        assertThat(three.has("next_row")).isFalse();
        assertThat(List.of(first, second, third))
                .extracting(w -> w.stored().size())
                .containsExactly(1000, 1000, 500);
    }

    @Test
    void aLargeFileFitsTheMemory() {
        String text =
                IntStream.range(0, 90_000)
                        .mapToObj(i ->
                                "S%04d,20%02d-01-01,1,2,1,2,%d".formatted(i % 1_000, i / 1_000, i))
                        .collect(
                                Collectors.joining(
                                        "\n", "symbol,date,open,high,low,close,volume\n", ""));

        JsonNode result = call("import_prices", Map.of("text", text), workbench());

        assertThat(result.get("rows").asInt()).isEqualTo(90_000);
        assertThat(result.get("next_row").asInt()).isEqualTo(1001);
    }

    @Test
    void randomPricesGiveTheSameBytesInWasmAndOnTheJvm() {
        Random random = new Random(5);
        for (int length : List.of(3, 34, 300, 2_000)) {
            double[] price = {Math.exp(random.nextGaussian() * 4)};
            String prices =
                    IntStream.range(0, length)
                            .mapToObj(i ->
                                    Double.toString(
                                            price[0] *= Math.exp(random.nextGaussian() / 50)))
                            .collect(Collectors.joining(",", "{\"prices\":[", "]}"));
            for (String tool : List.of("returns", "indicators", "drawdown", "risk")) {
                var answer = WASM.call(tool, prices);
                assertThat(answer.error()).isEmpty();
                assertThat(answer.out()).isEqualTo(JvmTool.call(Finance.TOOLS, tool, prices));
            }
        }
    }

    private static JsonNode call(
            String tool, Map<String, Object> arguments, MemoryWorkbench workbench) {
        var answer = WASM.call(tool, JSON.writeValueAsString(arguments), workbench);
        assertThat(answer.error()).isEmpty();
        assertThat(answer.pages()).isLessThan(1_280);
        return JSON.readTree(answer.out());
    }

    private static MemoryWorkbench workbench() {
        JsonNode manifest = new YAMLMapper().readTree(TOPIC.resolve("topic.yaml"));
        return new MemoryWorkbench(manifest, (kind, data) -> List.of(), List.of());
    }

    private static String sample(String name) throws IOException {
        return Files.readString(TOPIC.resolve("samples").resolve(name));
    }
}
