package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvRecordReaderTest {

    @Test
    void makesAnObjectOfEachRow() {
        Reading read = Reading.of("id,name\n1,Ada\n2,\"Grace \"\"G\"\" Hopper\"\n", "p.csv");

        assertThat(read.shown())
                .containsExactly(
                        "{\"id\":\"1\",\"name\":\"Ada\"}",
                        "{\"id\":\"2\",\"name\":\"Grace \\\"G\\\" Hopper\"}");
        assertThat(read.items().getLast())
                .isInstanceOfSatisfying(
                        SourceRecord.class,
                        record -> {
                            assertThat(record.number()).isEqualTo(2);
                            assertThat(record.place()).isEqualTo("line 3");
                        });
    }

    @Test
    void keepsTheLineBreaksOfAQuotedField() {
        Reading read = Reading.of("a,b\r\n1,\"x\r\ny\r\n\r\nz\"\r\n2,w\r\n", "p.csv");

        assertThat(read.shown())
                .containsExactly(
                        "{\"a\":\"1\",\"b\":\"x\\r\\ny\\r\\n\\r\\nz\"}",
                        "{\"a\":\"2\",\"b\":\"w\"}");
    }

    @Test
    void findsOutTheDelimiter() {
        assertThat(Reading.of("a;b\n1,5;2\n2,5;3\n", "p.csv").shown())
                .containsExactly("{\"a\":\"1,5\",\"b\":\"2\"}", "{\"a\":\"2,5\",\"b\":\"3\"}");
        assertThat(Reading.of("a\tb\n1\t2\n", "p.csv").shown())
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(Reading.of("a|b\n1|2\n", "p.csv").shown())
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(Reading.of("sep=;\na;b\n1;2\n", "p.csv").shown())
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(Reading.of("a;b\n1;2\n", "p.csv").notices().getFirst()).contains("';'");
    }

    @Test
    void readsOneColumn() {
        assertThat(Reading.of("name\nAda\nGrace\n", "p.csv").shown())
                .containsExactly("{\"name\":\"Ada\"}", "{\"name\":\"Grace\"}");
    }

    @Test
    void renamesEmptyAndDoubleColumnsAndSaysSo() {
        Reading read = Reading.of("id,,name,name\n1,2,3,4\n", "p.csv");

        assertThat(read.shown())
                .containsExactly(
                        "{\"id\":\"1\",\"column_2\":\"2\",\"name\":\"3\",\"name_2\":\"4\"}");
        assertThat(read.notices())
                .containsExactly(
                        "Column 2 has no name and is called column_2.",
                        "Column 4 is the second name: it is name_2.");
    }

    @Test
    void numbersTheColumnsOfATableWithoutHeader() {
        assertThat(Reading.of("1,2\n3,4\n", "p.csv", ReadSettings.DEFAULT.withoutHeader()).shown())
                .containsExactly(
                        "{\"column_1\":\"1\",\"column_2\":\"2\"}",
                        "{\"column_1\":\"3\",\"column_2\":\"4\"}");
    }

    @Test
    void aRowWithTooFewOrTooManyFieldsIsBrokenAndTheRestGoesOn() {
        Reading read = Reading.of("a,b\n1\n2,3,4\n5,6\n", "p.csv");

        assertThat(read.shown())
                .containsExactly(
                        "line 2: it has 1 fields, and the table 2",
                        "line 3: it has 3 fields, and the table 2",
                        "{\"a\":\"5\",\"b\":\"6\"}");
        assertThat(read.broken(1).raw()).isEqualTo("2,3,4");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsLineOnly() {
        Reading read = Reading.of("a,b\n1,\"open\n2,x\n3,y\n", "p.csv");

        assertThat(read.shown())
                .containsExactly(
                        "line 2: it opens a quote that is never closed."
                                + " Reading goes on with the next line.",
                        "{\"a\":\"2\",\"b\":\"x\"}",
                        "{\"a\":\"3\",\"b\":\"y\"}");
        assertThat(read.broken(0).raw()).isEqualTo("1,\"open");
    }

    @Test
    void aQuoteThatAnotherRowClosesCostsItsLineOnly() {
        Reading read = Reading.of("a,b\n1,\"open\n2,x\n3,\"y\"\n", "p.csv");

        assertThat(read.shown()).hasSize(3);
        assertThat(read.shown().getFirst())
                .startsWith("line 2: it opens a quote, and text follows");
        assertThat(read.shown().getLast()).isEqualTo("{\"a\":\"3\",\"b\":\"y\"}");
    }

    @Test
    void aQuoteIsNotFollowedFurtherThanARecordMayBeLong() {
        String rows = "7,y\n".repeat(1000);
        ReadSettings small =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));

        Reading read = Reading.of("a,b\n1,\"open\n" + rows, "p.csv", small);

        assertThat(read.items()).hasSize(1001);
        assertThat(read.broken(0).why()).contains("longer than 1,024 characters", "most_record_mb");
        assertThat(read.items().subList(1, 1001)).allMatch(SourceRecord.class::isInstance);
    }

    @Test
    void aLineThatIsTooLongIsBroken() {
        ReadSettings small =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));

        Reading read = Reading.of("a,b\n1," + "x".repeat(200_000) + "\n2,y\n", "p.csv", small);

        assertThat(read.shown().getFirst())
                .isEqualTo(
                        "line 2: the line is longer than 1,024 characters. Raise most_record_mb of the source if"
                                + " it should be read.");
        assertThat(read.broken(0).raw()).hasSize(1024);
        assertThat(read.shown().getLast()).isEqualTo("{\"a\":\"2\",\"b\":\"y\"}");
    }

    @Test
    void textBehindAClosingQuoteIsBroken() {
        assertThat(Reading.of("a,b\n\"1\"x,2\n3,4\n", "p.csv").shown())
                .containsExactly(
                        "line 2: text follows a closing quote", "{\"a\":\"3\",\"b\":\"4\"}");
    }

    @Test
    void guessesTheEncodingOfAFileThatIsNotUtf8() {
        String text = "id,city\n1,Gödöllő\n";
        byte[] western =
                "id,city\n1,Düsseldorf\n2,Köln über Mülheim\n3,Straße nach Gießen\n"
                        .getBytes(Charset.forName("windows-1252"));

        assertThat(Reading.of(western, "p.csv", ReadSettings.DEFAULT).shown())
                .contains("{\"id\":\"1\",\"city\":\"Düsseldorf\"}");
        assertThat(Reading.of(western, "p.csv", ReadSettings.DEFAULT).notices())
                .anyMatch(notice -> notice.contains("windows-1252"));
        for (Charset charset :
                new Charset[] {
                    StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16
                }) {
            assertThat(Reading.of(text.getBytes(charset), "p.csv", ReadSettings.DEFAULT).shown())
                    .as(charset.name())
                    .containsExactly("{\"id\":\"1\",\"city\":\"Gödöllő\"}");
        }
    }

    @Test
    void aByteThatIsNoTextBreaksItsRowOnly() {
        StringBuilder rows = new StringBuilder("id,city\n");
        for (int i = 0; i < 10_000; i++) {
            rows.append(i).append(",Köln\n");
        }
        byte[] good = rows.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bad = "x,K\u00F6ln\ny,Bonn\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = java.util.Arrays.copyOf(good, good.length + bad.length);
        System.arraycopy(bad, 0, both, good.length, bad.length);

        Reading read = Reading.of(both, "p.csv", ReadSettings.DEFAULT);

        assertThat(read.items()).hasSize(10_002);
        assertThat(read.broken(10_000).why()).startsWith("byte 0xF6 cannot be decoded");
        assertThat(read.broken(10_000).raw()).isEqualTo("x,K\\xF6ln");
        assertThat(read.shown().getLast()).isEqualTo("{\"id\":\"y\",\"city\":\"Bonn\"}");
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(Reading.of("\uFEFFid\n1\n", "p.csv").shown()).containsExactly("{\"id\":\"1\"}");
    }

    @Test
    void anEmptyFileHasNoRecords() {
        assertThat(Reading.of("", "p.csv").items()).isEmpty();
        assertThat(Reading.of("a,b\n", "p.csv").items()).isEmpty();
        assertThat(Reading.of("\n\n", "p.csv").items()).isEmpty();
    }

    @Test
    void readsTabSeparatedValues() {
        assertThat(Reading.of("a\tb\n1,5\t\"2\t3\"\n", "p.tsv").shown())
                .containsExactly("{\"a\":\"1,5\",\"b\":\"2\\t3\"}");
    }
}
