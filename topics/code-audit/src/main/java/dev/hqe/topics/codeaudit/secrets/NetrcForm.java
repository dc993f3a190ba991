package dev.hqe.topics.codeaudit.secrets;

import java.util.List;

/// The password of a `.netrc` entry: `machine HOST login NAME password SECRET`, the words separated
/// by blanks or line ends (GNU inetutils manual, "The .netrc file").
final class NetrcForm implements Detector {
    private static final String ANCHOR = "machine";
    private static final byte[] MACHINE = Ascii.bytes(ANCHOR);
    private static final byte[] LOGIN = Ascii.bytes("login");
    private static final byte[] ACCOUNT = Ascii.bytes("account");
    private static final byte[] PASSWORD = Ascii.bytes("password");
    private static final int ANY = ~CharClass.SPACE;
    private static final int WORD_MAX = 256;
    private static final int GAP_MAX = 16;
    private static final int SECRET_MIN = 4;

    @Override
    public List<String> anchors() {
        return List.of(ANCHOR);
    }

    @Override
    public Span detect(Text text, int at, double minEntropy) {
        int before = text.at(at - 1);
        if (!text.startsWith(MACHINE, at)
                || (before >= 0 && !CharClass.is(before, CharClass.SPACE))) {
            return Span.NONE;
        }
        int key = afterWord(text, afterWord(text, at));
        for (int i = 0;
                i < 2 && (text.startsWith(LOGIN, key) || text.startsWith(ACCOUNT, key));
                i++) {
            key = afterWord(text, afterWord(text, key));
        }
        if (!text.startsWith(PASSWORD, key)) {
            return Span.NONE;
        }
        int start = afterWord(text, key);
        int end = text.run(start, ANY, WORD_MAX);
        boolean tooShort = end - start < SECRET_MIN;
        return tooShort || Placeholder.marksValue(text, start, end)
                ? Span.NONE
                : new Span(start, end);
    }

    /// The start of the word after the one at `at`; words and gaps that are too long lead nowhere.
    private static int afterWord(Text text, int at) {
        int end = text.run(at, ANY, WORD_MAX);
        return text.run(end, CharClass.SPACE, GAP_MAX);
    }
}
