package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The folder of a package and the only way to the files in it: every path is resolved through its
/// links before it is used, and one that leads out of the folder is never opened (§4.1).
///
/// @param root the folder, with every link resolved
/// @param name the folder as problems shall call it
record PluginFolder(Path root, String name) {

    /// What stands under a name.
    sealed interface Place {

        /// Nothing does.
        record Absent() implements Place {}

        /// Something does that must not or cannot be looked at.
        ///
        /// @param why to be put behind its name
        record Denied(String why) implements Place {}

        /// Something inside the folder.
        ///
        /// @param path with every link resolved
        record Inside(Path path) implements Place {}
    }

    /// @throws InvalidDocumentException if there is no such folder
    static PluginFolder open(Path folder, String name) {
        try {
            Path root = folder.toRealPath();
            if (Files.isDirectory(root)) {
                return new PluginFolder(root, name);
            }
            throw rejected(new Problem(name, 0, "is not a folder"));
        } catch (IOException e) {
            throw rejected(new Problem(name, 0, "cannot be read: " + e.getMessage()));
        }
    }

    static InvalidDocumentException rejected(Problem problem) {
        return new InvalidDocumentException(List.of(problem), null);
    }

    /// What a folder of this package has under exactly this name: where file names ignore case,
    /// `skill.md` is not `SKILL.md`.
    Place find(Path parent, String child) {
        try {
            Path path = parent.resolve(child);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new Place.Absent();
            }
            Path asWritten = path.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName();
            if (asWritten == null || !asWritten.toString().equals(child)) {
                return new Place.Absent();
            }
            if (!Files.exists(path)) {
                return new Place.Denied("is a link to nothing");
            }
            Path real = path.toRealPath();
            return real.startsWith(root)
                    ? new Place.Inside(real)
                    : new Place.Denied("is a link to something outside the plugin's folder");
        } catch (IOException e) {
            return new Place.Denied("cannot be read: " + e.getMessage());
        } catch (InvalidPathException e) {
            return new Place.Absent();
        }
    }

    /// Whether a path stays inside a folder, by its name and through its links. What does not exist
    /// yet is judged by the nearest folder above it that does.
    ///
    /// @param folder with every link resolved, if it exists
    static boolean contains(Path folder, Path path) {
        Path plain = path.toAbsolutePath().normalize();
        if (!plain.startsWith(folder)) {
            return false;
        }
        try {
            Path existing = plain;
            while (!existing.equals(folder)) {
                if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                    return existing.toRealPath().startsWith(folder);
                }
                existing = existing.getParent();
                if (existing == null) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) { // a link to nothing, or to what we may not see
            return false;
        }
    }
}
