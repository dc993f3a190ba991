package dev.hqe.topics.codeaudit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.secrets.Samples;
import dev.hqe.topics.kit.testing.JvmTool;
import dev.hqe.topics.kit.testing.TopicFolderContract;
import dev.hqe.topics.kit.testing.WasmTool;
import dev.hqe.topics.kit.testing.WasmTool.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class WasmModuleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = TopicFolderContract.TOPIC.resolve("tools/code-audit.wasm");
    private static final WasmTool WASM = WasmTool.compiled(FILE);
    private static final int PAGE = 64 << 10;

    @Test
    void isSmallAndItsMemoryIsBounded() throws IOException {
        var memory = WASM.module().memorySection().orElseThrow().getMemory(0).limits();

        assertThat(Files.size(FILE)).isLessThan(1_100_000);
        assertThat((long) memory.maximumPages() * PAGE).isLessThan(80L << 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answersAsTheSameCodeOnTheJvmDoes(long seed) {
        String files = corpus(seed);
        String text = JSON.writeValueAsString(Map.of("text", prose(seed)));

        assertThat(WASM.call("find_secrets", "{}\n" + files).out())
                .isEqualTo(JvmTool.call(CodeAudit.TOOLS, "find_secrets", "{}\n" + files))
                .contains("\"files_scanned\":");
        assertThat(WASM.call("find_secrets", text).out())
                .isEqualTo(JvmTool.call(CodeAudit.TOOLS, "find_secrets", text));
        assertThat(WASM.call("redact", text).out())
                .isEqualTo(JvmTool.call(CodeAudit.TOOLS, "redact", text));
    }

    @Test
    void restoresInTheSandboxWhatItRedactedThere() {
        Answer redacted = WASM.call("redact", JSON.writeValueAsString(Map.of("text", prose(5))));
        String text = JSON.readTree(redacted.out()).get("text").asString();

        Answer restored =
                WASM.call(
                        "restore",
                        JSON.writeValueAsString(Map.of("text", text, "original", prose(5))));

        assertThat(text).doesNotContain(Samples.all(5).getFirst().secret());
        assertThat(JSON.readTree(restored.out()).get("text").asString()).isEqualTo(prose(5));
    }

    @Test
    void aCorpusLargerThanItsMemoryRunsInTheMemoryOfItsLargestFile() {
        String file = entity("big.txt", "x = 1\n".repeat(40_000));
        String few = "{}\n" + file.repeat(2);
        String many = "{}\n" + file.repeat(50);

        Answer afterFew = WASM.call("find_secrets", few);
        Answer afterMany = WASM.call("find_secrets", many);

        assertThat(JSON.readTree(afterMany.out()).get("files_scanned").asInt()).isEqualTo(50);
        assertThat(afterMany.pages()).isEqualTo(afterFew.pages());
        assertThat((long) afterMany.pages() * PAGE).isLessThan(8L << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 1_500_001, 3_000_002, 6_000_003, 16_777_200})
    void aTextUpToTheLimitOfALineFits(int length) {
        String text = "{\"text\":\"" + "a b\\n".repeat(length / 5) + "\"}";

        Answer answer = WASM.call("find_secrets", text);

        assertThat(answer.error()).isEmpty();
        assertThat(JSON.readTree(answer.out()).get("bytes_scanned").asInt())
                .isEqualTo(length / 5 * 4);
    }

    @Test
    void aLongTextFullOfDistinctSecretsIsRedactedAndRestoredWithinTheMemory() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < 19_000; i++) {
            text.append("AKIA");
            random.ints(16, 0, 26).forEach(letter -> text.append((char) ('A' + letter)));
            text.append(" filler".repeat(55)).append('\n');
        }
        String original = text.toString();

        Answer redacted = WASM.call("redact", JSON.writeValueAsString(Map.of("text", original)));
        JsonNode result = JSON.readTree(redacted.out());
        Answer restored =
                WASM.call(
                        "restore",
                        JSON.writeValueAsString(
                                Map.of(
                                        "text",
                                        result.get("text").asString(),
                                        "original",
                                        original)));

        assertThat(result.get("count").asInt()).isEqualTo(19_000);
        assertThat(JSON.readTree(restored.out()).get("text").asString()).isEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "find_secrets|{\"max_findings\":0}|max_findings must be a whole number from 1 to 10000",
                "find_secrets|{\"max_findings\":1.5}|max_findings must be a whole number from 1 to 10000",
                "find_secrets|{\"min_entropy\":9}|min_entropy must be from 0 to 8 bits per byte",
                "find_secrets||the first line of input, the arguments object, is missing",
                "find_secrets|{|line 1, byte 2: expected a string",
                "redact|{}|argument 'text' is missing",
                "restore|{\"text\":\"\"}|argument 'original' is missing: the text before redaction",
                "redact|{\"text\":1}|line 1, byte 9: expected a string",
                "nothing|{}|unknown tool; this module has find_secrets, redact, restore, dependencies, risky_patterns, licenses, health_score, report and audit",
            })
    void aBadCallEndsWithOneLineThatSaysWhy(String row) {
        String[] parts = row.split("\\|", -1);

        Answer answer = WASM.call(parts[0], parts[1]);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.error()).isEqualTo(parts[2] + "\n");
    }

    @Test
    void aFileWithoutTextIsAnErrorThatNamesItsLine() {
        Answer answer = WASM.call("find_secrets", "{}\n{\"id\":\"a\",\"data\":{\"path\":\"x\"}}\n");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.error()).startsWith("line 2, byte ").contains("without data.text");
    }

    private static String corpus(long seed) {
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (Samples.Sample sample : Samples.all(seed)) {
            lines.append(entity("src/" + number++ + "é.txt", "first\n\té " + sample.text()));
        }
        return lines.toString();
    }

    private static String prose(long seed) {
        List<String> pieces = new ArrayList<>();
        Random random = new Random(seed);
        for (Samples.Sample sample : Samples.all(seed)) {
            pieces.add(random.nextInt(3) == 0 ? "prose 🔑 [[jwt:1]]" : sample.text());
        }
        pieces.addFirst(Samples.all(seed).getFirst().text());
        return String.join("\n", pieces);
    }

    private static String entity(String path, String text) {
        Map<String, String> data = Map.of("path", path, "root", "r", "text", text);
        return JSON.writeValueAsString(Map.of("id", path, "kind", "SourceFile", "data", data))
                + "\n";
    }
}
