package dev.hqe.topics.codeaudit.licenses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A sample of the pairs of words of one licence: hashes, of which nothing of the text can be read.
///
/// @param zeroBits how many of the hash's highest bits are zero in all of the sample
/// @param pairs the lower 24 bits of each hash, sorted
@SuppressWarnings("ArrayRecordComponent") // a table made once, never compared
record Fingerprints(License license, int zeroBits, int[] pairs) {
    /// Most hashes that are kept of one licence, about.
    static final int SAMPLE = 128;

    static final int DIGITS = 6;
    private static final int LOW = 0xffffff;

    static List<Fingerprints> all() {
        List<Fingerprints> all = new ArrayList<>();
        for (String row : FingerprintTable.ROWS) {
            int first = row.indexOf(' ');
            int second = row.indexOf(' ', first + 1);
            License license = License.of(row.substring(0, first)).orElseThrow();
            int bits = row.charAt(first + 1) - '0';
            int[] pairs = new int[(row.length() - second - 1) / DIGITS];
            for (int i = 0; i < pairs.length; i++) {
                int value = 0;
                for (int d = 0; d < DIGITS; d++) {
                    char digit = row.charAt(second + 1 + i * DIGITS + d);
                    value = value << 4 | Character.digit(digit, 16);
                }
                pairs[i] = value;
            }
            all.add(new Fingerprints(license, bits, pairs));
        }
        return all;
    }

    /// Those of a text's hashes that could be in this sample.
    int[] sampleOf(int[] hashes) {
        return sample(hashes, zeroBits);
    }

    static int[] sample(int[] hashes, int bits) {
        int[] kept = new int[hashes.length];
        int count = 0;
        for (int hash : hashes) {
            if (bits == 0 || hash >>> (32 - bits) == 0) {
                kept[count++] = hash & LOW;
            }
        }
        int[] sample = Arrays.copyOf(kept, count);
        Arrays.sort(sample);
        return sample;
    }
}
