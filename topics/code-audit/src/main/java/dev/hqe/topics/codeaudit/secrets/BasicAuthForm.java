package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// `user:password` in base64 (RFC 7617) behind a label: an `Authorization: Basic` header, or the
/// `"auth"` of a Docker configuration. It must decode to printable text with a colon in it.
final class BasicAuthForm implements Detector {
    private static final int ENCODED_MIN = 8;
    private static final int ENCODED_MAX = 512;

    private final String label;
    private final byte[] labelBytes;
    private final boolean json;

    private BasicAuthForm(String label, boolean json) {
        this.label = label;
        this.labelBytes = Ascii.bytes(label);
        this.json = json;
    }

    static BasicAuthForm inHeader() {
        return new BasicAuthForm("basic ", false);
    }

    static BasicAuthForm inDockerConfig() {
        return new BasicAuthForm("\"auth\"", true);
    }

    @Override
    public List<String> anchors() {
        return List.of(label);
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        if (!text.startsWithIgnoringCase(labelBytes, at)
                || CharClass.is(text.at(at - 1), CharClass.WORD)) {
            return Span.NONE;
        }
        int start = at + labelBytes.length;
        if (json) {
            int colon = text.run(start, CharClass.SPACE, 8);
            start = text.run(colon + 1, CharClass.SPACE, 8) + 1;
            if (text.at(colon) != ':' || text.at(start - 1) != '"') {
                return Span.NONE;
            }
        }
        int end = text.run(start, CharClass.BASE64, ENCODED_MAX);
        int padded = text.run(end, CharClass.EQUALS, 2);
        boolean whole = !CharClass.is(text.at(padded), CharClass.WORD_DASH | CharClass.EQUALS);
        if (!whole || end - start < ENCODED_MIN || (padded - start) % 4 != 0) {
            return Span.NONE;
        }
        return holdsCredentials(text, start, end) ? new Span(start, padded) : Span.NONE;
    }

    private static boolean holdsCredentials(Text text, int start, int end) {
        byte[] bytes = Base64Text.decode(text, start, end, ENCODED_MAX);
        int colon = -1;
        for (int i = 0; i < bytes.length; i++) {
            if (CharClass.is(bytes[i] & 0xff, CharClass.CONTROL | CharClass.LINE_END)) {
                return false;
            }
            if (bytes[i] == ':' && colon < 0) {
                colon = i;
            }
        }
        Text decoded = new Text(bytes, 0, bytes.length);
        return colon >= 1
                && bytes.length - colon > 4
                && !Placeholder.marksValue(decoded, colon + 1, bytes.length);
    }
}
