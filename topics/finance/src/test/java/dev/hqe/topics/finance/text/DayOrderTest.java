package dev.hqe.topics.finance.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayOrderTest {
    @ParameterizedTest
    @CsvSource({
        "YMD, 2026-01-31, 2026-01-31",
        "YMD, 20260131, 2026-01-31",
        "MDY, 2026-01-31T10:00:00Z, 2026-01-31",
        "DMY, 2026-01-31 10:00, 2026-01-31",
        "YMD, 2026/1/3, 2026-01-03",
        "YMD, 2026.01.03, 2026-01-03",
        "MDY, 1/3/2026, 2026-01-03",
        "DMY, 1/3/2026, 2026-03-01",
        "DMY, 01.03.26, 2026-03-01",
        "MDY, 03-04-2026, 2026-03-04",
    })
    void aDayIsReadInItsOrder(DayOrder order, String text, String day) {
        assertThat(order.parse(text)).hasValueSatisfying(d -> assertThat(d).hasToString(day));
    }

    @ParameterizedTest
    @CsvSource({
        "YMD, 1/3/2026",
        "MDY, 31/12/2026",
        "DMY, 12/31/2026",
        "DMY, 1/3/026",
        "DMY, 1//2026",
        "DMY, 1/3",
        "DMY, 1/3/2026/4",
        "DMY, today",
        "DMY, ' 1/3/2026'",
        "DMY, 1/003/2026",
    })
    void whatIsNoDayInThatOrderIsNone(DayOrder order, String text) {
        assertThat(order.parse(text)).isEmpty();
    }
}
