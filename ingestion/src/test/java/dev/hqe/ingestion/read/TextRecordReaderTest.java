package dev.hqe.ingestion.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextRecordReaderTest {

    private static JsonNode value(byte[] bytes, String name) {
        return Reading.of(bytes, name, ReadSettings.DEFAULT).only().value();
    }

    private static final String GERMAN =
            "Der Öffner für Straßen ließ die Tür offen.\nÜber den Fluß führt eine Brücke.\n";

    @Test
    void aTextIsOneRecord() {
        JsonNode value = value(GERMAN.getBytes(StandardCharsets.UTF_8), "n.txt");

        assertThat(value.path("text").asString()).isEqualTo(GERMAN);
        assertThat(value.path("encoding").asString()).isEqualTo("UTF-8");
        assertThat(value.path("lines").asInt()).isEqualTo(2);
        assertThat(value.has("encoding_guessed")).isFalse();
    }

    @Test
    void saysWhichEncodingItGuessed() {
        for (String name : new String[] {"windows-1252", "UTF-16LE", "UTF-16BE"}) {
            JsonNode value = value(GERMAN.getBytes(Charset.forName(name)), "n.txt");

            assertThat(value.path("text").asString()).as(name).isEqualTo(GERMAN);
            assertThat(value.path("encoding").asString()).isEqualTo(name);
            assertThat(value.path("encoding_guessed").asBoolean()).isTrue();
        }
        byte[] japanese =
                "\u65E5\u672C\u8A9E\u306E\u6587\u7AE0\u3067\u3059\u3002\u3053\u308C\u306F\u9577\u3044\u3002"
                        .repeat(5)
                        .getBytes(Charset.forName("Shift_JIS"));
        assertThat(value(japanese, "n.txt").path("text").asString()).startsWith("\u65E5\u672C");
    }

    @Test
    void believesAByteOrderMark() {
        byte[] marked = ("\uFEFF" + GERMAN).getBytes(StandardCharsets.UTF_16LE);

        assertThat(value(marked, "n.txt").path("text").asString()).isEqualTo(GERMAN);
        assertThat(
                        value(("\uFEFF" + GERMAN).getBytes(StandardCharsets.UTF_8), "n.txt")
                                .path("text")
                                .asString())
                .isEqualTo(GERMAN);
    }

    @Test
    void aNamedEncodingIsHeldTo() {
        byte[] western = GERMAN.getBytes(StandardCharsets.ISO_8859_1);

        Reading read =
                Reading.of(
                        western,
                        "n.txt",
                        ReadSettings.DEFAULT.withEncoding(StandardCharsets.UTF_8));

        assertThat(read.broken(0).why()).contains("not UTF-8", "(line 1)", "0xD6");
        assertThat(
                        Reading.of(
                                        western,
                                        "n.txt",
                                        ReadSettings.DEFAULT.withEncoding(
                                                StandardCharsets.ISO_8859_1))
                                .only()
                                .value()
                                .path("text")
                                .asString())
                .isEqualTo(GERMAN);
    }

    @Test
    void aTextThatIsTooLongIsBrokenAndNotCut() {
        ReadSettings small =
                ReadSettings.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxRecordChars(1024));

        Reading read = Reading.of("x".repeat(10_000), "n.txt", small);

        assertThat(read.broken(0).why()).contains("longer than 1,024 characters");
        assertThat(Reading.of("x".repeat(1024), "n.txt", small).only().number()).isEqualTo(1);
    }

    @Test
    void knowsCodeAndMarkdown() {
        JsonNode code = value("class A {}\n".getBytes(StandardCharsets.UTF_8), "src/A.java");
        JsonNode notes = value("intro\n\n# The title\n".getBytes(StandardCharsets.UTF_8), "n.md");

        assertThat(code.path("language").asString()).isEqualTo("Java");
        assertThat(notes.path("title").asString()).isEqualTo("The title");
        assertThat(notes.path("media_type").asString()).isEqualTo("text/markdown");
    }
}
