package dev.hqe.mcp.config;

import dev.hqe.kernel.file.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A `.mcpb` file: a zip that a stranger has made. Its directory is read and checked as a whole
/// before anything is unpacked: no path leads out of the folder, nothing is a link, and the sizes
/// that it states and those that come out are bounded. Immutable; reads the file each time.
///
/// Source of the format: PKWARE's APPNOTE 4.3 (central directory), 4.4.15 (attributes).
final class BundleArchive {

    static final String MANIFEST = "manifest.json";

    /// @param maxEntries most files and folders
    /// @param maxBytes most bytes that all files have together, unpacked
    record Limits(int maxEntries, long maxBytes) {
        static final Limits DEFAULT = new Limits(50_000, 1L << 30);
    }

    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final int MAX_DIRECTORY_BYTES = 64 << 20;
    private static final int MAX_NAME_CHARS = 1024;
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int TYPE_MASK = 0xF000;
    private static final int TYPE_FILE = 0x8000;
    private static final int TYPE_FOLDER = 0x4000;

    private final Path file;
    private final Limits limits;
    private final Map<String, Boolean> executable;

    private BundleArchive(Path file, Limits limits, Map<String, Boolean> executable) {
        this.file = file;
        this.limits = limits;
        this.executable = executable;
    }

    /// Whether a file begins as a zip does.
    static boolean isZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4
                    && head[0] == 'P'
                    && head[1] == 'K'
                    && head[2] == 3
                    && head[3] == 4;
        } catch (IOException e) {
            return false; // whoever reads it next says so
        }
    }

    /// Reads and checks the directory of a bundle.
    ///
    /// @throws ConfigException when it is no zip, or one that must not be unpacked
    static BundleArchive open(Path file, Limits limits) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new BundleArchive(file, limits, directory(channel, file, limits));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Boolean> directory(FileChannel channel, Path file, Limits limits)
            throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_BYTES + 0xFFFF);
        ByteBuffer end = read(channel, size - tail, tail);
        int at = tail - END_BYTES;
        while (at >= 0 && end.getInt(at) != END_SIGNATURE) {
            at--;
        }
        if (at < 0) {
            throw refused(file, "is not a whole zip file");
        }
        int count = end.getShort(at + 10) & 0xFFFF;
        long bytes = end.getInt(at + 12) & 0xFFFFFFFFL;
        long start = size - tail + at - bytes;
        if (count > limits.maxEntries() || count == 0xFFFF || bytes > MAX_DIRECTORY_BYTES) {
            throw refused(file, "has more than " + limits.maxEntries() + " files, the limit");
        }
        if (start < 0) {
            throw refused(file, "is not a whole zip file");
        }
        return entries(read(channel, start, (int) bytes), count, file, limits);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until it is full
        }
        return buffer.flip();
    }

    private static Map<String, Boolean> entries(
            ByteBuffer in, int count, Path file, Limits limits) {
        Map<String, Boolean> executable = new LinkedHashMap<>();
        long total = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at + 46 > in.limit() || in.getInt(at) != ENTRY_SIGNATURE) {
                throw refused(file, "has a broken directory");
            }
            int nameLength = in.getShort(at + 28) & 0xFFFF;
            int next =
                    at
                            + 46
                            + nameLength
                            + (in.getShort(at + 30) & 0xFFFF)
                            + (in.getShort(at + 32) & 0xFFFF);
            if (next > in.limit()) {
                throw refused(file, "has a broken directory");
            }
            String name = StandardCharsets.UTF_8.decode(in.slice(at + 46, nameLength)).toString();
            int system = (in.getShort(at + 4) & 0xFFFF) >> 8;
            int mode = system == 3 || system == 19 ? in.getInt(at + 38) >>> 16 : 0; // Unix, macOS
            checkName(name, file);
            int type = mode & TYPE_MASK;
            if (type != 0 && type != TYPE_FILE && type != TYPE_FOLDER) {
                throw refused(file, "holds a link or a device, '" + shown(name) + "'");
            }
            if ((in.getShort(at + 8) & 1) != 0) {
                throw refused(file, "is encrypted");
            }
            total += in.getInt(at + 24) & 0xFFFFFFFFL;
            if (total > limits.maxBytes()) {
                throw tooLarge(file, limits);
            }
            if (executable.put(name, (mode & 0111) != 0) != null) {
                throw refused(file, "holds '" + shown(name) + "' twice");
            }
            at = next;
        }
        return executable;
    }

    private static void checkName(String name, Path file) {
        boolean odd = name.isEmpty() || name.length() > MAX_NAME_CHARS || name.startsWith("/");
        odd |= name.indexOf('\\') >= 0 || name.indexOf(':') >= 0;
        odd |= name.chars().anyMatch(c -> c < ' ' || c == 0xFFFD);
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            odd |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (odd) {
            throw refused(file, "holds '" + shown(name) + "', which leads out of its folder");
        }
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "...";
    }

    private static ConfigException refused(Path file, String why) {
        return new ConfigException(file + ": " + why + ". Nothing of it was unpacked.");
    }

    private static ConfigException tooLarge(Path file, Limits limits) {
        return refused(
                file, "unpacks to more than " + (limits.maxBytes() >> 20) + " MiB, the limit");
    }

    /// Whether there is a file of this name in it.
    boolean has(String name) {
        return executable.containsKey(name);
    }

    /// The text of its manifest.
    ///
    /// @throws ConfigException when it has none, or one that cannot be read
    String manifest() {
        if (!has(MANIFEST)) {
            throw refused(file, "has no manifest.json at its top, so it is no MCP bundle");
        }
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(entry(zip, MANIFEST))) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (bytes.length > MAX_MANIFEST_BYTES) {
                throw refused(file, "has a manifest.json of more than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(file + ": is damaged: " + e.getMessage(), e);
        }
    }

    private ZipEntry entry(ZipFile zip, String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) { // changed since its directory was read
            throw refused(file, "was changed by another program just now");
        }
        return entry;
    }

    /// Unpacks it to a folder that does not exist yet: all of it, or nothing.
    ///
    /// @param command a file in it that has to be executable, whatever the archive says; may be one
    ///   that is not there
    /// @throws ConfigException when the folder exists, or the archive is damaged
    void unpack(Path folder, String command) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConfigException(folder + ": exists already. Move it away, then try again.");
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            throw new ConfigException(folder + ": is no folder for a bundle");
        }
        try {
            ConfigFile.createFolder(parent);
            Path temporary = Files.createTempDirectory(parent, ".unpacking-");
            try {
                unpackTo(temporary, command);
                Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                FolderTree.delete(temporary);
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(file + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private void unpackTo(Path folder, String command) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        long left = limits.maxBytes();
        byte[] buffer = new byte[64 << 10];
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Map.Entry<String, Boolean> each : executable.entrySet()) {
                String name = each.getKey();
                Path target = folder.resolve(name).normalize();
                if (!target.startsWith(folder)) {
                    throw refused(
                            file, "holds '" + shown(name) + "', which leads out of its folder");
                }
                if (name.endsWith("/")) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry(zip, name));
                        OutputStream out =
                                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        left -= n;
                        if (left < 0) {
                            throw tooLarge(file, limits);
                        }
                        out.write(buffer, 0, n);
                    }
                }
                if (posix) {
                    boolean runs = each.getValue() || name.equals(command);
                    Files.setPosixFilePermissions(
                            target,
                            PosixFilePermissions.fromString(runs ? "rwx------" : "rw-------"));
                }
            }
        }
    }
}
