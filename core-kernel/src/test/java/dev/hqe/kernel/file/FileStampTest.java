package dev.hqe.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {

    private static final FileTime TIME = FileTime.fromMillis(1_000_000);

    @TempDir private Path work = Path.of("");

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no key there")
    void tellsAFileFromTheOneThatReplacedItInTheSameMoment() throws Exception {
        Path file = work.resolve("file");
        PrivateFile.replace(file, "one".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, TIME);
        FileStamp one = FileStamp.read(file);
        Path kept = Files.createLink(work.resolve("kept"), file); // or its number is given again

        PrivateFile.replace(file, "two".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, TIME);

        assertThat(FileStamp.read(file)).isNotEqualTo(one);
        assertThat(FileStamp.read(kept)).isEqualTo(one);
    }

    @Test
    void saysThatThereIsNoFile() throws Exception {
        FileStamp none = FileStamp.read(work.resolve("none"));

        assertThat(none.exists()).isFalse();
        assertThat(FileStamp.of(work.resolve("none"))).isEqualTo(none);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a link needs a privilege there")
    void saysThatAFileCannotBeLookedAtToWhomeverWantsToKnow() throws Exception {
        Path loop = work.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        assertThatThrownBy(() -> FileStamp.read(loop)).isInstanceOf(IOException.class);
        assertThat(FileStamp.of(loop).exists()).isFalse();
    }
}
