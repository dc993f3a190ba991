package dev.hqe.mcp.config;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A configuration file of a size that a person may have written, read and replaced as a whole.
///
/// @param path the file itself, where links have led
/// @param text its content without a byte order mark; empty where it does not exist
/// @param mark whether it begins with a byte order mark
/// @param exists whether there was such a file
record ConfigFile(Path path, String text, boolean mark, boolean exists) {

    /// Largest file that is read. Some clients keep their history in the same file.
    static final int MAX_BYTES = 16 << 20;

    /// How many of our backups stay beside a file.
    static final int MAX_BACKUPS = 10;

    private static final String MARK = "\uFEFF";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String BACKUP = ".hqe-backup-";

    /// Reads a file.
    ///
    /// @param name the file as problems shall call it
    /// @throws InvalidDocumentException when it is not UTF-8 text, or too large
    static ConfigFile read(Path file, String name) {
        Path path = followed(file, name);
        if (!Files.exists(path)) {
            return new ConfigFile(path, "", false, false);
        }
        if (!Files.isRegularFile(path)) { // a pipe would never end
            throw invalid(name, "is not a file", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw invalid(name, "is larger than 16 MiB, the limit", null);
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean mark = text.startsWith(MARK);
            return new ConfigFile(path, mark ? text.substring(1) : text, mark, true);
        } catch (CharacterCodingException e) {
            throw invalid(name, "is not UTF-8 text: save it as UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Where a link to the file leads, so that replacing it keeps the link.
    private static Path followed(Path file, String name) {
        try {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ConfigException(name + ": is a link to a file that does not exist");
            }
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new ConfigException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static InvalidDocumentException invalid(
            String name, String message, @Nullable Throwable cause) {
        return new InvalidDocumentException(List.of(new Problem(name, 0, message)), cause);
    }

    /// Copies the file as it is now to a file beside it, readable by whoever may read the file.
    ///
    /// @return the copy
    Path backUp(Instant now) {
        Path copy = path.resolveSibling(path.getFileName() + BACKUP + STAMP.format(now));
        try {
            Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            forgetOldBackups();
            return copy;
        } catch (IOException e) {
            throw new ConfigException(
                    copy + ": the backup cannot be written, so nothing was changed", e);
        }
    }

    private void forgetOldBackups() throws IOException {
        String prefix = path.getFileName() + BACKUP;
        List<Path> ours = new ArrayList<>();
        try (Stream<Path> beside = Files.list(folder())) {
            beside.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.reverseOrder())
                    .skip(MAX_BACKUPS)
                    .forEach(ours::add);
        }
        for (Path old : ours) {
            Files.deleteIfExists(old);
        }
    }

    private Path folder() {
        Path folder = path.getParent();
        return folder == null ? Path.of(".") : folder;
    }

    /// Replaces the file, whole or not at all. A new file is its owner's only; an old one keeps its
    /// permissions.
    ///
    /// @throws ConfigException when somebody else has changed it since it was read
    void replace(String newText) {
        replace(newText, false);
    }

    /// As [#replace], and afterwards the file is its owner's only, whatever it was.
    void replacePrivately(String newText) {
        replace(newText, true);
    }

    private void replace(String newText, boolean privately) {
        ConfigFile now = read(path, path.toString());
        if (now.exists != exists || !now.text.equals(text)) {
            throw new ConfigException(
                    path
                            + ": was changed by another program just now. Nothing was written; try again.");
        }
        Path temporary =
                path.resolveSibling(
                        "." + path.getFileName() + ".hqe-" + ProcessHandle.current().pid());
        try {
            boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            createFolder(folder());
            Set<PosixFilePermission> permissions =
                    posix && exists && !privately
                            ? Files.getPosixFilePermissions(path)
                            : PosixFilePermissions.fromString("rw-------");
            Files.deleteIfExists(temporary);
            try {
                write(temporary, (mark ? MARK : "") + newText, posix, permissions);
                move(temporary);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /// Takes the file away.
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// Creates a folder where it is missing, for its owner only.
    static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void write(
            Path file, String text, boolean posix, Set<PosixFilePermission> permissions)
            throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel =
                posix
                        ? FileChannel.open(
                                file,
                                options,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")))
                        : FileChannel.open(file, options)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (posix) {
            Files.setPosixFilePermissions(file, permissions); // past the umask
        }
    }

    private void move(Path temporary) throws IOException {
        try {
            Files.move(
                    temporary,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
