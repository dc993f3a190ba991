package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTest {

    private static final int ALL = 1 << 20;
    private static final int BLOCK = 64;

    private static HuggingFaceTokenizer real;
    private static WordPiece ours;

    @BeforeAll
    static void open() {
        real = RealTokenizer.of(LocalModel.ALL_MINILM_L6_V2);
        ours = new WordPiece(Vocabulary.read(LocalModel.ALL_MINILM_L6_V2));
    }

    @AfterAll
    static void close() {
        real.close();
    }

    /// The real one knows Unicode as of 2015, and takes for a letter what came later.
    @Test
    void takesEveryCharacterAsTheRealOneDoesButForSomeThatAreNewer() {
        List<Integer> different = new ArrayList<>();

        for (int block = 0; block < 0x30000; block += BLOCK) {
            if (!same(ours, real, embedded(block, block + BLOCK))) {
                for (int c = block; c < block + BLOCK; c++) {
                    if (!same(ours, real, embedded(c, c + 1))) {
                        different.add(c);
                    }
                }
            }
        }

        assertThat(different).hasSizeLessThan(700);
        assertThat(different).allMatch(c -> c >= 0x600);
    }

    private static String embedded(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int c = from; c < to; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                text.append("ab").appendCodePoint(c).append("cd ");
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "The quick brown fox's jump: $3.50 (50%) -- isn't it?",
                "Ünïcödé naïve CAFÉ İstanbul straße ΣΊΣΥΦΟΣ Ѐ Й",
                "日本語のテキスト、中文字符。한국어 텍스트 𠀀𪜀",
                "a\u0301\u0327e\u0301 A\u030A \uFB01 \u00BD \u2126 \u212B \u037E \u2260",
                "tab\there\u00A0nbsp\u200Bzero\u00ADsoft\u2028line\u0085next\fpage\u000Bvt\u0000nul",
                "[CLS] and [SEP] in[MASK]side [PAD][UNK] [cls] [MASK [X]",
                "https://example.com/a/b?c=d#e user@example.com foo_bar-baz.java:12",
                "👍🏽 👩‍👩‍👧‍👦 🇩🇪 e\u0301🙂x",
                "Ⅷ ﷺ ﬀ ① ﹏ ￥ ！？ ｡ ∑ ∞ ± §",
                "\uFEFFwith a mark"
            })
    void givesTheSamePiecesAsTheRealOne(String text) {
        int[] pieces = ours.ids(text, ALL);

        assertThat(pieces).isEqualTo(RealTokenizer.ids(real, text));
        assertThat(ours.count(text)).isEqualTo(pieces.length - 2);
    }

    @ParameterizedTest
    @EnumSource(LocalModel.class)
    void givesTheSamePiecesOfRandomTextsInEachModel(LocalModel model) {
        Random random = new Random(7);
        WordPiece pieces = new WordPiece(Vocabulary.read(model));
        try (HuggingFaceTokenizer tokenizer = RealTokenizer.of(model)) {

            for (int i = 0; i < 500; i++) {
                String text = randomText(random);

                assertThat(pieces.ids(text, ALL))
                        .as(text)
                        .isEqualTo(RealTokenizer.ids(tokenizer, text));
            }
        }
    }

    /// Letters, marks, spaces and signs of many scripts, as any file may have them.
    private static String randomText(Random random) {
        int[][] ranges = {
            {0x00, 0x7F},
            {0x20, 0x7E},
            {'a', 'z'},
            {'a', 'z'},
            {0xA0, 0x24F},
            {0x300, 0x36F},
            {0x370, 0x3FF},
            {0x400, 0x4FF},
            {0x5D0, 0x5EA},
            {0x621, 0x64A},
            {0x905, 0x939},
            {0x2000, 0x206F},
            {0x2190, 0x22FF},
            {0x3041, 0x30FF},
            {0x4E00, 0x9FFF},
            {0xAC00, 0xD7A3},
            {0xF900, 0xFAFF},
            {0xFF01, 0xFF5E},
            {0x1F300, 0x1F64F},
            {0x20000, 0x2A6DF}
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(200);
        while (text.length() < length) {
            int[] range = ranges[random.nextInt(ranges.length)];
            for (int run = random.nextInt(12); run >= 0; run--) {
                text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
            }
            if (random.nextInt(3) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 5000})
    void takesALongWordAsTheRealOneDoes(int letters) {
        String text = "a " + "x".repeat(letters) + " b " + "ä".repeat(letters);

        int[] pieces = ours.ids(text, ALL);

        assertThat(pieces).isEqualTo(RealTokenizer.ids(real, text));
    }

    @Test
    void cutsBehindTheLimit() {
        String text = "one two three four five";

        int[] cut = ours.ids(text, 3);

        assertThat(cut).hasSize(5);
        assertThat(cut).startsWith(101).endsWith(102);
        assertThat(cut[3]).isEqualTo(ours.ids(text, ALL)[3]);
    }

    @Test
    void dropsHalfACharacter() {
        String text = "one\uD83Dtwo \uDE00 three\uD83D";

        int[] pieces = ours.ids(text, ALL);

        assertThat(pieces).isEqualTo(ours.ids("onetwo  three", ALL));
    }

    private static boolean same(WordPiece ours, HuggingFaceTokenizer real, String text) {
        return java.util.Arrays.equals(ours.ids(text, ALL), RealTokenizer.ids(real, text));
    }
}
