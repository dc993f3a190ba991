package dev.hqe.memory.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatedTokensTest {

    private static final Encoding OPENAI =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The quick brown fox jumps over the lazy dog, and nobody is surprised by it.",
                "aGVsbG8gd29ybGQsIHRoaXMgaXMgYmFzZTY0IHdpdGhvdXQgYW55IHNlbnNl",
                "Donaudampfschifffahrtsgesellschaft antidisestablishmentarianism",
                "createDefaultExecutorServiceFactoryBean HTTP_ERR_TOO_MANY",
                "int x = foo(bar[3], \"a\\n\") ? 0x1F : -2.5e10; // ünïcödé",
                "日本語のテキスト、中文字符。한국어 𠀀𪜀",
                "Привет, мир! Καλημέρα κόσμε. שלום עולם مرحبا",
                "👍🏽 👩‍👩‍👧‍👦 🇩🇪",
                "a\tb\r\n\r\n    c        d\u00A0e",
                "1234567890 3.14159 2026-11-22T21:00:00Z",
                "| a | b |\n|---|---|\n| 1 | 2 |\n"
            })
    void neverCountsFewerThanAModelDoes(String text) {
        int estimate = new EstimatedTokens(100).count(text);

        assertThat(estimate).isGreaterThanOrEqualTo(OPENAI.countTokens(text));
    }

    @Test
    void countsProseLessThanTwiceAsMuch() {
        String text =
                "The vectors of a text lie near those of texts that mean the same. ".repeat(9);

        int estimate = new EstimatedTokens(100).count(text);

        assertThat(estimate).isLessThan(2 * OPENAI.countTokens(text));
    }

    @Test
    void cutsAtTheLimitAndNeverInsideACharacter() {
        EstimatedTokens tokens = new EstimatedTokens(10);

        assertThat(tokens.cut("short")).isEqualTo("short");
        assertThat(tokens.cut("a b c d e f g h i j k l")).isEqualTo("a b c d e f g h i j ");
        assertThat(tokens.cut("🙂🙂🙂🙂")).isEqualTo("🙂🙂");
    }
}
