package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// A PEM block (RFC 7468) with a private key's label, from `-----BEGIN` to the end of its
/// `-----END` line. A block that is cut off counts up to where its base64 stops.
///
/// The body is followed to the next five dashes, which is where the next block would start, so text
/// full of `BEGIN` lines is still read once. At least one unbroken stretch of 40 base64 characters
/// keeps `-----BEGIN ... -----` in prose out. A shorter body is found by [#shortened], where the
/// block stands on lines of its own.
final class PemForm implements Detector {
    private static final byte[] DASHES = Ascii.bytes("-----");
    private static final byte[] END = Ascii.bytes("-----END ");
    private static final int BODY_MAX = 64 * 1024;
    private static final int LABEL_MAX = 40;
    private static final int STRETCH_MIN = 40;
    private static final int SHORT_MIN = 8;

    private final String begin;
    private final byte[] beginBytes;
    private final boolean inServiceAccount;
    private final boolean shortened;

    /// OpenPGP's armour headers (`Version:`, `Comment:`) may hold anything.
    private final boolean anyHeaders;

    private PemForm(String begin, boolean inServiceAccount, boolean shortened) {
        this.begin = begin;
        this.beginBytes = Ascii.bytes(begin);
        this.inServiceAccount = inServiceAccount;
        this.shortened = shortened;
        this.anyHeaders = begin.contains("PGP");
    }

    static PemForm labelled(String label) {
        return new PemForm("-----BEGIN " + label + "-----", false, false);
    }

    /// A block with less in it than a key has, its first line on a line of its own: cut off, or the
    /// rest taken out. No such block is found by [#labelled].
    static PemForm shortened(String label) {
        return new PemForm("-----BEGIN " + label + "-----", false, true);
    }

    /// A PKCS#8 key as the value of `"private_key"`, as in a Google service account's JSON file.
    static PemForm inServiceAccount() {
        return new PemForm("-----BEGIN PRIVATE KEY-----", true, false);
    }

    @Override
    public List<String> anchors() {
        return List.of(begin);
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        if (!text.startsWith(beginBytes, at)
                || (inServiceAccount && !keyedBefore(text, at))
                || (shortened && !isOnALine(text, at))) {
            return Span.NONE;
        }
        int least = shortened ? SHORT_MIN : STRETCH_MIN;
        int bodyStart = at + beginBytes.length;
        int limit = Math.min(text.to(), bodyStart + BODY_MAX);
        int longest = 0;
        int stretch = 0;
        int lastBase64 = bodyStart;
        int i = bodyStart;
        while (i < limit
                && !(text.at(i) == '-' && text.startsWith(DASHES, i))
                && (anyHeaders || !isCode(text.at(i)))) {
            if (CharClass.is(text.at(i), CharClass.BASE64_PADDED)) {
                stretch++;
                longest = Math.max(longest, stretch);
                if (stretch >= least) {
                    lastBase64 = i + 1;
                }
            } else {
                stretch = 0;
            }
            i++;
        }
        text.step(i - bodyStart);
        if (longest < least || (shortened && longest >= STRETCH_MIN)) {
            return Span.NONE;
        }
        if (text.startsWith(END, i)) {
            int label = text.run(i + END.length, CharClass.UPPER | CharClass.BLANK, LABEL_MAX);
            if (text.startsWith(DASHES, label)) {
                return new Span(at, label + DASHES.length);
            }
        }
        return new Span(at, lastBase64);
    }

    /// Nothing else stands on the line of the label.
    private boolean isOnALine(Text text, int at) {
        int end = at + beginBytes.length;
        boolean first = at == text.from() || text.at(at - 1) == '\n';
        return first && end < text.to() && (text.at(end) == '\n' || text.at(end) == '\r');
    }

    /// No key holds these, in a file or quoted in code; they end a body that is none.
    private static boolean isCode(int c) {
        return c != ',' && CharClass.is(c, CharClass.BRACKET);
    }

    /// `"private_key": "` directly before.
    private static boolean keyedBefore(Text text, int at) {
        int mask =
                CharClass.WORD
                        | CharClass.QUOTE
                        | CharClass.COLON
                        | CharClass.BLANK
                        | CharClass.BACKSLASH;
        int start = text.runBack(at, mask, 32);
        byte[] key = Ascii.bytes("private_key");
        return text.containsIgnoringCase(key, start, at)
                && CharClass.is(text.at(at - 1), CharClass.QUOTE);
    }
}
