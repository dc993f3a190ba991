package dev.hqe.benchmarks.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Made data: orders as CSV, and a folder of texts. The same each time. What customers write, in
/// rows of about 2 KB, makes [SampleTickets].
final class SampleData {

    private static final int FILES_IN_A_FOLDER = 100;
    private static final String[] WORDS = {
        "delivery",
        "is",
        "late",
        "because",
        "the",
        "carrier",
        "has",
        "lost",
        "a",
        "pallet",
        "of",
        "copper",
        "fittings",
        "and",
        "customer",
        "asked",
        "for",
        "partial",
        "invoice",
        "before",
        "Friday",
        "warehouse",
        "in",
        "Rotterdam",
        "confirms",
        "remaining",
        "units",
        "were",
        "sent",
        "with",
        "second",
        "truck",
        "please",
        "check",
        "quantity",
        "on",
        "arrival"
    };

    private SampleData() {}

    /// A row for each order, of about so many bytes with its note.
    ///
    /// @param words of the note
    static void csv(Path file, long rows, int words) throws IOException {
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,day,customer,city,amount,quantity,paid,note\n");
            for (long i = 1; i <= rows; i++) {
                out.write("order-" + i + ",2026-" + two(1 + i % 12) + "-" + two(1 + i % 28));
                out.write(",Customer " + random.nextInt(20_000) + ",City " + random.nextInt(500));
                out.write("," + random.nextInt(100_000) / 100.0 + "," + (1 + random.nextInt(40)));
                out.write("," + random.nextBoolean() + ",\"" + text(random, words) + "\"\n");
            }
        }
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /// Text files, a hundred in each folder.
    static void folder(Path folder, int files, int words) throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < files; i++) {
            Path in = folder.resolve("part-" + i / FILES_IN_A_FOLDER);
            if (i % FILES_IN_A_FOLDER == 0) {
                Files.createDirectories(in);
            }
            StringBuilder text = new StringBuilder();
            while (text.length() < words * 6) {
                text.append(text(random, 12)).append('\n');
            }
            Files.writeString(in.resolve("note-" + i + ".md"), text);
        }
    }

    static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            if (random.nextInt(8) == 0) { // a word that few others have
                text.append(' ').append(Integer.toString(random.nextInt(1 << 20), 36));
            }
        }
        return text.toString();
    }
}
