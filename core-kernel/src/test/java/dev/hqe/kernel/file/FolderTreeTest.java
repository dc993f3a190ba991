package dev.hqe.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

    @TempDir Path temp;

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        Path folder = temp.resolve("folder");
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.txt"), "c");

        FolderTree.delete(folder);

        assertThat(folder).doesNotExist();
    }

    @Test
    void linksGoAndWhatTheyLeadToStays() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        Path kept = Files.writeString(other.resolve("kept.txt"), "kept");
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), other);
        Path link = Files.createSymbolicLink(temp.resolve("link"), other);

        FolderTree.delete(folder);
        FolderTree.delete(link);

        assertThat(folder).doesNotExist();
        assertThat(link).doesNotExist();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void thatIsNotThereIsNoError() throws IOException {
        FolderTree.delete(temp.resolve("none"));

        assertThat(temp.resolve("none")).doesNotExist();
    }
}
