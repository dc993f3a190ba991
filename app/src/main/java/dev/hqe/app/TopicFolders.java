package dev.hqe.app;

import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether somebody has changed the Topics in a folder.
final class TopicFolders {

    private TopicFolders() {}

    /// Another text whenever a Topic has come or gone, or its manifest has been written.
    static String stamp(Path root) {
        if (!Files.isDirectory(root)) {
            return "";
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.limit(TopicCatalog.MAX_FOLDERS)
                    .sorted()
                    .map(folder -> folder + " " + stampOf(folder.resolve(TopicReader.MANIFEST)))
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String stampOf(Path manifest) {
        try {
            BasicFileAttributes file = Files.readAttributes(manifest, BasicFileAttributes.class);
            return file.lastModifiedTime().toMillis() + " " + file.size();
        } catch (IOException e) {
            return "none";
        }
    }
}
