package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReadersTest {

    @TempDir Path folder;

    private static List<String> shown(String text, String name, String mediaType) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (RecordReader reader = RecordReaders.open(in, name, mediaType, ReadSettings.DEFAULT)) {
            return reader.next().stream()
                    .map(item -> ((SourceRecord) item).value().toString())
                    .toList();
        }
    }

    @Test
    void theNameTellsTheFormatThenTheMediaTypeThenTheText() {
        assertThat(shown("a,b\n1,2\n", "x.csv", "application/json"))
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(shown("a,b\n1,2\n", "export", "text/csv; charset=utf-8"))
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(shown("[1]", "items", "application/problem+json")).containsExactly("1");
        assertThat(shown("{\"a\":1}\n{\"a\":2}\n", "items", "text/plain"))
                .containsExactly("{\"a\":1}");
        assertThat(shown("  {\n\"a\":1}\n", "items", "")).containsExactly("{\"a\":1}");
        assertThat(shown("<?xml version='1.0'?><a>1</a>", "feed", "")).containsExactly("\"1\"");
        assertThat(shown("#!/usr/bin/env python3\nprint(1)\n", "run", "").getFirst())
                .contains("\"language\":\"Python\"");
        assertThat(shown("Dear all: this is a text.\n", "note", "").getFirst())
                .contains("\"media_type\":\"text/plain\"");
    }

    @Test
    void whatIsSaidExplicitlyWins() {
        ReadSettings lines = ReadSettings.DEFAULT.withFormat(Format.JSONL);

        assertThat(Reading.of("1\n2\n", "x.json", lines).shown()).containsExactly("1", "2");
    }

    @Test
    void whatCannotBeReadIsNamedAndSoIsWhatCan() {
        assertThat(refused("PK\u0003\u0004xxxx", "x"))
                .startsWith("x is a ZIP archive, which is not");
        assertThat(refused("\u0089PNG\r\n", "x.csv")).startsWith("x.csv is an image (PNG)");
        assertThat(refused("\u0001\u0000\u0007abc\u0000", "x.bin"))
                .isEqualTo(
                        "x.bin is a binary file, which is not read. What is read: "
                                + Format.labels()
                                + ".");
        assertThat(refused("a\u0000b\u0001,", "x.csv")).startsWith("x.csv is no text");
    }

    private static String refused(String bytes, String name) {
        try (RecordReader reader =
                RecordReaders.open(
                        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)),
                        name,
                        "",
                        ReadSettings.DEFAULT)) {
            return String.valueOf(reader.next());
        } catch (ReadException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aFileThatIsNotThereOrIsAFolderIsRefused() {
        assertThatThrownBy(() -> Reading.of(folder.resolve("none.csv")))
                .isInstanceOf(ReadException.class)
                .hasMessage("none.csv: there is no such file");
        assertThatThrownBy(() -> Reading.of(folder)).hasMessageEndingWith(" is a folder");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNoticed() throws IOException {
        for (String name : List.of("grows.csv", "shrinks.csv", "goes.csv", "other.csv")) {
            Path file = Files.writeString(folder.resolve(name), "a,b\n" + "1,2\n".repeat(100_000));
            String failed;
            try (RecordReader reader = RecordReaders.open(file, name, ReadSettings.DEFAULT)) {
                reader.next();
                change(name, file);
                failed = failure(reader);
            }

            assertThat(failed)
                    .startsWith(name + " changes while it is read: ")
                    .endsWith(". Read it again once it is at rest.");
        }
    }

    private void change(String name, Path file) throws IOException {
        switch (name) {
            case "grows.csv" -> Files.writeString(file, "3,4\n", StandardOpenOption.APPEND);
            case "shrinks.csv" -> Files.writeString(file, "a,b\n");
            case "goes.csv" -> Files.delete(file);
            default -> {
                Path other = Files.copy(file, folder.resolve("new"));
                Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String failure(RecordReader reader) {
        try {
            while (reader.next().isPresent()) {
                // to the end
            }
            return "";
        } catch (ReadException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aStreamThatFailsIsAFailureOfTheSourceAndNotOfItsFormat() {
        for (String name :
                List.of("x.csv", "x.json", "x.jsonl", "x.xml", "x.yaml", "x.pdf", "x.txt")) {
            InputStream failing =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("disk on fire");
                        }

                        @Override
                        public int read(byte[] to, int offset, int length) throws IOException {
                            throw new IOException("disk on fire");
                        }
                    };

            assertThatThrownBy(
                            () -> {
                                try (RecordReader reader =
                                        RecordReaders.open(
                                                failing, name, "", ReadSettings.DEFAULT)) {
                                    reader.next();
                                }
                            })
                    .as(name)
                    .isInstanceOf(ReadException.class)
                    .hasMessage(name + " cannot be read: disk on fire");
        }
    }
}
