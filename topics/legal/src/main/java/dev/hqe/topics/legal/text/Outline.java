package dev.hqe.topics.legal.text;

import java.util.ArrayList;
import java.util.List;

/// Finds the clauses of a contract by what stands at the beginning of its lines.
///
/// Known are `1.`, `1)`, `1.1`, `(a)`, `(i)`, `(1)`, and `Article`, `Section`, `Clause`,
/// `Schedule`, `Exhibit`, `Annex`, `Appendix` with a number or letter. A number has to be followed
/// by a capital letter, a quotation mark or a bracket, so that a line that happens to begin with
/// one is none. Without any, paragraphs are the clauses: `p1`, `p2`.
final class Outline {
    private static final List<String> WORDS =
            List.of("article", "section", "clause", "schedule", "exhibit", "annex", "appendix");
    private static final List<String> OUTERMOST =
            List.of("article", "schedule", "exhibit", "annex", "appendix");
    private static final int HEADING_MAX = 80;
    private static final int HEADING_WORDS = 8;

    /// A label at the beginning of a line.
    private record Label(String number, int level, int end) {}

    private final String text;
    private final List<Clause> clauses = new ArrayList<>();

    /// The last number with points, and its depth, that letters are below.
    private String above = "";

    private int aboveLevel;
    private String letter = "";
    private String roman = "";

    private Outline(String text) {
        this.text = text;
    }

    static List<Clause> of(String text) {
        Outline outline = new Outline(text);
        outline.readLines();
        return outline.clauses.isEmpty() ? outline.paragraphs() : outline.withPreamble();
    }

