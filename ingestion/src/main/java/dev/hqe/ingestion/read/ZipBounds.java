package dev.hqe.ingestion.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Whether an Office file, which is a ZIP archive, may be handed to a parser: all of it is unpacked
/// once and counted, because what its directory says of sizes may be a lie. Nothing is held.
final class ZipBounds {

    private static final int MAX_ENTRIES = 10_000;
    private static final int PIECE = 64 << 10;

    /// A column of Excel has at most three letters; the reader would make room for more.
    private static final int MAX_COLUMN_LETTERS = 3;

    private ZipBounds() {}

    /// @throws ReadException if it is a bomb, or no archive at all
    static void check(Path file, String name, ReadLimits limits) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new ReadException(
                        name + " has " + zip.size() + " parts, more than 10,000, the limit");
            }
            long held = 0;
            long all = 0;
            Set<String> names = new HashSet<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!names.add(entry.getName())) {
                    throw new ReadException(
                            name
                                    + " has the part "
                                    + entry.getName()
                                    + " twice: it is no document");
                }
                boolean sheet = entry.getName().startsWith("xl/worksheets/sheet");
                long left =
                        Math.min(
                                limits.maxInflatedBytes() - all,
                                sheet ? Long.MAX_VALUE : limits.maxDocumentBytes() - held);
                long size = size(zip, entry, left, sheet, name);
                if (size > left) {
                    throw bomb(name, limits, sheet);
                }
                all += size;
                held += sheet ? 0 : size;
            }
        } catch (ZipException e) {
            throw new ReadException(
                    name
                            + " is damaged: it is no whole ZIP archive, as "
                            + "files of its kind are ("
                            + e.getMessage()
                            + ")",
                    e);
        } catch (IOException e) {
            throw new ReadException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ReadException bomb(String name, ReadLimits limits, boolean sheet) {
        return new ReadException(
                String.format(
                        Locale.ROOT,
                        "%s unpacks to more than %,d bytes, the limit. Raise %s if it can be"
                                + " trusted.",
                        name,
                        sheet ? limits.maxInflatedBytes() : limits.maxDocumentBytes(),
                        sheet
                                ? "most_unpacked_mb of the source"
                                : "most_document_mb of the source"));
    }

    private static long size(ZipFile zip, ZipEntry entry, long left, boolean sheet, String name)
            throws IOException {
        byte[] piece = new byte[PIECE];
        long size = 0;
        CellAddresses addresses = new CellAddresses();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(piece); read >= 0 && size <= left; read = in.read(piece)) {
                size += read;
                if (sheet && !addresses.plausible(piece, read)) {
                    throw new ReadException(
                            name
                                    + " has a cell in a column that Excel does not have: it is damaged");
                }
            }
        }
        return size;
    }

    /// Looks for `r="ABCD1"` in the tags of a sheet, byte by byte.
    private static final class CellAddresses {

        private boolean inTag;
        private int state; // 0 elsewhere, 1 behind a space, 2 behind r, 3 behind =, 4 in the value
        private int letters;

        boolean plausible(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                byte b = bytes[i];
                if (b == '<') {
                    inTag = true;
                    state = 0;
                } else if (b == '>') {
                    inTag = false;
                } else if (inTag) {
                    step(b);
                    if (letters > MAX_COLUMN_LETTERS) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void step(byte b) {
            boolean space = b == ' ' || b == '\t' || b == '\n' || b == '\r';
            boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            switch (state) {
                case 1 -> state = b == 'r' ? 2 : space ? 1 : 0;
                case 2 -> state = b == '=' ? 3 : space ? 2 : 0;
                case 3 -> {
                    state = b == '"' || b == '\'' ? 4 : space ? 3 : 0;
                    letters = 0;
                }
                case 4 -> {
                    letters += letter ? 1 : 0;
                    state = letter ? 4 : 0;
                }
                default -> state = space ? 1 : 0;
            }
            letters = state == 4 ? letters : 0;
        }
    }
}
