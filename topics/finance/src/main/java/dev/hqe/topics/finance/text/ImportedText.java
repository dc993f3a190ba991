package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;

/// The arguments that all imports have.
public final class ImportedText {
    private static final int CHARS_MAX = 4_000_000;
    private static final int ROWS_MAX = 100_000;

    private ImportedText() {}

    /// `text`: the file.
    public static String of(JsonObject arguments) {
        String text = arguments.text("text");
        if (text.length() > CHARS_MAX) {
            throw arguments.wrong(
                    "text", "is longer than " + CHARS_MAX + " characters; import it in parts");
        }
        return text;
    }

    /// `first_row`: with which of the readable rows to begin, from 1.
    public static int firstRow(JsonObject arguments) {
        return arguments.integer("first_row", 1, ROWS_MAX, 1);
    }

    /// Ends the call if a file has more rows than can be held.
    ///
    /// @throws ToolError if that is so
    public static void requireRoom(int rows) {
        if (rows > ROWS_MAX) {
            throw new ToolError("more than " + ROWS_MAX + " rows; import the file in parts");
        }
    }

    /// `decimal_mark`: `.` unless it is `,`.
    public static char decimalMark(JsonObject arguments) {
        String mark = arguments.text("decimal_mark", ".");
        if (!mark.equals(".") && !mark.equals(",")) {
            throw arguments.wrong("decimal_mark", "must be '.' or ','");
        }
        return mark.charAt(0);
    }

    /// `currency`: of what does not say its own.
    public static String currency(JsonObject arguments, String otherwise) {
        String currency = arguments.text("currency", otherwise);
        if (!currency.equals(otherwise) && !isCurrency(currency)) {
            throw arguments.wrong("currency", "must be three capital letters (ISO 4217)");
        }
        return currency;
    }

    /// Whether it has the form of an ISO 4217 code.
    public static boolean isCurrency(String text) {
        boolean letters = text.length() == 3;
        for (int i = 0; i < text.length(); i++) {
            letters &= text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
        }
        return letters;
    }
}
