package dev.hqe.ingestion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTextTest {

    @Test
    void readsUtf8WithAndWithoutByteOrderMark() {
        assertThat(of("é😀", StandardCharsets.UTF_8)).isEqualTo(new FileText.Text("é😀"));
        assertThat(of("\uFEFFé", StandardCharsets.UTF_8)).isEqualTo(new FileText.Text("é"));
    }

    @Test
    void readsUtf16WithByteOrderMark() {
        assertThat(of("\uFEFFa😀", StandardCharsets.UTF_16LE)).isEqualTo(new FileText.Text("a😀"));
        assertThat(of("\uFEFFa😀", StandardCharsets.UTF_16BE)).isEqualTo(new FileText.Text("a😀"));
    }

    @Test
    void takesAReplacementCharacterThatIsReallyThere() {
        assertThat(of("a\uFFFDb", StandardCharsets.UTF_8)).isEqualTo(new FileText.Text("a\uFFFDb"));
    }

    @Test
    void refusesOtherEncodingsNamingTheByte() {
        assertThat(of("line\ncafé", StandardCharsets.ISO_8859_1))
                .isEqualTo(
                        new FileText.NotUnicode(
                                "not UTF-8: byte 8 (line 2) is 0xE9. Convert the file to UTF-8."));
        assertThat(FileText.of(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}))
                .isInstanceOf(FileText.NotUnicode.class);
        assertThat(FileText.of(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .as("a surrogate in UTF-8")
                .isInstanceOf(FileText.NotUnicode.class);
    }

    @Test
    void findsErrorsFarIntoTheFile() {
        byte[] bytes = ("x".repeat(30_000) + "?").getBytes(StandardCharsets.UTF_8);
        bytes[30_000] = (byte) 0xFF;

        assertThat(FileText.of(bytes)).asString().contains("byte 30000 (line 1) is 0xFF");
    }

    @Test
    void callsANulBinaryWhereverItIs() {
        assertThat(of("a\0b", StandardCharsets.UTF_8))
                .isEqualTo(new FileText.Binary("byte 1 is NUL"));
        assertThat(of("x".repeat(10_000) + "\0", StandardCharsets.UTF_8))
                .isEqualTo(new FileText.Binary("character 10000 is NUL"));
    }

    @Test
    void countsLines() {
        assertThat(new FileText.Text("").lines()).isZero();
        assertThat(new FileText.Text("a").lines()).isEqualTo(1);
        assertThat(new FileText.Text("a\nb\r\nc\n").lines()).isEqualTo(3);
    }

    private static FileText of(String text, Charset charset) {
        return FileText.of(text.getBytes(charset));
    }
}
