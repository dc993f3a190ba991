package dev.hqe.kernel.json;

import java.util.Collection;
import java.util.Comparator;

/// "Did you mean …" for a name that is not there.
public final class Suggestion {

    private static final int MAX_NAME = 128;

    private Suggestion() {}

    /// ` (did you mean 'x'?)` for the nearest of the names, or an empty text if none is near. Near
    /// is an edit distance of at most a third of the name's length, and at least 1.
    public static String among(String name, Collection<String> names) {
        if (name.length() > MAX_NAME) {
            return "";
        }
        int near = Math.max(1, name.length() / 3);
        return names.stream()
                .filter(candidate -> candidate.length() <= MAX_NAME)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.min(near, name.length() - 1))
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse("");
    }

    /// Edit distance in which two neighbours that have changed places count once, because that is
    /// how people mistype: the optimal string alignment, three rows at a time.
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
