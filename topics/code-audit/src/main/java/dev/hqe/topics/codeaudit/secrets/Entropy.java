package dev.hqe.topics.codeaudit.secrets;

/// Shannon entropy of a span's byte distribution: `H = log2 n - (1/n) sum(c log2 c)`.
///
/// The logarithm is computed here by repeated squaring, with nothing but multiplication and
/// comparison, so that the JVM and the Wasm guest agree to the last bit. Only the first 512 bytes
/// of a span are measured.
final class Entropy {
    private static final int MEASURED = 512;

    /// `log2 n` for 0..512, filled when first asked for; 0 is "not yet" and right for n = 1.
    private static final double[] LOG2 = new double[MEASURED + 1];

    private Entropy() {}

    /// 0 for an empty span, at most 8.
    static double bitsPerByte(Text text, int start, int end) {
        int length = Math.min(end - start, MEASURED);
        if (length <= 0) {
            return 0;
        }
        text.step(length);
        int[] counts = new int[256];
        for (int i = start; i < start + length; i++) {
            counts[text.at(i)]++;
        }
        double sum = 0;
        for (int count : counts) {
            if (count > 1) {
                sum += count * log2(count);
            }
        }
        return log2(length) - sum / length;
    }

    static double log2(int n) {
        if (LOG2[n] == 0 && n > 1) {
            LOG2[n] = computeLog2(n);
        }
        return LOG2[n];
    }

    /// The integer part is the number of halvings; each squaring of the rest gives one more bit.
    private static double computeLog2(int n) {
        double rest = n;
        double result = 0;
        while (rest >= 2) {
            rest /= 2;
            result++;
        }
        double bit = 0.5;
        for (int i = 0; i < 44; i++) {
            rest *= rest;
            if (rest >= 2) {
                rest /= 2;
                result += bit;
            }
            bit /= 2;
        }
        return result;
    }
}
