package dev.hqe.ui.internal.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.palette.FuzzyMatch.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {

    @Test
    void aSpaceFitsWhatPartsWordsInNames() {
        assertThat(spans("price b", "finance.price_bars")).containsExactly(new Span(8, 15));
    }

    @Test
    void caseDoesNotCount() {
        assertThat(spans("NORVALE", "Norvale Energy")).containsExactly(new Span(0, 7));
    }

    @Test
    void wordsFitInAnyOrder() {
        assertThat(spans("bars fin", "finance.price_bars"))
                .containsExactly(new Span(0, 3), new Span(14, 18));
    }

    @Test
    void lettersThatBeginWordsFit() {
        assertThat(spans("fpb", "finance.price_bars"))
                .containsExactly(new Span(0, 1), new Span(8, 9), new Span(14, 15));
    }

    @Test
    void aMissingLetterIsForgiven() {
        assertThat(spans("rscan", "Rescan")).containsExactly(new Span(0, 1), new Span(2, 6));
    }

    @Test
    void lettersFarApartDoNotFit() {
        assertThat(FuzzyMatch.of("aog", "alpha and omega")).isEmpty();
        assertThat(FuzzyMatch.of("xyz", "Topics")).isEmpty();
    }

    @Test
    void theBeginningIsWorthMoreThanTheMiddleAndThatMoreThanInitials() {
        int first = score("top", "Topics");
        int word = score("top", "Show its Topic");
        int middle = score("top", "Laptop prices");
        int initials = score("top", "Take one picture");

        assertThat(List.of(initials, middle, word, first)).isSorted();
    }

    @Test
    void nothingTypedFitsEverything() {
        assertThat(spans("  ", "Topics")).isEmpty();
    }

    @Test
    void longTextsAndWordsEnd() {
        String text = "ab".repeat(100_000);

        assertThat(FuzzyMatch.of("ab".repeat(1000), text)).isPresent();
        assertThat(FuzzyMatch.of("a".repeat(60) + "c", text)).isEmpty();
    }

    private static List<Span> spans(String words, String text) {
        return FuzzyMatch.of(words, text).orElseThrow().spans();
    }

    private static int score(String words, String text) {
        return FuzzyMatch.of(words, text).orElseThrow().score();
    }
}
