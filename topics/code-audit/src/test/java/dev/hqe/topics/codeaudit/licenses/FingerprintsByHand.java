package dev.hqe.topics.codeaudit.licenses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Writes `FingerprintTable` anew, by hand, from a folder of licence texts that is not part of this
/// project: files `<SPDX id>.txt`, as the SPDX License List has them.
final class FingerprintsByHand {
    private static final int COLUMNS = 78;

    private FingerprintsByHand() {}

    /// Writes the table.
    ///
    /// @param args the folder of texts, the file to write
    public static void main(String[] args) throws IOException {
        StringBuilder rows = new StringBuilder();
        List<Path> texts;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            texts = files.sorted().toList();
        }
        for (Path text : texts) {
            String id = text.getFileName().toString().replace(".txt", "");
            append(row(id, Files.readAllBytes(text)), rows);
        }
        Files.writeString(
                Path.of(args[1]),
                """
                package dev.hqe.topics.codeaudit.licenses;

                /// Hashes of pairs of words of the licences that are known by their texts: SPDX id, zero bits,
                /// six hexadecimal digits a hash. Written by `FingerprintsByHand` among the tests.
                final class FingerprintTable {
                    static final String[] ROWS = {
                """
                        + rows
                        + """
                            };

                            private FingerprintTable() {}
                        }
                        """);
    }

    private static String row(String id, byte[] text) {
        int[] pairs = LicenseText.of(text, 0, text.length).pairs();
        int bits = 0;
        while (pairs.length >> bits > Fingerprints.SAMPLE * 3 / 2) {
            bits++;
        }
        StringBuilder row = new StringBuilder(id).append(' ').append(bits).append(' ');
        for (int hash : Fingerprints.sample(pairs, bits)) {
            row.append(String.format("%06x", hash));
        }
        return row.toString();
    }

    private static void append(String row, StringBuilder rows) {
        for (int at = 0; at < row.length(); at += COLUMNS) {
            int end = Math.min(row.length(), at + COLUMNS);
            rows.append(at == 0 ? "        " : "                + ")
                    .append('"')
                    .append(row, at, end)
                    .append('"')
                    .append(end == row.length() ? ",\n" : "\n");
        }
    }
}
