package dev.hqe.kernel.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Folders that only their owner may look into. On systems without POSIX permissions they are made
/// as others are, and nothing is ever taken for open.
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /// Makes a folder with mode 0700, and those above it, where they are missing.
    ///
    /// @return the folder
    /// @throws java.nio.file.FileAlreadyExistsException if a file is in the way
    public static Path create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return hasModes(folder)
                ? Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createDirectories(folder);
    }

    /// Takes from everybody but the owner what lies in a folder that others may enter: each file in
    /// it, and each folder with all that is below. What is shut already is left as it is, and so is
    /// what a link names. The folder itself stays open.
    ///
    /// @return what others could look at before, in the order of the names
    public static List<Path> shutContents(Path folder) throws IOException {
        if (!hasModes(folder) || OWNER.containsAll(Files.getPosixFilePermissions(folder))) {
            return List.of();
        }
        List<Path> open = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (!Files.isSymbolicLink(entry) && shut(entry)) {
                    open.add(entry);
                }
            }
        }
        return open;
    }

    private static boolean shut(Path entry) throws IOException {
        Set<PosixFilePermission> now =
                Files.getPosixFilePermissions(entry, LinkOption.NOFOLLOW_LINKS);
        if (OWNER.containsAll(now)) {
            return false;
        }
        Set<PosixFilePermission> kept = EnumSet.copyOf(OWNER);
        kept.retainAll(now);
        Files.setPosixFilePermissions(entry, kept);
        return true;
    }

    private static boolean hasModes(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
