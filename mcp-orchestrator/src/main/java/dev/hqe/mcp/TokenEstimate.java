package dev.hqe.mcp;

/// About how many tokens a model reads in a text, without any model's vocabulary: what a run of
/// letters, of digits or of marks mostly comes to in OpenAI's o200k encoding (`benchmarks/run
/// tokens` measures how far off it is). Good enough to decide whether something is long; never to
/// bill by.
public final class TokenEstimate {

    // Thousandths of a token.
    private static final int WORD = 880;
    private static final int LONG_WORD_LETTER = 110;
    private static final int DIGITS = 1000;
    private static final int MARKS = 850;
    private static final int LINE = 300;
    private static final int OTHER_LETTER = 450;
    private static final int IDEOGRAPH = 800;

    private static final int LETTERS_IN_WORD = 5;
    private static final int DIGITS_IN_TOKEN = 3;
    private static final int MARKS_IN_TOKEN = 3;

    private enum Sort {
        LETTER,
        DIGIT,
        MARK,
        SPACE,
        OTHER
    }

    private TokenEstimate() {}

    /// The estimate for a text, in tokens.
    public static int of(CharSequence text) {
        long thousandths = 0;
        Sort before = Sort.SPACE;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Sort sort = sort(c);
            run = sort == before ? run + 1 : 1;
            before = sort;
            thousandths +=
                    switch (sort) {
                        case LETTER ->
                                run == 1 ? WORD : run > LETTERS_IN_WORD ? LONG_WORD_LETTER : 0;
                        case DIGIT -> run % DIGITS_IN_TOKEN == 1 ? DIGITS : 0;
                        case MARK -> run % MARKS_IN_TOKEN == 1 ? MARKS : 0;
                        case SPACE -> c == ' ' ? 0 : LINE;
                        case OTHER -> c >= 0x2E80 ? IDEOGRAPH : OTHER_LETTER;
                    };
        }
        return (int) Math.min(Integer.MAX_VALUE, (thousandths + 999) / 1000);
    }

    private static Sort sort(char c) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return Sort.LETTER;
        }
        if (c >= '0' && c <= '9') {
            return Sort.DIGIT;
        }
        if (c <= ' ') {
            return Sort.SPACE;
        }
        return c < 0x80 ? Sort.MARK : Sort.OTHER;
    }
}
