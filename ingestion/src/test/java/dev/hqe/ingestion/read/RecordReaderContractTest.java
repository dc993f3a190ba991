package dev.hqe.ingestion.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Nested;

/// The contract, held by every format.
class RecordReaderContractTest {

    abstract static class OfText extends RecordReaderContract {

        private final String name;
        private final String text;
        private final String records;

        OfText(String name, String records, String text) {
            this.name = name;
            this.records = records;
            this.text = text;
        }

        @Override
        byte[] good() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        String name() {
            return name;
        }

        @Override
        ReadSettings settings() {
            return ReadSettings.DEFAULT.withRecords(records);
        }
    }

    @Nested
    class Csv extends OfText {
        Csv() {
            super("x.csv", "", "id,name\n1,Köln\n2,\"a\nb\"\n3,\uD83D\uDE00\n");
        }
    }

    @Nested
    class Tsv extends OfText {
        Tsv() {
            super("x.tsv", "", "id\tname\n1\tKöln\n2\tb\n3\t\uD83D\uDE00\n");
        }
    }

    @Nested
    class Json extends OfText {
        Json() {
            super("x.json", "/items", "{\"items\":[{\"a\":1},{\"a\":\"Köln\"},3],\"next\":null}");
        }
    }

    @Nested
    class JsonLines extends OfText {
        JsonLines() {
            super("x.jsonl", "", "{\"a\":1}\n{\"a\":\"Köln\"}\r\n\n3");
        }
    }

    @Nested
    class Yaml extends OfText {
        Yaml() {
            super("x.yaml", "", "- 1\n- name: Köln \uD83D\uDE00\n---\nlast: true\n");
        }
    }

    @Nested
    class Xml extends OfText {
        Xml() {
            super("x.xml", "/a/b", "<a><b>1</b><b>Köln</b><b c='3'/></a>");
        }
    }

    @Nested
    class Text extends OfText {
        Text() {
            super("x.txt", "", "Köln \uD83D\uDE00\n");
        }
    }

    @Nested
    class Markdown extends OfText {
        Markdown() {
            super("x.md", "", "# Köln\n\ntext\n");
        }
    }

    @Nested
    class Html extends OfText {
        Html() {
            super("x.html", "", "<html><body><h1>Köln</h1><p>text</p></body></html>");
        }
    }

    @Nested
    class Mail extends OfText {
        Mail() {
            super("x.eml", "", "From: a@example.org\r\nSubject: Hi\r\n\r\nText\r\n");
        }
    }

    @Nested
    class Pdf extends RecordReaderContract {
        private final byte[] pdf = made();

        private static byte[] made() {
            try {
                return MadeDocuments.pdf("Report", List.of("one", "two"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        byte[] good() {
            return pdf;
        }

        @Override
        String name() {
            return "x.pdf";
        }

        @Override
        ReadSettings settings() {
            return ReadSettings.DEFAULT;
        }
    }

    @Nested
    class Xlsx extends RecordReaderContract {

        @Override
        byte[] good() throws IOException {
            try (XSSFWorkbook workbook = new XSSFWorkbook()) {
                XSSFSheet sheet = workbook.createSheet("Sheet");
                for (int i = 0; i < 4; i++) {
                    sheet.createRow(i).createCell(0).setCellValue("text " + i);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                workbook.write(bytes);
                return bytes.toByteArray();
            }
        }

        @Override
        String name() {
            return "x.xlsx";
        }

        @Override
        ReadSettings settings() {
            return ReadSettings.DEFAULT;
        }
    }
}
