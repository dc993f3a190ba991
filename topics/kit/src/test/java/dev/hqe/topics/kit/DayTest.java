package dev.hqe.topics.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayTest {
    @Test
    void everyDayHasTheDateThatJavaHas() {
        LocalDate date = LocalDate.of(0, 1, 1);
        while (date.getYear() < 10_000) {
            Day day = new Day((int) date.toEpochDay());
            if (day.year() != date.getYear()
                    || day.month() != date.getMonthValue()
                    || day.dayOfMonth() != date.getDayOfMonth()
                    || day.weekday() != date.getDayOfWeek().getValue()
                    || Day.of(day.year(), day.month(), day.dayOfMonth())
                            .filter(day::equals)
                            .isEmpty()) {
                assertThat(day).hasToString(date.toString());
            }
            date = date.plusDays(1);
        }

        assertThat(new Day(0)).hasToString("1970-01-01");
        assertThat(Day.of(0, 1, 1))
                .hasValueSatisfying(d -> assertThat(d).hasToString("0000-01-01"));
    }

    @Test
    void monthsAreAddedAsJavaAddsThem() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            LocalDate date = LocalDate.of(1000, 1, 1).plusDays(random.nextInt(2_000_000));
            int months = random.nextInt(4_000) - 2_000;

            Day later = new Day((int) date.toEpochDay()).plusMonths(months);

            assertThat(later).hasToString(date.plusMonths(months).toString());
        }
    }

    @Test
    void daysAreCountedFromOneToAnother() {
        Day from = Day.parse("2024-02-28").orElseThrow();
        Day to = Day.parse("20240301").orElseThrow();

        assertThat(from.daysUntil(to)).isEqualTo(2);
        assertThat(to.daysUntil(from)).isEqualTo(-2);
        assertThat(from.plusDays(2)).isEqualTo(to).isGreaterThan(from);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-01-00",
                "2026-1-01",
                "26-01-01",
                "2026/01/01",
                "202601",
                "2026010a",
                "-026-01-01",
                "",
                "2026-04-31",
                "1900-02-29"
            })
    void whatIsNoDayIsNone(String text) {
        assertThat(Day.parse(text)).isEmpty();
    }

    @Test
    void theCalendarHasAnEnd() {
        Day last = Day.parse("9999-12-31").orElseThrow();

        assertThatThrownBy(() -> last.plusDays(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> last.plusMonths(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> last.plusMonths(Integer.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
