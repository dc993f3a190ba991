package dev.hqe.ui.internal.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {

    private static final long START = Instant.parse("2026-11-22T10:10:07Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({"0, 1", "60, 1", "1920, 30", "86400, 1800", "7776000, 86400", "600000000, 6382979"})
    void hasBarsOfAWidthThatPeopleCanName(long seconds, long width) {
        Histogram.Builder builder = new Histogram.Builder(START, START + seconds * 1_000, 0);

        Histogram histogram = builder.build();

        assertThat(histogram.width()).isEqualTo(width * 1_000);
        assertThat(histogram.bars()).isBetween(1, Histogram.BARS);
        assertThat(histogram.from()).isLessThanOrEqualTo(START);
        assertThat(histogram.to()).isGreaterThan(START + seconds * 1_000);
    }

    @Test
    void barsOfADayBeginAtMidnightHere() {
        long hour = 3_600_000;

        Histogram histogram = new Histogram.Builder(START, START + 80 * 24 * hour, hour).build();

        assertThat(Instant.ofEpochMilli(histogram.from())).hasToString("2026-11-21T23:00:00Z");
    }

    @Test
    void countsWhatFailedApart() {
        Histogram.Builder builder = new Histogram.Builder(START, START + 60_000, 0);

        builder.add(START, false);
        builder.add(START + 100, true);
        builder.add(START + 30_000, false);
        builder.add(START - 5_000, true);
        Histogram histogram = builder.build();

        assertThat(histogram.all(0)).isEqualTo(2);
        assertThat(histogram.failed(0)).isEqualTo(1);
        assertThat(histogram.all(30)).isEqualTo(1);
        assertThat(histogram.most()).isEqualTo(2);
    }

    @Test
    void growsWithTimeUntilItHasNoMoreRoom() {
        Histogram.Builder builder = new Histogram.Builder(START, START + 60_000, 0);

        boolean late = builder.add(START + 90_000, false);
        boolean tooLate = builder.add(START + 100_000, false);

        assertThat(late).isFalse();
        assertThat(tooLate).isTrue();
        assertThat(builder.build().bars()).isEqualTo(91);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.05", "3000, 1", "60000, 1", "55, 0.525"})
    void barsOfLatencyAreOnALogScale(long millis, double part) {
        assertThat(Took.part(millis)).isCloseTo(part, offset(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "64, 64 ms", "1840, 1.84 s", "12400, 12.4 s", "180000, 3 min"})
    void saysHowLongSomethingTook(long millis, String text) {
        assertThat(Took.text(millis)).isEqualTo(text);
    }
}
