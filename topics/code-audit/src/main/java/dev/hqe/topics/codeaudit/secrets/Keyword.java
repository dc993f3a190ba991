package dev.hqe.topics.codeaudit.secrets;

/// A word in a key's name that gives its value away: `secret_access_key` in any case, where `_`
/// also stands for `-`, `.` or nothing, so that `secretAccessKey` is meant too.
final class Keyword {
    private static final byte[][] HARMLESS_TAILS = {
        bytes("name"),
        bytes("id"),
        bytes("ids"),
        bytes("type"),
        bytes("file"),
        bytes("path"),
        bytes("dir"),
        bytes("url"),
        bytes("uri"),
        bytes("field"),
        bytes("hash"),
        bytes("length"),
        bytes("len"),
        bytes("size"),
        bytes("count"),
        bytes("prefix"),
        bytes("suffix"),
        bytes("header"),
        bytes("label"),
        bytes("hint"),
        bytes("policy"),
        bytes("regex"),
        bytes("pattern"),
        bytes("format"),
        bytes("expiry"),
        bytes("expires"),
        bytes("ttl"),
        bytes("ref"),
        bytes("arn"),
        bytes("version"),
        bytes("encoder"),
        bytes("class"),
        bytes("endpoint"),
        bytes("host"),
        bytes("env"),
        bytes("error"),
        bytes("message"),
        bytes("digest"),
        bytes("fingerprint"),
        bytes("algorithm"),
        bytes("param"),
        bytes("input"),
    };
    private static final int TAIL_MAX = 32;

    private final byte[] letters;
    private final boolean wholeWordsOnly;

    private Keyword(String word, boolean wholeWordsOnly) {
        this.letters = bytes(word);
        this.wholeWordsOnly = wholeWordsOnly;
    }

    static Keyword of(String word) {
        return new Keyword(word, false);
    }

    /// A short word that must not be the end of another, as `pwd` is not.
    static Keyword wholeWord(String word) {
        return new Keyword(word, true);
    }

    String anchor() {
        return Ascii.string(letters, 0, 2);
    }

    /// The end of the key that holds this word at `at`, or -1 if the key is about something else.
    int keyEnd(Text text, int at) {
        if (wholeWordsOnly && CharClass.is(text.at(at - 1), CharClass.LETTER)) {
            return -1;
        }
        int here = at;
        for (byte letter : letters) {
            text.step(1);
            int c = text.at(here);
            if (letter == '_') {
                if (c == '_' || c == '-' || c == '.') {
                    here++;
                }
            } else if (CharClass.lower(c) == letter) {
                here++;
            } else {
                return -1;
            }
        }
        return tailEnd(text, here);
    }

    /// What follows the word in the key must start a new word (`passwordProd`, `TOKEN_2`), not go
    /// on with this one (`tokenizer`), and must not turn it into a harmless one (`passwordHash`).
    private static int tailEnd(Text text, int wordEnd) {
        int end = text.run(wordEnd, CharClass.WORD_DASH | CharClass.DOT, TAIL_MAX);
        if (end == wordEnd) {
            return end;
        }
        int last = text.at(wordEnd - 1);
        int next = text.at(wordEnd);
        if (CharClass.lower(next) == 's' && end == wordEnd + 1) {
            return end;
        }
        boolean goesOn =
                CharClass.is(next, CharClass.LOWER)
                        || (CharClass.is(next, CharClass.UPPER)
                                && CharClass.is(last, CharClass.UPPER));
        if (goesOn) {
            return -1;
        }
        for (byte[] tail : HARMLESS_TAILS) {
            int start = end - tail.length;
            if (start >= wordEnd && text.startsWithIgnoringCase(tail, start)) {
                return -1;
            }
        }
        return end;
    }

    private static byte[] bytes(String word) {
        return Ascii.bytes(word);
    }
}
