package dev.hqe.benchmarks.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Made data: what customers write to a shop and what they are answered, a row of about 2 KB each.
/// The same each time.
///
/// Its words come as often as those of a language do: the one of rank `r` with a probability that
/// falls as `1 / r` (Zipf's law), out of [#VOCABULARY]. So the full text gets a few words that
/// nearly every row has and many that few have, as with real texts.
final class SampleTickets {

    private static final int VOCABULARY = 40_000;
    private static final int MAX_SENTENCE = 22;
    private static final String[] BEGINNINGS = {
        "b", "br", "c", "ch", "d", "f", "fr", "g", "h", "j", "k", "l", "m", "n", "p", "pr", "r",
        "s", "sh", "st", "t", "tr", "v", "w"
    };
    private static final String[] MIDDLES = {"a", "e", "i", "o", "u", "ai", "ea", "ou"};
    private static final String[] ENDS = {"", "", "n", "r", "s", "t", "l", "nd", "ng", "ck"};

    private final Random random = new Random(13);
    private final String[] words = new String[VOCABULARY];

    private SampleTickets() {
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 1 + random.nextInt(i < 200 ? 1 : 4); syllables > 0; syllables--) {
                word.append(one(BEGINNINGS)).append(one(MIDDLES)).append(one(ENDS));
            }
            words[i] = word.toString();
        }
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }

    /// Writes rows until the file has so many bytes.
    ///
    /// @return how many rows
    static long csv(Path file, long bytes) throws IOException {
        SampleTickets tickets = new SampleTickets();
        long rows = 0;
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,day,customer,address,amount,quantity,open,subject,question,answer\n");
            while (written < bytes) {
                rows++;
                String row = tickets.row(rows);
                out.write(row);
                written += row.length(); // ASCII
            }
        }
        return rows;
    }

    private String row(long number) {
        StringBuilder row = new StringBuilder();
        row.append("ticket-").append(number);
        row.append(",2026-").append(two(1 + number % 12)).append('-').append(two(1 + number % 28));
        row.append(",Customer ").append(random.nextInt(200_000));
        row.append(",\"").append(1 + random.nextInt(300)).append(' ');
        row.append(sentence(2)).append(", City ").append(random.nextInt(2_000)).append('"');
        row.append(',').append(random.nextInt(100_000) / 100.0);
        row.append(',').append(1 + random.nextInt(40));
        row.append(',').append(random.nextBoolean());
        row.append(',').append(sentence(5 + random.nextInt(6)));
        row.append(",\"").append(text(600 + random.nextInt(700))).append('"');
        row.append(",\"").append(text(500 + random.nextInt(600))).append('"');
        return row.append('\n').toString();
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /// Sentences in paragraphs, about so many characters.
    private String text(int characters) {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(sentence(4 + random.nextInt(MAX_SENTENCE - 4)));
            text.append(random.nextInt(6) == 0 ? ".\n" : ". ");
        }
        return text.toString();
    }

    private String sentence(int count) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String word = words[(int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1];
            if (i == 0) {
                sentence.append(Character.toUpperCase(word.charAt(0)))
                        .append(word, 1, word.length());
            } else {
                sentence.append(' ').append(word);
            }
        }
        return sentence.toString();
    }
}
