package dev.hqe.ui.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.part.MarkedText.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

    @Test
    void marksTheWordsThatAreLookedFor() {
        Terms terms = Terms.of("covenant breach");

        assertThat(terms.marks("A covenant, and its Breach."))
                .containsExactly(new Mark(2, 10), new Mark(20, 26));
    }

    @ParameterizedTest
    @CsvSource({
        "notice, notices",
        "slip, slipped",
        "investigation, investigate",
        "flows, flow",
        "theory, theories",
        "cure, cured",
        "pressures, pressure",
        "naive, naïve"
    })
    void marksOtherFormsOfAWord(String asked, String standing) {
        assertThat(Terms.of(asked).marks(standing)).containsExactly(new Mark(0, standing.length()));
    }

    @ParameterizedTest
    @CsvSource({"car, cart", "wing, win", "plate, plane", "shear, she"})
    void leavesOtherWordsAlone(String asked, String standing) {
        assertThat(Terms.of(asked).marks(standing)).isEmpty();
    }

    @Test
    void leavesOutWhatStandsInNearlyEveryText() {
        Terms terms = Terms.of("what is the notice period");

        assertThat(terms.found("The notice is what the period is."))
                .containsExactly("notice", "period");
    }

    @Test
    void marksTheWordsOfAPhrase() {
        assertThat(Terms.of("\"flat plate\"").found("a flat plate"))
                .containsExactly("flat", "plate");
    }
}
