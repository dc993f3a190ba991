package dev.hqe.topics.finance.text;

import dev.hqe.topics.kit.ToolError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The transactions of an OFX file: 1.x, which is SGML whose values have no end tags, and 2.x,
/// which is XML. Both are read as one: a tag with text behind it is a value, with or without its
/// end; a tag without is an aggregate.
///
/// Source: OFX Banking Specification 2.3 (2020), 11.4 (statements) and 5.2 (currencies); OFX 1.6,
/// 2.3.2.1 (end tags are optional). Investment statements are passed over.
public final class OfxStatement {
    private static final String TRANSACTION = "STMTTRN";

    /// One `STMTTRN` with what stands around it.
    ///
    /// @param line where it begins, from 1
    /// @param account `ACCTID` of the statement; empty if it has none
    /// @param currency of its amount; empty if the file does not say
    /// @param values by tag, such as `FITID`, `DTPOSTED`, `TRNAMT`, `NAME`, `MEMO`
    public record Entry(int line, String account, String currency, Map<String, String> values) {

        /// A value; empty if it is not there.
        public String value(String tag) {
            return values.getOrDefault(tag, "");
        }
    }

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private int at;
    private int line = 1;
    private int statements;
    private String account = "";
    private String currency = "";
    private boolean inEntry;
    private boolean converted;
    private int entryLine;
    private Map<String, String> values = new HashMap<>();

    private OfxStatement(String text) {
        this.text = text;
    }

    /// Whether a text says that it is OFX.
    public static boolean isOfx(String text) {
        String start = text.substring(0, Math.min(text.length(), 4_000));
        return start.contains("OFXHEADER") || start.contains("<OFX>");
    }

    /// The entries, in the order of the file.
    ///
    /// @throws ToolError if there is no bank or credit card statement in it
    public static List<Entry> read(String text) {
        OfxStatement file = new OfxStatement(text);
        file.read();
        if (file.statements == 0) {
            throw new ToolError(
                    "the OFX file has no STMTRS or CCSTMTRS: bank and credit card statements are"
                            + " read, others are not");
        }
        return file.entries;
    }

    private void read() {
        while (moveTo('<')) {
            int begin = at + 1;
            int beginLine = line;
            if (!moveTo('>')) {
                break;
            }
            String tag = text.substring(begin, at).trim();
            at++;
            int valueBegin = at;
            moveTo('<');
            tag(tag, text.substring(valueBegin, at).trim(), beginLine);
        }
        if (inEntry) {
            throw new ToolError(
                    "line " + entryLine + ": a STMTTRN without end; is the file whole?");
        }
    }

    /// Moves on to a character, counting lines; false, at the end, if there is none.
    private boolean moveTo(char wanted) {
        while (at < text.length() && text.charAt(at) != wanted) {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
        return at < text.length();
    }

    private void tag(String tag, String value, int tagLine) {
        switch (tag) {
            case "STMTRS", "CCSTMTRS" -> {
                statements++;
                account = "";
                currency = "";
            }
            case TRANSACTION -> begin(tagLine);
            case "/STMTTRN" -> end();
            case "ORIGCURRENCY" -> converted = true;
            default -> {
                if (!value.isEmpty() && !tag.startsWith("/")) {
                    value(tag, decoded(value));
                }
            }
        }
    }

    private void begin(int tagLine) {
        if (inEntry) {
            throw new ToolError("line " + tagLine + ": a STMTTRN inside of another one");
        }
        inEntry = true;
        converted = false;
        entryLine = tagLine;
        values = new HashMap<>();
    }

    private void end() {
        if (inEntry) {
            inEntry = false;
            // CURRENCY says what the amount is in; ORIGCURRENCY, from what it has been converted
            String own = converted ? "" : values.getOrDefault("CURSYM", "");
            entries.add(new Entry(entryLine, account, own.isEmpty() ? currency : own, values));
        }
    }

    private void value(String tag, String value) {
        if (inEntry) {
            // an account in a transaction is the other side's
            values.putIfAbsent(tag, value);
        } else if (tag.equals("CURDEF")) {
            currency = value;
        } else if (tag.equals("ACCTID")) {
            account = value;
        }
    }

    /// Resolves the references of SGML and XML that OFX has.
    private static String decoded(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '&' ? text.indexOf(';', at) : -1;
            String known = end < 0 || end - at > 8 ? "" : reference(text.substring(at + 1, end));
            if (known.isEmpty()) {
                plain.append(c);
                at++;
            } else {
                plain.append(known);
                at = end + 1;
            }
        }
        return plain.toString();
    }

    private static String reference(String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> " ";
            default -> name.startsWith("#") ? character(name.substring(1)) : "";
        };
    }

    private static String character(String number) {
        boolean hex = number.startsWith("x");
        int code = 0;
        for (int i = hex ? 1 : 0; i < number.length(); i++) {
            int digit = Character.digit(number.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return "";
            }
            code = code * (hex ? 16 : 10) + digit;
        }
        boolean surrogate = code >= 0xd800 && code <= 0xdfff;
        return code == 0 || code > 0x10ffff || surrogate ? "" : new String(Character.toChars(code));
    }
}