    private void readLines() {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int lineEnd = end < 0 ? text.length() : end;
            int first = at;
            while (first < lineEnd && Letters.isBlank(text.charAt(first))) {
                first++;
            }
            if (first < lineEnd) {
                readLine(first, lineEnd);
            }
            at = lineEnd + 1;
        }
        close(text.length());
    }

    private void readLine(int first, int lineEnd) {
        Label label = text.charAt(first) == '(' ? bracket(first, lineEnd) : number(first, lineEnd);
        if (label.level() == 0) {
            return;
        }
        close(first);
        int body = label.end();
        while (body < lineEnd && (Letters.isBlank(text.charAt(body)) || isDash(body))) {
            body++;
        }
        String heading = heading(body, lineEnd);
        int from = body + heading.length();
        if (from < lineEnd && !heading.isEmpty() && isHeadingEnd(text.charAt(from))) {
            from++;
        }
        clauses.add(new Clause(label.number(), heading, label.level(), first, from, first));
    }

    private boolean isDash(int at) {
        char c = text.charAt(at);
        return c == '-' || c == '\u2013' || c == '\u2014' || c == ':';
    }

    private static boolean isHeadingEnd(char c) {
        return c == '.' || c == ':';
    }

    /// Ends the clause that is open.
    private void close(int end) {
        if (!clauses.isEmpty()) {
            Clause open = clauses.remove(clauses.size() - 1);
            clauses.add(
                    new Clause(
                            open.number(),
                            open.heading(),
                            open.level(),
                            open.start(),
                            Math.min(open.bodyStart(), trimmed(end)),
                            trimmed(end)));
        }
    }

    private int trimmed(int end) {
        int at = end;
        while (at > 0 && Letters.isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static final Label NONE = new Label("", 0, 0);

    /// `1.`, `1.1`, `Section 2`, `Article IV`.
    private Label number(int first, int lineEnd) {
        int at = first;
        while (at < lineEnd && Letters.isLetter(text.charAt(at))) {
            at++;
        }
        String word = Letters.lower(text.substring(first, at));
        if (!word.isEmpty()) {
            return WORDS.contains(word) ? named(first, at, lineEnd, word) : NONE;
        }
        int end = endOfNumber(at, lineEnd);
        if (end == at) {
            return NONE;
        }
        String number = text.substring(at, end);
        boolean marked = end < lineEnd && (text.charAt(end) == '.' || text.charAt(end) == ')');
        int behind = marked ? end + 1 : end;
        if ((!marked && number.indexOf('.') < 0) || !isFollowedByText(behind, lineEnd)) {
            return NONE;
        }
        return under(number, depth(number), behind);
    }

    private Label named(int first, int wordEnd, int lineEnd, String word) {
        int at = wordEnd;
        while (at < lineEnd && text.charAt(at) == ' ') {
            at++;
        }
        int end = endOfNumber(at, lineEnd);
        if (end == at) {
            while (end < lineEnd && Letters.isLetter(text.charAt(end))) {
                end++;
            }
            String label = text.substring(at, end);
            boolean fits = (label.length() == 1 && Letters.isCapital(label)) || isRoman(label);
            if (!fits) {
                return NONE;
            }
        }
        if (end < lineEnd && ".:)-\u2013\u2014 ".indexOf(text.charAt(end)) < 0) {
            return NONE;
        }
        String label = text.substring(at, end);
        boolean marked = end < lineEnd && text.charAt(end) != ' ';
        int next = end;
        while (next < lineEnd && Letters.isBlank(text.charAt(next))) {
            next++;
        }
        boolean dash = next < lineEnd && isDash(next);
        if (!marked && !dash && end < lineEnd && !isFollowedByText(end, lineEnd)) {
            return NONE;
        }
        int behind = marked ? end + 1 : end;
        boolean outermost = OUTERMOST.contains(word);
        String name = text.substring(first, first + 1) + word.substring(1);
        return outermost
                ? under(name + " " + label, 1, behind)
                : under(label, depth(label), behind);
    }

    private Label under(String number, int level, int end) {
        above = number;
        aboveLevel = level;
        letter = "";
        roman = "";
        return new Label(number, level, end);
    }

    /// Digits with points between them; not behind the last point.
    private int endOfNumber(int from, int lineEnd) {
        int at = from;
        while (at < lineEnd
                && (Letters.isDigit(text.charAt(at)) || isInnerPoint(from, at, lineEnd))) {
            at++;
        }
        return at - from > 12 ? from : at;
    }

    private boolean isInnerPoint(int from, int at, int lineEnd) {
        return text.charAt(at) == '.'
                && at > from
                && at + 1 < lineEnd
                && Letters.isDigit(text.charAt(at + 1));
    }

    private static int depth(String number) {
        int depth = 1;
        for (int i = 0; i < number.length(); i++) {
            depth += number.charAt(i) == '.' ? 1 : 0;
        }
        return depth;
    }

    private boolean isFollowedByText(int from, int lineEnd) {
        int at = from;
        while (at < lineEnd && Letters.isBlank(text.charAt(at))) {
            at++;
        }
        return at > from
                && at < lineEnd
                && (Letters.isCapital(text.substring(at, at + 1))
                        || "\"\u201c(".indexOf(text.charAt(at)) >= 0);
    }

    /// `(a)`, `(iv)`, `(2)`: below the number, and roman ones below a letter.
    private Label bracket(int first, int lineEnd) {
        int close = text.indexOf(')', first);
        if (close < 0 || close > lineEnd || close - first > 6 || close + 1 >= lineEnd) {
            return NONE;
        }
        String label = text.substring(first + 1, close);
        if (label.isEmpty() || !Letters.isBlank(text.charAt(close + 1))) {
            return NONE;
        }
        boolean digits = Letters.isDigit(label.charAt(0));
        boolean isRoman = !digits && isRoman(label) && !followsLetter(label);
        if (!digits && !isRoman && label.length() > 1) {
            return NONE;
        }
        if (isRoman) {
            roman = label;
        } else {
            letter = label;
            roman = "";
        }
        String number =
                above
                        + (letter.isEmpty() ? "" : "(" + letter + ")")
                        + (isRoman ? "(" + label + ")" : "");
        return new Label(number, aboveLevel + (isRoman && !letter.isEmpty() ? 2 : 1), close + 1);
    }

    /// Whether `i`, `v` or `x` goes on a list of letters: after `h`, `u`, `w` and outside a roman
    /// one.
    private boolean followsLetter(String label) {
        return label.length() == 1
                && letter.length() == 1
                && roman.isEmpty()
                && label.charAt(0) == letter.charAt(0) + 1;
    }

    private static boolean isRoman(String label) {
        boolean roman = !label.isEmpty();
        for (int i = 0; i < label.length(); i++) {
            roman &= "ivxIVX".indexOf(label.charAt(i)) >= 0;
        }
        return roman;
    }

    /// A line that is short and no sentence, or the first words before a point if they are few and
    /// capital.
    private String heading(int from, int lineEnd) {
        String line = text.substring(from, lineEnd).stripTrailing();
        if (line.isEmpty() || !Letters.isCapital(line)) {
            return "";
        }
        int point = line.indexOf(". ");
        String first = point < 0 ? line : line.substring(0, point);
        if (first.endsWith(".") || first.endsWith(":")) {
            first = first.substring(0, first.length() - 1);
        }
        return first.length() <= HEADING_MAX && isTitle(first) ? first : "";
    }

    private static boolean isTitle(String text) {
        int words = 0;
        for (Token token : Token.of(text)) {
            boolean small = token.isWord() && !Letters.isCapital(token.text());
            if ((small && token.text().length() > 3)
                    || token.isQuote()
                    || token.isOneOf(List.of("shall", "must", "will", "may", ";"))) {
                return false;
            }
            words += token.isWord() ? 1 : 0;
        }
        return words > 0 && words <= HEADING_WORDS;
    }

    private List<Clause> withPreamble() {
        int first = clauses.get(0).start();
        int end = trimmed(first);
        if (end > 0) {
            clauses.add(0, new Clause("", "", 0, 0, 0, end));
        }
        return clauses;
    }

    private List<Clause> paragraphs() {
        int at = 0;
        while (at < text.length()) {
            int end = endOfParagraph(at);
            int from = at;
            while (from < end && Letters.isBlank(text.charAt(from))) {
                from++;
            }
            if (from < end) {
                String number = "p" + (clauses.size() + 1);
                clauses.add(new Clause(number, "", 1, from, from, trimmed(end)));
            }
            at = end + 1;
        }
        return clauses;
    }

    /// The next line break that is followed by a line of blanks.
    private int endOfParagraph(int from) {
        int line = text.indexOf('\n', from);
        while (line >= 0) {
            int next = text.indexOf('\n', line + 1);
            if (next >= 0 && Letters.isBlank(text.substring(line, next))) {
                return line;
            }
            line = next;
        }
        return text.length();
    }
}
