package dev.hqe.topics.codeaudit.secrets;

/// What a span must still show after its shape has matched: entropy, a checksum, a readable header.
@FunctionalInterface
interface Check {
    boolean accepts(Text text, int start, int end);

    /// At least this many bits of Shannon entropy a byte.
    static Check entropy(double bits) {
        return (text, start, end) -> Entropy.bitsPerByte(text, start, end) >= bits;
    }

    /// Holds a byte of every one of the given classes.
    static Check has(int... masks) {
        return (text, start, end) -> {
            for (int mask : masks) {
                int i = start;
                while (i < end && !CharClass.is(text.at(i), mask)) {
                    i++;
                }
                text.step(i - start);
                if (i == end) {
                    return false;
                }
            }
            return true;
        };
    }
}
