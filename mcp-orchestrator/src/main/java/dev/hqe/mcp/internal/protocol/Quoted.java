package dev.hqe.mcp.internal.protocol;

/// Foreign text made fit to stand inside one of our messages.
public final class Quoted {

    private static final int MAX_LENGTH = 100;

    private Quoted() {}

    /// At most 100 characters; control characters and broken surrogates become `?`.
    public static String brief(String text) {
        return brief(text, MAX_LENGTH);
    }

    /// The same with another length.
    public static String brief(String text, int maxLength) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length() && out.length() < maxLength) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean printable =
                    !Character.isISOControl(c)
                            && Character.getType(c) != Character.SURROGATE
                            && Character.getType(c) != Character.FORMAT;
            out.appendCodePoint(printable ? c : '?');
        }
        return i < text.length() ? out + "..." : out.toString();
    }
}
