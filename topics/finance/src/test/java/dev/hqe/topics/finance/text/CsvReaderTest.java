package dev.hqe.topics.finance.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.json.MalformedInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theHeaderTellsTheDelimiter(String delimiter) {
        String quoted = "\"2,;|\t3\"";
        String text =
                String.join(delimiter, "a", quoted, "c")
                        + "\n"
                        + String.join(delimiter, "1", quoted);

        assertThat(read(text, 1))
                .containsExactly(List.of("1: a", "2,;|\t3", "c"), List.of("2: 1", "2,;|\t3"));
    }

    @Test
    void quotesAndLineEndsMayStandInCells() {
        assertThat(read("\ufeffa,b\r\n\"x \"\"y\"\"\r\nz\",\" 1 \"\r\n\r\n2 \"o\"clock,\r3", 1))
                .containsExactly(
                        List.of("1: a", "b"),
                        List.of("2: x \"y\"\nz", "1"),
                        List.of("5: 2 \"o\"clock", ""),
                        List.of("6: 3"));
    }

    @Test
    void whatStandsBeforeTheHeaderIsPassedOver() {
        assertThat(read("Bank, of, all\n\nd;e\n1,5;2\n", 3))
                .containsExactly(List.of("3: d", "e"), List.of("4: 1,5", "2"));
        assertThat(read("a\n", 9)).isEmpty();
        assertThat(read("", 1)).isEmpty();
    }

    @Test
    void aQuoteWithoutEndIsAnErrorThatNamesItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,\"2\n3\n", 1))
                .isInstanceOf(MalformedInput.class)
                .hasMessage("line 2: a quoted cell without end");
    }

    /// The rows, the first cell with its line in front.
    private static List<List<String>> read(String text, int headerLine) {
        CsvReader csv = new CsvReader(text, headerLine);
        List<List<String>> rows = new ArrayList<>();
        while (csv.next()) {
            List<String> row = new ArrayList<>(csv.cells());
            row.set(0, csv.line() + ": " + row.get(0));
            rows.add(row);
        }
        return rows;
    }
}
