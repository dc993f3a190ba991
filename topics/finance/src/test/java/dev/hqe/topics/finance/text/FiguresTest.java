package dev.hqe.topics.finance.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.topics.kit.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.50|.|12.50",
                "-12.50|.|-12.50",
                "+1|.|1",
                ".5|.|0.5",
                "-.5|.|-0.5",
                "1.|.|1",
                "1,234,567.8|.|1234567.8",
                "1.234.567,8|,|1234567.8",
                "1 234,5|,|1234.5",
                "1\u00a0234\u202f567|,|1234567",
                "1'234.5|.|1234.5",
                "$12.50|.|12.50",
                "-$12.50|.|-12.50",
                "$-12.50|.|-12.50",
                "12,50 €|,|12.50",
                "(12.50)|.|-12.50",
                "($1,000.00)|.|-1000.00",
                "12.50-|.|-12.50",
                "\u22123|.|-3",
                "0.000000001|.|0.000000001",
                "999999999999999.999999999|.|999999999999999.999999999",
            })
    void aNumberIsReadExactly(String text, char mark, String number) {
        assertThat(Figures.parse(text, mark)).contains(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "1.2.3",
                "1,23",
                "12,34,567",
                "1,2345",
                "1e5",
                "x",
                "1x",
                "--1",
                "-1-",
                "(1",
                "1)",
                "(-1)",
                "1,",
                ",1",
                "1.2,3",
                "1234567890123456",
                "0.1234567890",
                "USD 1",
                "١"
            })
    void whatIsNoNumberIsNone(String text) {
        assertThat(Figures.parse(text, '.')).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "123456.78901234, 123456.789",
        "0.1234567890123, 0.123456789",
        "0.00001234567890123, 0.00001234567890123",
        "-2.00000000004, -2",
        "12345678901, 12345678901",
        "1e300, 1e+300",
        "NaN, null"
    })
    void tenDigitsAreTold(double value, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(out::write);

        Figures.write(json, value).flush();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(text.equals("0.00001234567890123") ? "0.0000123456789" : text);
    }

    @Test
    void aDoubleIsWhatItsShortestTextSays() {
        assertThat(Figures.exact(0.1)).isEqualTo(new BigDecimal("0.1"));
        assertThat(Figures.exact(1e-7)).isEqualByComparingTo("0.0000001");
        assertThat(Figures.nearest(new BigDecimal("0.1"))).isEqualTo(0.1);
    }
}
