package dev.hqe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `HQE_IDLE` says.
class IdleTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void whatIsEmptyIsNotSet(String text) {
        assertThat(Idle.said(text)).isEqualTo(Idle.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "m", "soon"})
    void whatIsNoLengthOfTimeIsNamed(String text) {
        assertThat(Idle.said("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> Idle.said(text))
                .isInstanceOf(Failures.BadInput.class)
                .hasMessageContaining("HQE_IDLE is '" + text + "'");
    }
}
