package dev.hqe.topics.codeaudit.licenses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.codeaudit.licenses.LicenseText.Likeness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicensesTest {
    @Test
    void thisProjectsLicenseIsKnownByItsWords() throws IOException {
        List<Likeness> found = likenesses(own());

        assertThat(found)
                .singleElement()
                .satisfies(likeness -> {
                    assertThat(likeness.license().id()).isEqualTo("Apache-2.0");
                    assertThat(likeness.confidence()).isGreaterThan(0.98);
                    assertThat(likeness.whole()).isTrue();
                });
    }

    @Test
    void lineBreaksMarksAndCapitalsDoNotCount() throws IOException {
        String other = own().replaceAll("\\s+", " ").replace(",", "").toUpperCase(Locale.ROOT);

        assertThat(likenesses(other).getFirst().confidence()).isGreaterThan(0.95);
    }

    @Test
    void aLicenseAmongOtherWordsIsAPart() throws IOException {
        StringBuilder text = new StringBuilder(own());
        for (int i = 0; i < 3_000; i++) {
            text.append(" word").append(i);
        }

        List<Likeness> found = likenesses(text.toString());

        assertThat(found)
                .anySatisfy(likeness -> {
                    assertThat(likeness.license().id()).isEqualTo("Apache-2.0");
                    assertThat(likeness.whole()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "word", "you may not copy this in any way at all"})
    void otherTextsAreNone(String text) {
        assertThat(likenesses(text)).isEmpty();
    }

    @Test
    void everyFingerprintIsOfALicenseThatIsKnown() {
        assertThat(Fingerprints.all())
                .hasSizeGreaterThanOrEqualTo(25)
                .allSatisfy(print -> assertThat(print.pairs()).hasSizeBetween(40, 220).isSorted());
    }

    @ParameterizedTest
    @CsvSource({
        "MIT, PERMISSIVE",
        "mit, PERMISSIVE",
        "GPL-3.0-or-later, STRONG_COPYLEFT",
        "MIT OR GPL-3.0-only, PERMISSIVE",
        "MIT AND GPL-3.0-only, STRONG_COPYLEFT",
        "MIT AND (GPL-2.0-only OR LGPL-2.1+), WEAK_COPYLEFT",
        "LicenseRef-Own, PROPRIETARY_OR_UNKNOWN",
    })
    void anExpressionHasTheCategoryOfWhatMayBeChosen(String text, Category category) {
        assertThat(Expression.parse(text).orElseThrow().category()).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(", "(MIT", "MIT OR", "see LICENSE", "MIT)", "MIT WITH", "a_b"})
    void whatIsNoExpressionIsNone(String text) {
        assertThat(Expression.parse(text)).isEmpty();
    }

    @Test
    void manyBracketsAreNoExpression() {
        assertThat(Expression.parse("(".repeat(140) + "MIT" + ")".repeat(140))).isEmpty();
    }

    private static String own() throws IOException {
        return Files.readString(Path.of("../../LICENSE"));
    }

    private static List<Likeness> likenesses(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return LicenseText.of(utf8, 0, utf8.length).likenesses();
    }
}
