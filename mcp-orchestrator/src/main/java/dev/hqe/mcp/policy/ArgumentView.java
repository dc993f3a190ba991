package dev.hqe.mcp.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Arguments as somebody reads them who has to approve of them: short, on lines of their own, and
/// not to be forged from inside.
///
/// - Whatever can be seen is seen as it is; whatever cannot, or turns text around, or looks like a
///   space and is none, stands as its code: `\u202e`. A quotation mark inside a text has a
///   backslash.
/// - Of a long text the beginning and the end are shown, since what matters may be at the end, and
///   how much is missing between.
/// - Values under names such as `password`, `api_key` or `authorization`, and what looks like a
///   token wherever it stands, are hidden.
public final class ArgumentView {

    private static final int MAX_TOTAL = 2_000;
    private static final int MAX_NAME = 60;
    private static final int HEAD = 200;
    private static final int TAIL = 80;
    private static final int MAX_MEMBERS = 20;
    private static final int MAX_DEPTH = 4;
    private static final String HIDDEN = "(hidden)";

    private static final List<String> SECRET_WORDS =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "passcode",
                    "pwd",
                    "secret",
                    "token",
                    "apikey",
                    "privatekey",
                    "accesskey",
                    "signingkey",
                    "encryptionkey",
                    "authkey",
                    "authorization",
                    "credential",
                    "cookie",
                    "bearer",
                    "sessionid",
                    "otp",
                    "pin",
                    "cvv",
                    "cvc");

    /// Short words that also stand inside longer harmless ones (`spin`, `option`).
    private static final List<String> WHOLE_WORDS = List.of("pwd", "otp", "pin", "cvv", "cvc");

    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?i:bearer|basic) {1,4}[A-Za-z0-9+/=._~-]{8,}"
                            + "|(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}"
                            + "|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}"
                            + "|glpat-[A-Za-z0-9_-]{12,}|xox[abeprs]-[A-Za-z0-9-]{10,}"
                            + "|AKIA[A-Z0-9]{12,}|AIza[A-Za-z0-9_-]{20,}"
                            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
                            + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----");

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_.$@/-]+");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]{1,300}@");

    private final StringBuilder out = new StringBuilder();

    private ArgumentView() {}

    /// The view: at most about 2,000 characters; empty for no arguments.
    public static String of(ObjectNode arguments) {
        ArgumentView view = new ArgumentView();
        view.members(arguments, 0, "");
        return view.out.toString().stripTrailing();
    }

    /// A text on lines of its own with what looks like a token hidden and the codes of what cannot
    /// be seen, without its end if it is longer than this.
    public static String ofText(String text, int most) {
        int spare = 400; // so that a token is found that the cut would split
        String near = text.length() > most + spare ? text.substring(0, most + spare) : text;
        String safe = hidden(near);
        boolean cut = safe.length() > most || near.length() < text.length();
        String kept = safe.substring(0, Math.min(most, safe.length()));
        return kept.lines().map(ArgumentView::visible).collect(Collectors.joining("\n"))
                + (cut ? "…" : "");
    }

    private void members(ObjectNode object, int depth, String indent) {
        int shown = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (shown++ == MAX_MEMBERS || out.length() > MAX_TOTAL) {
                out.append(indent).append("… and ").append(object.size() - shown + 1);
                out.append(" more\n");
                return;
            }
            out.append(indent).append(name(member.getKey())).append(": ");
            if (isSecret(member.getKey())) {
                out.append(HIDDEN).append('\n');
            } else {
                value(member.getValue(), depth, indent);
            }
        }
    }

    /// A name that could be taken for a name with its value stands in quotation marks.
    private static String name(String name) {
        String shown = visible(name, MAX_NAME, 0);
        return PLAIN_NAME.matcher(name).matches() ? shown : '"' + shown + '"';
    }

    private void value(JsonNode value, int depth, String indent) {
        if (value.isContainer() && !value.isEmpty() && depth >= MAX_DEPTH) {
            out.append("… ").append(value.size()).append(value.isArray() ? " items" : " members");
            out.append(", nested too deeply to show\n");
        } else if (value instanceof ObjectNode object && !object.isEmpty()) {
            out.append('\n');
            members(object, depth + 1, indent + "  ");
        } else if (value.isArray() && !value.isEmpty()) {
            out.append('\n');
            items(value, depth + 1, indent + "  ");
        } else if (value.isString()) {
            out.append('"').append(text(value.stringValue())).append("\"\n");
        } else {
            out.append(visible(value.toString(), HEAD, 0)).append('\n');
        }
    }

    private void items(JsonNode array, int depth, String indent) {
        int shown = 0;
        for (JsonNode item : array) {
            if (shown++ == MAX_MEMBERS || out.length() > MAX_TOTAL) {
                out.append(indent).append("… and ").append(array.size() - shown + 1);
                out.append(" more\n");
                return;
            }
            out.append(indent).append("- ");
            value(item, depth, indent);
        }
    }

    private static String text(String value) {
        // What is beyond the cut is not shown, so it need not be searched; a token that the cut
        // would split is found with some characters to spare.
        int reach = HEAD + TAIL + 400;
        String near =
                value.length() <= 2 * reach
                        ? value
                        : value.substring(0, reach)
                                + '\0'
                                + value.substring(value.length() - reach);
        String safe = hidden(near);
        int missing = value.length() <= 2 * reach ? 0 : value.length() - 2 * reach - 1;
        return visible(safe, HEAD, TAIL, missing);
    }

    private static String hidden(String text) {
        String safe = USER_INFO.matcher(text).replaceAll("://" + HIDDEN + "@");
        return TOKEN.matcher(safe).replaceAll(HIDDEN);
    }

    private static String visible(String text, int head, int tail) {
        return visible(text, head, tail, 0);
    }

    /// @param missing characters that were left out of the middle of the text before
    private static String visible(String text, int head, int tail, int missing) {
        if (text.length() <= head + tail + 20) {
            return escaped(text);
        }
        int from = Character.isLowSurrogate(text.charAt(head)) ? head - 1 : head;
        int to = text.length() - tail;
        to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
        return escaped(text.substring(0, from))
                + "… "
                + (to - from + missing)
                + " characters not shown …"
                + escaped(text.substring(to));
    }

    /// Foreign words on one line, cut.
    static String flat(String text, int max) {
        // Somebody's essay need not be read whole to show its beginning.
        String near = text.length() > 8 * max ? text.substring(0, 8 * max) : text;
        String flat = near.strip().replaceAll("\\s+", " ");
        int end = Math.min(max, flat.length());
        end = end > 0 && Character.isHighSurrogate(flat.charAt(end - 1)) ? end - 1 : end;
        String cut = end < flat.length() || near.length() < text.length() ? "…" : "";
        return flat.substring(0, end) + cut;
    }

    /// A text with the codes of what cannot be seen; quotation marks stand as they are.
    static String visible(String text) {
        return escaped(text, false);
    }

    /// A text as it can stand between quotation marks and end nowhere else.
    static String escaped(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean quoted) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (quoted && (c == '"' || c == '\\')) {
                        safe.append('\\').appendCodePoint(c);
                    } else if (c == '\n') {
                        safe.append("\\n");
                    } else if (isPlain(c)) {
                        safe.appendCodePoint(c);
                    } else if (Character.isBmpCodePoint(c)) {
                        safe.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        safe.append(String.format(Locale.ROOT, "\\u{%x}", c));
                    }
                });
        return safe.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            // Letters and marks that show as nothing: fillers, the blank of Braille, selectors.
            default ->
                    c != 0x115F
                            && c != 0x1160
                            && c != 0x3164
                            && c != 0xFFA0
                            && c != 0x2800
                            && c != 0x034F
                            && !(c >= 0xFE00 && c <= 0xFE0F)
                            && !(c >= 0xE0100 && c <= 0xE01EF);
        };
    }

    private static boolean isSecret(String name) {
        String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return SECRET_WORDS.stream()
                .anyMatch(word ->
                        WHOLE_WORDS.contains(word) ? folded.equals(word) : folded.contains(word));
    }
}
