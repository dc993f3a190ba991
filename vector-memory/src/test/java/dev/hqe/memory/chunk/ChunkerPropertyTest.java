package dev.hqe.memory.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.memory.embed.LocalEmbedder;
import dev.hqe.memory.embed.LocalModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every text, by the real tokenizer.
class ChunkerPropertyTest {

    private static final LocalEmbedder MODEL =
            new LocalEmbedder(LocalModel.ALL_MINILM_L6_V2, Path.of("unused"), 1);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void holdForRandomTexts(TextFormat format) {
        Random random = new Random(11);

        for (int i = 0; i < 150; i++) {
            String text = randomText(random, random.nextInt(6000));
            int target = 16 + random.nextInt(120);
            ChunkSettings settings =
                    new ChunkSettings(target, random.nextInt(26), random.nextInt(51), 100_000);

            check(text, format, settings);
        }
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void holdForALineOfFiveMegabytes(TextFormat format) {
        check("word, and another; ".repeat(5_000_000 / 19), format, ChunkSettings.DEFAULT);
        check("x".repeat(5_000_000), format, ChunkSettings.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void holdForAMegabyteOfMarksAndOfNothing(TextFormat format) {
        check("e" + "\u0301\u0323".repeat(500_000), format, ChunkSettings.DEFAULT);
        check("a\u0000" + "\u0000".repeat(1_000_000), format, ChunkSettings.DEFAULT);
        check("🙂".repeat(250_000), format, ChunkSettings.DEFAULT);
        check(" ".repeat(1_000_000) + "end", format, ChunkSettings.DEFAULT);
        check("\n".repeat(1_000_000) + "end", format, ChunkSettings.DEFAULT);
        check("\"".repeat(500_001) + "\n\"", format, ChunkSettings.DEFAULT);
        check("# ".repeat(300_000), format, ChunkSettings.DEFAULT);
        check("|-".repeat(300_000) + "\n" + "|-".repeat(300_000), format, ChunkSettings.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void holdForDeepNesting(TextFormat format) {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 300; depth++) {
            text.append(" ".repeat(depth)).append("if (level").append(depth).append(") {\n");
            text.append("#".repeat(depth % 8 + 1)).append(" heading ").append(depth).append("\n");
        }

        check(text.toString(), format, ChunkSettings.DEFAULT);
    }

    @Test
    void halfACharacterBecomesAQuestionMark() {
        String text = "one \uD83D two \uDE00 three";

        List<Chunk> chunks =
                new Chunker(ChunkSettings.DEFAULT, MODEL.tokens())
                        .chunk(text, TextFormat.PLAIN)
                        .chunks();

        assertThat(chunks.getFirst().text()).isEqualTo("one ? two ? three");
        assertThat(chunks.getFirst().endByte())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static void check(String text, TextFormat format, ChunkSettings settings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        ChunkedText chunked = new Chunker(settings, MODEL.tokens()).chunk(text, format);

        int most = Math.min(settings.targetTokens(), MODEL.tokens().limit());
        BitSet covered = new BitSet(bytes.length);
        for (Chunk chunk : chunked.chunks()) {
            byte[] slice = Arrays.copyOfRange(bytes, chunk.startByte(), chunk.endByte());
            assertThat(new String(slice, StandardCharsets.UTF_8)).isEqualTo(chunk.text());
            assertThat(chunk.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(slice);
            assertThat(chunk.tokens()).isEqualTo(MODEL.tokens().count(chunk.passage()));
            assertThat(chunk.tokens()).isLessThanOrEqualTo(most);
            assertThat(chunk.text()).isNotBlank();
            covered.set(chunk.startByte(), chunk.endByte());
        }
        assertThat(chunked.bytes()).isEqualTo(bytes.length);
        int reached = bytes.length - chunked.leftOut();
        String whole = new String(bytes, StandardCharsets.UTF_8);
        int at = 0;
        for (int i = 0; i < whole.length() && at < reached; ) {
            int character = whole.codePointAt(i);
            if (!Character.isWhitespace(character)) {
                assertThat(covered.get(at)).as("byte " + at).isTrue();
            }
            at += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            i += Character.charCount(character);
        }
    }

    /// Words, marks, ends of lines, headings, fences, quotes and what nobody expects.
    private static String randomText(Random random, int length) {
        String[] pieces = {
            "word",
            "Sentence one. ",
            "and ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "# ",
            "## ",
            "```\n",
            "| a | b |\n|---|---|\n",
            "- item ",
            "    ",
            "\t",
            "{\n",
            "}\n",
            "\"",
            ",",
            "\f",
            "\uFEFF",
            "\u0000",
            "é",
            "e\u0301",
            "日本語。",
            "한국어 ",
            "🙂",
            "👩‍👩‍👧",
            "\u2028",
            "\u00A0",
            "def f(x):\n",
            "class A {\n",
            "=====\n",
            "---\n",
            "x".repeat(150),
            "1. ",
            "\uD83D",
            "\uDE00",
            "// c\n",
            "@X\n"
        };
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
