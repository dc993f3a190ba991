package dev.hqe.mcp.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {

    private static final int PIECE = 256 << 10;

    @TempDir Path folder;

    @Test
    void takesAValueOutOfAFileWhereverItsPiecesEnd() throws Exception {
        Redaction redaction = Redaction.of(List.of("hush-hush-value"));
        Path file = folder.resolve("answer");
        for (int shift = -40; shift <= 20; shift++) {
            String before = "x".repeat(PIECE + shift);
            Files.writeString(file, before + "hush-hush-value" + "y".repeat(PIECE));

            redaction.in(file);

            assertThat(Files.readString(file))
                    .as("shift %s", shift)
                    .isEqualTo(before + Redaction.MARK + "y".repeat(PIECE));
        }
    }

    @Test
    void leavesAFileWithoutAValueAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("answer"), "{\"a\": \"\u00e9\"}");
        Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        Redaction.of(List.of("hush-hush-value")).in(file);

        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(before);
        assertThat(file).hasContent("{\"a\": \"\u00e9\"}");
    }
}
