package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxRecordReaderTest {

    @TempDir Path folder;

    private static byte[] prices() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            CellStyle day = workbook.createCellStyle();
            day.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy"));
            CellStyle moment = workbook.createCellStyle();
            moment.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
            CellStyle money = workbook.createCellStyle();
            money.setDataFormat(workbook.createDataFormat().getFormat("#,##0.00 [$DM]"));
            XSSFSheet prices = workbook.createSheet("Prices");
            header(prices.createRow(1), "name", "price", "day", "at", "paid", "sum");
            Row row = prices.createRow(2);
            row.createCell(0).setCellValue("Tea");
            row.createCell(1).setCellValue(2.5);
            row.getCell(1).setCellStyle(money);
            row.createCell(2).setCellValue(LocalDate.of(2026, 1, 31));
            row.getCell(2).setCellStyle(day);
            row.createCell(3).setCellValue(LocalDateTime.of(2026, 1, 31, 10, 15));
            row.getCell(3).setCellStyle(moment);
            row.createCell(4).setCellValue(true);
            row.createCell(5).setCellFormula("B3*2");
            workbook.getCreationHelper()
                    .createFormulaEvaluator()
                    .evaluateFormulaCell(row.getCell(5));
            prices.createRow(4).createCell(0).setCellValue("Rum");
            prices.createRow(5).createCell(8).setCellValue("astray");
            XSSFSheet other = workbook.createSheet("Other");
            header(other.createRow(0), "id");
            other.createRow(1).createCell(0).setCellValue(12);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void header(Row row, String... names) {
        for (int i = 0; i < names.length; i++) {
            row.createCell(i).setCellValue(names[i]);
        }
    }

    @Test
    void readsEachSheetByItsHeader() throws IOException {
        Path file = Files.write(folder.resolve("p.xlsx"), prices());

        Reading read = Reading.of(file);

        assertThat(read.failure()).isEmpty();
        assertThat(read.shown())
                .containsExactly(
                        "{\"name\":\"Tea\",\"price\":2.5,\"day\":\"2026-01-31\","
                                + "\"at\":\"2026-01-31T10:15\",\"paid\":true,\"sum\":5}",
                        "{\"name\":\"Rum\",\"price\":null,\"day\":null,\"at\":null,"
                                + "\"paid\":null,\"sum\":null}",
                        "row 6 of sheet Prices: it has a value in column 9, and the table has 6",
                        "{\"id\":12}");
        assertThat(((SourceRecord) read.items().getFirst()).place())
                .isEqualTo("row 3 of sheet Prices");
    }

    @Test
    void readsOneSheetOfAStream() throws IOException {
        ReadSettings settings = ReadSettings.DEFAULT.withScratch(folder);

        assertThat(Reading.of(prices(), "p.xlsx", settings.withRecords("Other")).shown())
                .containsExactly("{\"id\":12}");
        assertThat(Reading.of(prices(), "p.xlsx", settings.withRecords("None")).failed())
                .isEqualTo("p.xlsx has no sheet None. It has Prices, Other. Correct `records`.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWorkbookThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] bomb = MadeDocuments.zip("xl/worksheets/sheet1.xml", "<a>" + " ".repeat(5_000_000));
        ReadSettings settings =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxInflatedBytes(1_000_000));

        assertThat(Reading.of(bomb, "p.xlsx", settings).failed())
                .isEqualTo(
                        "p.xlsx unpacks to more than 1,000,000 bytes, the limit."
                                + " Raise most_unpacked_mb of the source if it can be trusted.");
    }

    @Test
    void aCellInAColumnThatCannotBeIsRefused() throws IOException {
        byte[] bad =
                MadeDocuments.zip(
                        "xl/worksheets/sheet1.xml", "<row><c r = 'ZZZZZZ1'><v>1</v></c></row>");

        assertThat(Reading.of(bad, "p.xlsx", ReadSettings.DEFAULT).failed())
                .contains("a column that Excel does not have");
    }

    @Test
    void aDamagedWorkbookIsRefused() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(prices(), 2000);

        assertThat(Reading.of(cut, "p.xlsx", ReadSettings.DEFAULT).failed())
                .startsWith("p.xlsx is damaged");
        assertThat(
                        Reading.of(
                                        MadeDocuments.zip("xl/a.xml", "<a/>"),
                                        "p.xlsx",
                                        ReadSettings.DEFAULT)
                                .failed())
                .contains("no whole Excel workbook");
        assertThat(
                        Reading.of(
                                        "a;b".getBytes(StandardCharsets.US_ASCII),
                                        "p.xlsx",
                                        ReadSettings.DEFAULT)
                                .failed())
                .startsWith("p.xlsx is damaged");
    }
}
