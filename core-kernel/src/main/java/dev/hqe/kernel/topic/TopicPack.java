package dev.hqe.kernel.topic;

import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A Topic in one zip, the same bytes for the same files: names in order, one fixed time, nothing
/// of the machine. Its first entry `topic.sha256` has the SHA-256 of each other, as `sha256sum`
/// prints and checks them.
public final class TopicPack {

    static final String SUMS = "topic.sha256";

    private static final int MAX_SUMS_BYTES = 2 << 20;

    /// The first that a zip can say.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private TopicPack() {}

    /// Packs a Topic's folder with its read me files, tests and sources; hidden files, `target` and
    /// `node_modules` stay out. The zip appears whole or not at all.
    ///
    /// @return the SHA-256 of the zip
    /// @throws TopicException if something cannot be packed, read or written; says what
    public static String write(Path folder, Path zip) {
        Path absolute = zip.toAbsolutePath();
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
        try {
            FolderListing listed = FolderListing.list(folder, FolderListing.Scope.ALL);
            PackNames names = new PackNames();
            for (FolderListing.Item file : listed.files()) {
                if (!file.path().equals(SUMS)) {
                    names.require(file.path());
                }
            }
            TopicContent content = TopicContent.of(listed).without(SUMS);
            try (OutputStream out = Files.newOutputStream(fresh)) {
                write(listed, content, out);
            }
            String sum = Sha256.of(fresh);
            Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING);
            return sum;
        } catch (TopicFileException e) {
            throw new TopicException(
                    folder + ": cannot be packed: " + e.file() + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TopicException(zip + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(FolderListing listed, TopicContent content, OutputStream to)
            throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(to)) {
            entry(out, SUMS);
            out.write(content.lines().getBytes(StandardCharsets.UTF_8));
            for (FolderListing.Item file : listed.files()) {
                if (file.path().equals(SUMS)) {
                    continue;
                }
                entry(out, file.path());
                try (InputStream in = Files.newInputStream(file.from())) {
                    String sum = Sha256.copy(in, out, FolderListing.MAX_BYTES);
                    if (!sum.equals(content.files().get(file.path()))) {
                        throw new IOException(file.path() + " was written to meanwhile");
                    }
                }
            }
        }
    }

    private static void entry(ZipOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
    }

    /// Unpacks a zip into an empty folder. With a `topic.sha256` every file has to be in it and be
    /// what it says; without, the zip is taken as it is. A zip with one folder in it, and nothing
    /// beside that, is unpacked without that folder.
    ///
    /// @throws TopicException if it is no such zip, or anything in it is not as it should be; what
    ///   was unpacked before that stays in the folder
    public static void unpack(Path zip, Path target) {
        try (ZipFile file = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            ZipDirectory.requirePlainFiles(zip);
            List<? extends ZipEntry> entries =
                    file.stream().limit(PackNames.MAX_FILES + 1L).toList();
            String prefix = PackNames.onlyFolder(entries.stream().map(ZipEntry::getName).toList());
            TopicContent unpacked = unpack(file, entries, prefix, target);
            ZipEntry sums = file.getEntry(prefix + SUMS);
            if (sums != null) {
                try (InputStream in = file.getInputStream(sums)) {
                    verify(
                            new String(in.readNBytes(MAX_SUMS_BYTES), StandardCharsets.UTF_8),
                            unpacked);
                }
            }
        } catch (TopicFileException e) {
            throw new TopicException(
                    zip + ": is not unpacked: " + HiddenText.shown(e.file() + " " + e.getMessage()),
                    e);
        } catch (ZipException e) {
            throw new TopicException(zip + ": is no zip that can be read: " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) { // the latter: names that are no UTF-8
            throw new TopicException(zip + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static TopicContent unpack(
            ZipFile zip, List<? extends ZipEntry> entries, String prefix, Path target)
            throws IOException, TopicFileException {
        PackNames names = new PackNames();
        SortedMap<String, String> sums = new TreeMap<>();
        long left = FolderListing.MAX_BYTES;
        for (ZipEntry entry : entries) {
            String name = entry.getName().substring(prefix.length());
            if (name.isEmpty() || entry.isDirectory()) {
                continue;
            }
            names.require(name);
            if (name.equals(SUMS)) {
                continue;
            }
            Path to = target.resolve(name);
            Files.createDirectories(to.getParent());
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
                Inflation bounded = new Inflation(in, name, entry.getCompressedSize(), left);
                sums.put(name, Sha256.copy(bounded, out, left));
                left -= bounded.count();
            }
        }
        return new TopicContent(sums);
    }

    private static void verify(String said, TopicContent unpacked) throws TopicFileException {
        if (said.equals(unpacked.lines())) {
            return;
        }
        SortedMap<String, String> expected = new TreeMap<>();
        for (String line : said.lines().toList()) {
            String[] parts = line.split(" [ *]", 2);
            if (parts.length == 2) {
                expected.put(parts[1], parts[0]);
            }
        }
        for (var file : unpacked.files().entrySet()) {
            String sum = expected.remove(file.getKey());
            if (!file.getValue().equals(sum)) {
                throw new TopicFileException(
                        file.getKey(),
                        sum == null
                                ? "is not in its " + SUMS
                                : "is not what its "
                                        + SUMS
                                        + " says; the zip is damaged or was"
                                        + " tampered with");
            }
        }
        if (!expected.isEmpty()) {
            throw new TopicFileException(
                    expected.firstKey(), "is in its " + SUMS + " but not in the zip");
        }
    }
}
