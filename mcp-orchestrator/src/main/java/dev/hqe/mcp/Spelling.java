package dev.hqe.mcp;

import java.util.Optional;
import java.util.stream.Stream;

/// Finds what somebody may have meant.
final class Spelling {

    private static final int MAX_CANDIDATES = 2_000;

    private Spelling() {}

    /// The candidate with the fewest edits, if they are at most a third of the word.
    static Optional<String> nearest(String word, Stream<String> candidates) {
        String[] best = {""};
        int[] fewest = {Math.max(2, word.length() / 3) + 1};
        candidates
                .limit(MAX_CANDIDATES)
                .forEach(candidate -> {
                    if (Math.abs(candidate.length() - word.length()) < fewest[0]) {
                        int edits = edits(word, candidate);
                        if (edits < fewest[0]) {
                            fewest[0] = edits;
                            best[0] = candidate;
                        }
                    }
                });
        return best[0].isEmpty() ? Optional.empty() : Optional.of(best[0]);
    }

    /// Levenshtein distance, one row at a time.
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
