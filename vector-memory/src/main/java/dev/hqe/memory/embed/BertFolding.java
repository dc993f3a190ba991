package dev.hqe.memory.embed;

import java.text.Normalizer;

/// What the uncased BERT models make of a character before they look for words: controls and
/// accents go, letters become small, Chinese characters stand alone.
///
/// The rules are those of `BertNormalizer` and `BertPreTokenizer` in Hugging Face's tokenizers
/// (<https://github.com/huggingface/tokenizers>), the tests hold both against each other. A
/// character is folded by itself, which is the same because marks, the only ones that change places
/// when a text is decomposed, are dropped; so it takes linear time whatever the text.
///
/// Marks and punctuation that are new since Unicode 8 are taken for what they are; there they are
/// still letters.
final class BertFolding {

    /// What to do with a character that is folded already.
    enum Role {
        LETTER,
        SPACE,
        PUNCTUATION,
        NOTHING
    }

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final Role[] ASCII = ascii();

    /// What characters fold to, as far as it was asked for. Filled by whoever comes first, by all
    /// of them with the same.
    private static final String[][] FOLDED =
            new String[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];

    private BertFolding() {}

    static Role ascii(char character) {
        return ASCII[character];
    }

    /// What a character above ASCII becomes: nothing, spaces, one or more characters.
    static String fold(int codePoint) {
        String[] page = FOLDED[codePoint >> PAGE_BITS];
        if (page == null) {
            page = new String[PAGE];
            FOLDED[codePoint >> PAGE_BITS] = page;
        }
        String folded = page[codePoint & (PAGE - 1)];
        if (folded == null) {
            folded = folded(codePoint);
            page[codePoint & (PAGE - 1)] = folded;
        }
        return folded;
    }

    private static String folded(int codePoint) {
        int type = Character.getType(codePoint);
        if (isOther(codePoint, type)) {
            return "";
        }
        if (isSpace(type)) {
            return " ";
        }
        String text = Character.toString(codePoint);
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return isChinese(codePoint) ? " " + folded + " " : folded.toString();
    }

    /// The role of a character that [#fold] gave.
    static Role role(int codePoint) {
        if (codePoint < ASCII.length) {
            return ASCII[codePoint];
        }
        return isPunctuation(Character.getType(codePoint)) ? Role.PUNCTUATION : Role.LETTER;
    }

    private static boolean isOther(int codePoint, int type) {
        return codePoint == 0xFFFD
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE;
    }

    private static boolean isSpace(int type) {
        return type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isPunctuation(int type) {
        return switch (type) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    /// The blocks of CJK ideographs that BERT names; no kana, no Hangul.
    private static boolean isChinese(int codePoint) {
        return isIn(codePoint, 0x4E00, 0x9FFF)
                || isIn(codePoint, 0x3400, 0x4DBF)
                || isIn(codePoint, 0x20000, 0x2A6DF)
                || isIn(codePoint, 0x2A700, 0x2B73F)
                || isIn(codePoint, 0x2B740, 0x2B81F)
                || isIn(codePoint, 0x2B920, 0x2CEAF)
                || isIn(codePoint, 0xF900, 0xFAFF)
                || isIn(codePoint, 0x2F800, 0x2FA1F);
    }

    private static boolean isIn(int codePoint, int first, int last) {
        return first <= codePoint && codePoint <= last;
    }

    private static Role[] ascii() {
        Role[] roles = new Role[128];
        for (char c = 0; c < roles.length; c++) {
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                roles[c] = Role.SPACE;
            } else if (c < ' ' || c == 0x7F) {
                roles[c] = Role.NOTHING;
            } else if (Character.isLetterOrDigit(c)) {
                roles[c] = Role.LETTER;
            } else {
                roles[c] = Role.PUNCTUATION; // BERT counts all the rest, $ and + too
            }
        }
        return roles;
    }
}
