package dev.hqe.ingestion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {

    @TempDir Path home;

    @Test
    void readsAFileOfTheExpectedSize() throws IOException {
        Path file = Files.writeString(home.resolve("f"), "text");

        FileBytes read = FileBytes.read(file, 4);

        assertThat(read)
                .isInstanceOfSatisfying(
                        FileBytes.Whole.class,
                        whole ->
                                assertThat(whole.bytes())
                                        .isEqualTo("text".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysHowLargeAFileIsThatHasAnotherSize() throws IOException {
        Path file = Files.writeString(home.resolve("f"), "text");

        assertThat(FileBytes.read(file, 3)).isEqualTo(new FileBytes.Resized(4));
        assertThat(FileBytes.read(file, 5)).isEqualTo(new FileBytes.Resized(4));
    }

    @Test
    void callsWhatIsNoFileAnyMoreGone() throws IOException {
        Path folder = Files.createDirectory(home.resolve("folder"));

        assertThat(FileBytes.read(home.resolve("none"), 1)).isEqualTo(new FileBytes.Gone());
        assertThat(FileBytes.read(folder, 1)).isEqualTo(new FileBytes.Gone());
    }
}
