package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:42:31Z");

    @Test
    void partsThousandsByAThinSpace() {
        String written = Texts.count("entities.count", 1_284_000);

        assertThat(written).isEqualTo("1\u2009284\u2009000 entities");
    }

    @Test
    void writesOneThingInTheSingular() {
        String written = Texts.count("entities.count", 1);

        assertThat(written).isEqualTo("1 entity");
    }

    @Test
    void writesDurationsInTheUnitThatFits() {
        assertThat(Texts.duration(Duration.ofMillis(420))).isEqualTo("420 ms");
        assertThat(Texts.duration(Duration.ofMillis(4230))).isEqualTo("4.2 s");
        assertThat(Texts.duration(Duration.ofMinutes(9))).isEqualTo("9 min");
    }

    @Test
    void guessesTimeLeftInWholeSeconds() {
        assertThat(Texts.left(Duration.ofMillis(98))).isEqualTo("1 s");
        assertThat(Texts.left(Duration.ofMillis(4230))).isEqualTo("5 s");
        assertThat(Texts.left(Duration.ofMinutes(9))).isEqualTo("9 min");
    }

    @Test
    void writesTimesTheLongerAgoTheCoarser() {
        assertThat(ago(Duration.ofSeconds(20))).isEqualTo("just now");
        assertThat(ago(Duration.ofMinutes(2))).isEqualTo("2 min ago");
        assertThat(ago(Duration.ofHours(3))).isEqualTo("07:42:31");
        assertThat(ago(Duration.ofDays(3))).isEqualTo("19 November 2026");
    }

    private static String ago(Duration age) {
        return Texts.ago(NOW.minus(age), NOW, ZoneOffset.UTC);
    }
}
