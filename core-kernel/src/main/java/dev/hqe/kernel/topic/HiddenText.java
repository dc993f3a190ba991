package dev.hqe.kernel.topic;

import java.util.Locale;

/// Characters that a person who reads a text does not see, but a model does: format characters (the
/// bidirectional ones, zero-width ones, tags), controls, and what is private or not assigned.
final class HiddenText {

    private HiddenText() {}

    static boolean isIn(String text) {
        return text.codePoints().anyMatch(HiddenText::isHidden);
    }

    /// The text with each such character written `<U+202E>`.
    static String shown(String text) {
        if (!isIn(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (isHidden(c)) {
                        shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                });
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        if (c == '\n' || c == '\t' || c == '\r') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> isFiller(c);
        };
    }

    /// Letters and marks that take no ink: Hangul fillers, the Braille blank, variation selectors.
    private static boolean isFiller(int c) {
        return c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x2800
                || c == 0x034F
                || (c >= 0xFE00 && c <= 0xFE0E)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
