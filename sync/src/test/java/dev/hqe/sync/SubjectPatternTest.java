package dev.hqe.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPatternTest {

    @ParameterizedTest
    @CsvSource({
        "time.us, time.us, true",
        "time.us, time.us.east, false",
        "time.us.east, time.us, false",
        "time.*.east, time.us.east, true",
        "time.*.east, time.us.west, false",
        "time.*.east, time.us.central.east, false",
        "time.us.*, time.us, false",
        "time.>, time.us, true",
        "time.>, time.us.east.atlanta, true",
        "time.>, time, false",
        ">, time, true",
        "*.*.>, a.b, false",
        "*.*.>, a.b.c, true",
        "a*.b, a*.b, true",
        "a*.b, ax.b, false",
        "Time.us, time.us, false",
    })
    void matchesAsNatsDoes(String pattern, String subject, boolean expected) {
        assertThat(new SubjectPattern(pattern).matches(new Subject(subject))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a\tb", "a\nb", "a\u0000b"})
    void refusesWhatIsNoSubject(String text) {
        assertThatThrownBy(() -> new Subject(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubjectPattern(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASubjectWithWildcards() {
        assertThatThrownBy(() -> new Subject("a.*")).hasMessageContaining("without wildcards");
        assertThatThrownBy(() -> new Subject("a.>")).hasMessageContaining("without wildcards");
    }

    @Test
    void refusesATailThatIsNotAtTheEnd() {
        assertThatThrownBy(() -> new SubjectPattern("a.>.b"))
                .hasMessage("'a.>.b' is no pattern: '>' can only be the last token");
    }
}
