package dev.hqe.topics.kit.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.WasmTool;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What TeaVM makes of the kit: calculation, trees, imports.
class CompileToWasmTest {
    @TempDir private static Path directory;
    private static WasmTool wasm;

    @BeforeAll
    static void compile() throws Exception {
        Path file = directory.resolve("numbers.wasm");
        CompileToWasm.main(
                new String[] {NumbersTool.class.getName(), directory.toString(), file.toString()});
        wasm = WasmTool.compiled(file);
    }

    @Test
    void aCalculationGivesTheSameBytesInWasmAndOnTheJvm() {
        Random random = new Random(11);
        String numbers =
                DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                        .filter(Double::isFinite)
                        .limit(500)
                        .flatMap(x -> DoubleStream.of(x, random.nextGaussian() * 1000))
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",", "{\"of\":[0,-0.0,0.5,-2.5,1e300,", "]}"));

        var answer = wasm.call("numbers", numbers);

        assertThat(answer.error()).isEmpty();
        assertThat(answer.out()).isEqualTo(JvmTool.call(NumbersTool.TOOLS, "numbers", numbers));
        JsonNode first = new ObjectMapper().readTree(answer.out()).get(2);
        assertThat(first.toString()).startsWith("[0.5,0.5,0.7071067811865476,0,1,0,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "[]", "{\"a\":[true,false,null,{\"é\":\"🔑\\ud800\\n\"}],\"b\":{}}"})
    void aTreeIsWrittenAsItWasRead(String value) {
        assertThat(wasm.call("tree", "{\"value\":" + value + "}").out()).isEqualTo(value);
    }

    @Test
    void whatIsBlankInWasmIsBlankOnTheJvm() {
        String expected = JvmTool.call(NumbersTool.TOOLS, "blanks", "{}");

        var answer = wasm.call("blanks", "{}");

        assertThat(answer.error()).isEmpty();
        assertThat(answer.out()).isEqualTo(expected).contains("true");
    }

    /// Each step adds to what is kept and leaves garbage between: the heap grows while it is full
    /// of small objects.
    @ParameterizedTest
    @ValueSource(ints = {5_000, 20_000, 40_000})
    void aTreeOfManySmallPartsOutlivesTheGrowthOfTheHeap(int parts) {
        String value =
                IntStream.range(0, parts)
                        .mapToObj(i -> "{\"n\":" + i + ",\"t\":\"é" + i + "\"}")
                        .collect(Collectors.joining(",", "[", "]"));

        var answer = wasm.call("tree", "{\"value\":" + value + "}");

        assertThat(answer.error()).isEmpty();
        assertThat(answer.out()).isEqualTo(value);
    }

    @Test
    void aModuleThatCalculatesImportsNoMathematics() {
        assertThat(wasm.imports()).allMatch(name -> name.startsWith("wasi_snapshot_preview1."));
    }
}
