package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void laysTheLibraryIntoTheFolderAlsoWhereOneIs() throws Exception {
        Path target = folder.resolve("native");

        assertThat(SqliteLibrary.unpack(target)).isTrue();
        assertThat(SqliteLibrary.unpack(target)).isTrue();

        try (Stream<Path> files = Files.list(target)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst()).isNotEmptyFile();
            assertThat(all.getFirst().getFileName()).asString().contains("sqlitejdbc");
        }
    }
}
