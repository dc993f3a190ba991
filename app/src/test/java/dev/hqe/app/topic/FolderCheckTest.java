package dev.hqe.app.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.TopicId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {

    @TempDir private Path temp = Path.of("");

    @Test
    void warnsOfAProgramThatIsOlderThanItsSource() throws IOException {
        Path folder = temp.resolve("weather");
        new TopicTemplate(new TopicId("weather"), Language.JAVA).writeTo(folder);
        Path program = folder.resolve("tools/weather.wasm");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "");
        Instant built = Instant.parse("2026-11-22T10:00:00Z");
        Files.setLastModifiedTime(program, FileTime.from(built));

        Files.setLastModifiedTime(
                folder.resolve("src/Main.java"), FileTime.from(built.plusSeconds(1)));
        FolderCheck edited = FolderCheck.of(folder, "weather");
        Files.setLastModifiedTime(
                folder.resolve("src/Main.java"), FileTime.from(built.minusSeconds(1)));
        FolderCheck fresh = FolderCheck.of(folder, "weather");

        assertThat(edited.warnings())
                .containsExactly(
                        "weather/tools/weather.wasm: is older than src/Main.java, so what was"
                                + " changed there is not in it. Build it: hqe topic build weather");
        assertThat(fresh.warnings()).isEmpty();
    }
}
