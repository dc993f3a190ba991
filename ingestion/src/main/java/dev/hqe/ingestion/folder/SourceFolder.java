package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entering;
import dev.hqe.ingestion.internal.PathFilter;
import dev.hqe.ingestion.internal.TooManyRules;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A folder as a source of entities of a Topic: one that has a name, or one that was ingested
/// without any and is known by its path.
///
/// What becomes of a file has the id `idPrefix` and its path. Where a file has many records, `//`
/// and the record's own id follow: no path has two slashes in a row, so no two files and no two
/// records can be mistaken for each other.
///
/// @param folder absolute, without links
/// @param label what a person recognises it by: its name, of `[A-Za-z0-9._-]`, at most 64
/// @param name under which dead letters are filed: that of the source, or the folder's path
/// @param idPrefix how the ids of its entities begin, and those of no other folder
public record SourceFolder(
        TopicId topicId, Path folder, String label, String name, String idPrefix) {

    /// Between a file and what in it is meant, in ids and in dead letters.
    public static final String IN_FILE = "//";

    private static final int MAX_LABEL = 64;
    private static final int HASH_DIGITS = 8;

    /// One without a name.
    ///
    /// @throws IngestException.Refused if there is no such folder
    public static SourceFolder of(Path folder, TopicId topicId) {
        return at(real(folder), topicId);
    }

    /// One that has a name.
    ///
    /// @throws IngestException.Refused if there is no such folder
    public static SourceFolder named(Path folder, TopicId topicId, String name) {
        return new SourceFolder(
                topicId, real(folder), name, name, topicId.value() + "/" + name + "/");
    }

    /// The source that a folder was, also if it is not there any more: what is there of its path is
    /// taken without links, the rest as it is given.
    public static SourceFolder recorded(Path folder, TopicId topicId) {
        return at(withoutLinks(folder.toAbsolutePath().normalize()), topicId);
    }

    private static Path withoutLinks(Path absolute) {
        try {
            return absolute.toRealPath();
        } catch (IOException e) { // what is not there has no links
            Path parent = absolute.getParent();
            return parent == null
                    ? absolute
                    : withoutLinks(parent).resolve(parent.relativize(absolute));
        }
    }

    private static SourceFolder at(Path real, TopicId topicId) {
        String label = label(real);
        String path = real.toUri().getRawPath();
        String folderPath = path.endsWith("/") ? path : path + "/"; // none if it is not there
        String hash = Sha256.of(folderPath);
        String idPrefix =
                topicId.value() + "/" + label + "-" + hash.substring(0, HASH_DIGITS) + "/";
        return new SourceFolder(topicId, real, label, real.toString(), idPrefix);
    }

    private static Path real(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new IngestException.Refused(
                        folder + ": is a file, not a folder. Give the folder that it lies in.");
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new IngestException.Refused(
                    folder + ": there is no such folder. Check the spelling of the path.", e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    static IngestException unreadable(Path folder, IOException cause) {
        return new IngestException.Refused(
                folder + ": cannot be read: " + cause + ". Check the folder's permissions.", cause);
    }

    private static String label(Path folder) {
        Path name = folder.getFileName();
        String reduced =
                (name == null ? "" : name.toString())
                        .replaceAll("[^A-Za-z0-9._-]+", "-")
                        .replaceAll("^-+|-+$", "");
        if (reduced.isEmpty()) {
            return "folder";
        }
        return reduced.substring(0, Math.min(reduced.length(), MAX_LABEL));
    }

    /// Begins to go through it.
    ///
    /// @throws IngestException.Refused if it cannot be listed
    public FolderWalk walk(int maxEntries, PathFilter filter, Entering entering) {
        try {
            return new FolderWalk(folder, maxEntries, maxPathLength(), filter, entering);
        } catch (TooManyRules e) {
            throw new IngestException.Refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /// Longest path that can be part of an id, in characters.
    public int maxPathLength() {
        return EntityId.MAX_LENGTH - idPrefix.length();
    }

    /// The id of what becomes of a whole file.
    ///
    /// @param path at most [#maxPathLength], without control characters
    public EntityId id(String path) {
        return new EntityId(idPrefix + path);
    }

    /// How the ids of what becomes of a file's records begin.
    String recordPrefix(String path) {
        return idPrefix + path + IN_FILE;
    }

    /// The file that an entity came from.
    ///
    /// @param id of an entity of this folder
    String pathOf(EntityId id) {
        return beforeRecord(id.value().substring(idPrefix.length()));
    }

    /// The file that an item of a dead letter, or an id without its beginning, speaks of.
    public static String beforeRecord(String item) {
        int end = item.indexOf(IN_FILE);
        return end < 0 ? item : item.substring(0, end);
    }
}
