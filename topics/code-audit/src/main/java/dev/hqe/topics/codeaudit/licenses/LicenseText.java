package dev.hqe.topics.codeaudit.licenses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The words of a text, to be compared with licences.
///
/// Normalised as the SPDX License List Matching Guidelines say, in short: letters and digits in
/// lower case, everything else separates words, lines with a copyright notice are left out. What is
/// compared are the pairs of neighbouring words, by their hashes (FNV-1a, 32 bits). The similarity
/// of two sets of pairs is `2 |A and B| / (|A| + |B|)` (Sorensen 1948, Dice 1945). Of a long
/// licence [Fingerprints] keeps only the pairs whose hash begins with some zero bits, and compares
/// with those of the text that do so too. Immutable.
public final class LicenseText {
    /// As far as a text is looked at, in bytes.
    public static final int BYTES_MAX = 256 << 10;

    /// From this similarity on a text is taken for a licence.
    public static final double SIMILAR = 0.8;

    /// From this share of a licence's pairs on a text is said to hold it among other things.
    private static final double HELD = 0.9;

    private static final int FNV_START = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;
    private static final byte[] COPYRIGHT = {'c', 'o', 'p', 'y', 'r', 'i', 'g', 'h', 't'};

    private final int[] pairs;

    private LicenseText(int[] pairs) {
        this.pairs = pairs;
    }

    /// A licence that a text is, or holds.
    ///
    /// @param confidence the similarity, 0 to 1; of a licence held among other things the share of
    ///   its pairs that is there
    /// @param whole whether the text is that licence and little else
    public record Likeness(License license, double confidence, boolean whole) {}

    /// The words of UTF-8 text.
    ///
    /// @param utf8 not copied and not kept
    public static LicenseText of(byte[] utf8, int from, int to) {
        return new LicenseText(pairs(utf8, from, Math.min(to, from + BYTES_MAX)));
    }

    private static int[] pairs(byte[] utf8, int from, int to) {
        int[] hashes = new int[(to - from) / 2 + 1];
        int count = 0;
        int before = 0;
        int word = FNV_START;
        boolean inWord = false;
        boolean lineStart = true;
        for (int at = from; at <= to; at++) {
            int c = at < to ? utf8[at] & 0xff : ' ';
            int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
            boolean part = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
            if (part && lineStart && isCopyright(utf8, at, to)) {
                while (at < to && utf8[at] != '\n') {
                    at++;
                }
                continue;
            }
            if (part) {
                word = (word ^ lower) * FNV_PRIME;
                inWord = true;
                lineStart = false;
            } else if (inWord) {
                if (before != 0) {
                    hashes[count++] = mixed(before, word);
                }
                before = word;
                word = FNV_START;
                inWord = false;
            }
            lineStart |= c == '\n';
        }
        return distinct(hashes, count);
    }

    private static int mixed(int first, int second) {
        int hash = (first * 31 + second) * 0x9e3779b1;
        return hash ^ hash >>> 15;
    }

    private static boolean isCopyright(byte[] utf8, int at, int to) {
        if (to - at < COPYRIGHT.length) {
            return false;
        }
        for (int i = 0; i < COPYRIGHT.length; i++) {
            if ((utf8[at + i] | 0x20) != COPYRIGHT[i]) {
                return false;
            }
        }
        int next = at + COPYRIGHT.length;
        return next < to && (utf8[next] == ' ' || utf8[next] == ':');
    }

    private static int[] distinct(int[] hashes, int count) {
        int[] sorted = Arrays.copyOf(hashes, count);
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    /// The licence that the text is, if one is similar enough; then those that it holds beside
    /// others, if it is none. The most similar first.
    public List<Likeness> likenesses() {
        List<Likeness> whole = new ArrayList<>();
        List<Likeness> held = new ArrayList<>();
        for (Fingerprints print : Fingerprints.all()) {
            int[] sample = print.sampleOf(pairs);
            int shared = shared(sample, print.pairs());
            double dice = 2.0 * shared / (sample.length + print.pairs().length);
            double share = (double) shared / print.pairs().length;
            if (dice >= SIMILAR) {
                whole.add(new Likeness(print.license(), dice, true));
            } else if (share >= HELD) {
                held.add(new Likeness(print.license(), share, false));
            }
        }
        whole.sort(Comparator.comparingDouble(Likeness::confidence).reversed());
        held.sort(Comparator.comparingDouble(Likeness::confidence).reversed());
        if (!whole.isEmpty()) {
            return List.of(whole.get(0));
        }
        return held.size() > 4 ? held.subList(0, 4) : held;
    }

    private static int shared(int[] sample, int[] print) {
        int shared = 0;
        for (int hash : sample) {
            shared += Arrays.binarySearch(print, hash) >= 0 ? 1 : 0;
        }
        return shared;
    }

    /// All pairs, sorted; what a fingerprint is made of.
    int[] pairs() {
        return pairs;
    }
}
