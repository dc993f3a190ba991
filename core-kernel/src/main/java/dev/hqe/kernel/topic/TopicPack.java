package dev.hqe.kernel.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A Topic in one zip, the same bytes for the same files: names in order, one fixed time, nothing
/// of the machine. Its first entry `topic.sha256` has the SHA-256 of each other, as `sha256sum`
/// prints and checks them.
public final class TopicPack {

    static final String SUMS = "topic.sha256";

    /// The first that a zip can say.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private TopicPack() {}

    /// Packs what matters of a Topic's folder.
    ///
    /// @return the digest of the content, as on the capability card
    /// @throws TopicException if it cannot be read or written
    public static String write(Path folder, Path zip) {
        try {
            FolderListing listed = FolderListing.list(folder);
            TopicContent content = TopicContent.of(listed);
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                entry(out, SUMS);
                out.write(content.lines().getBytes(StandardCharsets.UTF_8));
                for (FolderListing.Item file : listed.files()) {
                    entry(out, file.path());
                    try (InputStream in = Files.newInputStream(file.from())) {
                        Sha256.copy(in, out, FolderListing.MAX_BYTES);
                    }
                }
            }
            return content.digest();
        } catch (TopicFileException e) {
            throw new TopicException(folder + "/" + e.file() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TopicException(zip + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static void entry(ZipOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
    }

    /// Unpacks a zip into an empty folder.
    ///
    /// @throws TopicException if it is no such zip, or anything in it is not as it should be
    public static void unpack(Path zip, Path target) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path to = target.resolve(entry.getName()).normalize();
                if (!to.startsWith(target)) {
                    throw new TopicException(
                            zip + ": its entry " + entry.getName() + " leads out of it", null);
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(to.getParent());
                    try (InputStream in = file.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(to)) {
                        Sha256.copy(in, out, FolderListing.MAX_BYTES);
                    }
                }
            }
        } catch (IOException e) {
            throw new TopicException(zip + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
