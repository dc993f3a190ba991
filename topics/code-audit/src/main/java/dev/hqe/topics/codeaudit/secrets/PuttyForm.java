package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// The private part of a PuTTY key file (`.ppk`, format 2 and 3, PuTTY manual appendix C): the
/// base64 lines after `Private-Lines: n`. Looked for no further than the next such header.
final class PuttyForm implements Detector {
    private static final String ANCHOR = "PuTTY-User-Key-File-";
    private static final byte[] HEADER = Ascii.bytes(ANCHOR);
    private static final byte[] PRIVATE = Ascii.bytes("Private-Lines:");
    private static final int FILE_MAX = 16 * 1024;
    private static final int BODY_MIN = 40;
    private static final int BODY = CharClass.BASE64_PADDED | CharClass.LINE_END;

    @Override
    public List<String> anchors() {
        return List.of(ANCHOR);
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        if (!text.startsWith(HEADER, at)) {
            return Span.NONE;
        }
        int limit = Math.min(text.to(), at + FILE_MAX);
        int i = at + HEADER.length;
        while (i < limit && !text.startsWith(PRIVATE, i)) {
            if (text.startsWith(HEADER, i)) {
                return Span.NONE;
            }
            i++;
        }
        if (i >= limit) {
            return Span.NONE;
        }
        int lines = text.run(i + PRIVATE.length, CharClass.BLANK | CharClass.DIGIT, 16);
        int start = text.run(lines, CharClass.LINE_END, 2);
        int end = bodyEnd(text, start);
        return end - start >= BODY_MIN ? new Span(start, end) : Span.NONE;
    }

    /// Whole lines of base64 only: the next line, `Private-MAC: ...`, starts with letters too.
    private static int bodyEnd(Text text, int start) {
        int end = text.run(start, BODY, FILE_MAX);
        if (text.at(end) >= 0) {
            while (end > start && !CharClass.is(text.at(end - 1), CharClass.LINE_END)) {
                end--;
            }
        }
        while (end > start && CharClass.is(text.at(end - 1), CharClass.LINE_END)) {
            end--;
        }
        return end;
    }
}
