package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// A signed JSON Web Token (RFC 7519): `header.payload.signature`, each base64url. The header is
/// decoded and must be a JSON object with an `alg`, so three dotted words are not enough.
final class JwtForm implements Detector {
    private static final String ANCHOR = "eyJ";
    private static final byte[] ANCHOR_BYTES = Ascii.bytes(ANCHOR);
    private static final byte[] ALG = Ascii.bytes("\"alg\"");
    private static final int HEADER_MAX = 1024;
    private static final int PART_MAX = 8192;
    private static final int SIGNATURE_MIN = 16;

    @Override
    public List<String> anchors() {
        return List.of(ANCHOR);
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        if (!text.startsWith(ANCHOR_BYTES, at)
                || (CharClass.is(text.at(at - 1), CharClass.WORD_DASH) && !afterEscape(text, at))) {
            return Span.NONE;
        }
        int header = text.run(at, CharClass.WORD_DASH, HEADER_MAX);
        if (text.at(header) != '.' || !text.startsWith(ANCHOR_BYTES, header + 1)) {
            return Span.NONE;
        }
        int payload = text.run(header + 1, CharClass.WORD_DASH, PART_MAX);
        if (text.at(payload) != '.') {
            return Span.NONE;
        }
        int end = text.run(payload + 1, CharClass.WORD_DASH, PART_MAX);
        if (end - payload - 1 < SIGNATURE_MIN || CharClass.is(text.at(end), CharClass.WORD_DASH)) {
            return Span.NONE;
        }
        return namesAlgorithm(text, at, header) ? new Span(at, end) : Span.NONE;
    }

    private static boolean afterEscape(Text text, int at) {
        return text.at(at - 2) == '\\' && text.at(at - 1) == 'n';
    }

    private static boolean namesAlgorithm(Text text, int start, int end) {
        byte[] bytes = Base64Text.decode(text, start, end, HEADER_MAX);
        Text header = new Text(bytes, 0, bytes.length);
        for (byte b : bytes) {
            if (CharClass.is(b & 0xff, CharClass.CONTROL)) {
                return false;
            }
        }
        if (header.at(0) != '{' || header.at(bytes.length - 1) != '}') {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (header.startsWith(ALG, i)) {
                int colon = header.run(i + ALG.length, CharClass.SPACE, bytes.length);
                int value = header.run(colon + 1, CharClass.SPACE, bytes.length);
                return header.at(colon) == ':' && header.at(value) == '"';
            }
        }
        return false;
    }
}
