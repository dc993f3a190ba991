package dev.hqe.topics.codeaudit.secrets;

/// The checksum at the end of a GitHub token: CRC-32 of the 30 characters after the prefix, in base
/// 62 with the digits `0-9A-Za-z`, padded with `0` to six characters ("Behind GitHub's new
/// authentication token formats", GitHub engineering blog, 2021).
final class GithubChecksum {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX = 4;
    private static final int RANDOM = 30;
    private static final int CHECK = 6;

    private GithubChecksum() {}

    /// Whether a token of 40 characters carries the right checksum; tokens of another length have
    /// none to test and are given the benefit of the doubt.
    static boolean isGenuine(Text text, int start, int end) {
        if (end - start != PREFIX + RANDOM + CHECK) {
            return true;
        }
        text.step(end - start);
        long rest = crc32(text, start + PREFIX, end - CHECK);
        for (int i = end - 1; i >= end - CHECK; i--) {
            if (text.at(i) != DIGITS.charAt((int) (rest % 62))) {
                return false;
            }
            rest /= 62;
        }
        return true;
    }

    private static long crc32(Text text, int start, int end) {
        int crc = ~0;
        for (int i = start; i < end; i++) {
            crc ^= text.at(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ (0xedb88320 & -(crc & 1));
            }
        }
        return ~crc & 0xffffffffL;
    }
}
