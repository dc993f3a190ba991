package dev.hqe.topics.codeaudit.secrets;

/// A secret in a text: absolute byte indexes, `start` inclusive to `end` exclusive.
///
/// `coverStart..coverEnd` is at least that and also holds what weaker rules took for secret around
/// it; redaction takes out the cover, so that nothing a rule distrusted stays behind.
///
/// @param severity the rule's, or less if a checksum says that this is no working credential
public record Match(
        Rule rule, Severity severity, int start, int end, int coverStart, int coverEnd) {
    static final int FINGERPRINT_DIGITS = 16;

    public Match {
        if (start < coverStart || end > coverEnd || start >= end) {
            throw new IllegalArgumentException(
                    rule + " at " + start + ".." + end + " is not inside its cover");
        }
    }

    Match covering(int from, int to) {
        return new Match(
                rule, severity, start, end, Math.min(coverStart, from), Math.max(coverEnd, to));
    }

    public int length() {
        return end - start;
    }

    /// What may be shown: the public prefix of the format, four stars and the length in bytes, such
    /// as `ghp_****(40)`. Never a byte of the secret part.
    public String preview(Text text) {
        return rule.publicPrefixOf(text, start, end) + "****(" + length() + ")";
    }

    /// The first 16 hexadecimal digits of SHA-256 over the rule's id, a zero byte and the secret,
    /// to recognise the same secret elsewhere. Empty for rules whose secrets could be guessed from
    /// it.
    public String fingerprint(Text text) {
        if (!rule.fingerprinted()) {
            return "";
        }
        byte[] id = Ascii.bytes(rule.id());
        return new Sha256()
                .update(id, 0, id.length)
                .update(new byte[1], 0, 1)
                .update(text.bytes(), start, end)
                .hex(FINGERPRINT_DIGITS);
    }

    /// Shannon entropy of the secret in bits per byte, 0 to 8.
    public double entropy(Text text) {
        return Entropy.bitsPerByte(text, start, end);
    }
}
