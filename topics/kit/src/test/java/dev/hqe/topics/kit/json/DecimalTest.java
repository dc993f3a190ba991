package dev.hqe.topics.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static final int VALUES = 20_000;

    private final Random random = new Random(3);

    @Test
    void writesTheDigitsThatTheJdkWritesAndReadsThemBack() {
        for (int i = 0; i < VALUES; i++) {
            double value = any(i);

            String text = Decimal.text(value);

            assertThat(Decimal.parse(text)).isEqualTo(value);
            assertThat(new BigDecimal(text).stripTrailingZeros())
                    .isEqualTo(new BigDecimal(Double.toString(value)).stripTrailingZeros());
        }
    }

    @Test
    void readsWhatTheJdkReads() {
        for (int i = 0; i < VALUES; i++) {
            double value = any(i);
            String digits = new BigDecimal(value).toString();
            String halfway =
                    new BigDecimal(value)
                            .add(new BigDecimal(Math.nextUp(value)))
                            .divide(BigDecimal.TWO)
                            .toString();
            String random17 = random.nextLong(1L << 57) + "e" + (random.nextInt(660) - 345);

            assertThat(Decimal.parse(digits)).isEqualTo(value);
            assertThat(Decimal.parse(halfway)).isEqualTo(Double.parseDouble(halfway));
            assertThat(Decimal.parse(random17)).isEqualTo(Double.parseDouble(random17));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "100, 100",
        "-1.5, -1.5",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.25e-6, 0.00000125",
        "1.25e-7, 1.25e-7",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740993, 9007199254740992",
    })
    void laysNumbersOutAsEcmaScriptDoes(double value, String text) {
        assertThat(Decimal.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2.675, 2, 2.68",
        "-2.675, 2, -2.68",
        "1.005, 2, 1.01",
        "0.30000000000000004, 6, 0.3",
        "999.996, 2, 1000",
        "0.004, 2, 0",
        "0.005, 2, 0.01",
        "0.0004, 2, 0",
        "-0.4, 0, 0",
        "12345.5, 0, 12346",
        "1e30, 3, 1e+30",
        "0.5, 3, 0.5",
    })
    void roundsHalvesAwayFromZero(double value, int places, String text) {
        assertThat(Decimal.rounded(value, places)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", "01", "1.", ".5", "1e", "1ex", "1.5.5", "--1", "NaN"})
    void refusesWhatIsNoJsonNumber(String text) {
        assertThatThrownBy(() -> Decimal.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void numbersBeyondTheRangeAreInfiniteOrZero() {
        assertThat(Decimal.parse("1e309")).isInfinite();
        assertThat(Decimal.parse("10e2147483647")).isInfinite();
        assertThat(Decimal.parse("1e-400")).isZero();
        assertThat(Decimal.parse("1.7976931348623159e308")).isInfinite();
    }

    /// Every kind: any bits, money, results of a calculation, whole numbers, powers of two.
    private double any(int i) {
        double value =
                switch (i % 5) {
                    case 0 -> Double.longBitsToDouble(random.nextLong());
                    case 1 -> random.nextInt(10_000_000) / 100.0;
                    case 2 -> random.nextDouble() * 1000;
                    case 3 -> random.nextLong(1L << 60);
                    default -> Math.scalb(1.0, random.nextInt(2000) - 1030);
                };
        return Double.isFinite(value) && value != 0 ? value : 1;
    }
}
