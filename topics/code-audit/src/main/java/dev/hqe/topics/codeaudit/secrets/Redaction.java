package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The secrets of one text with the placeholder of each, in both directions.
///
/// A placeholder is `[[rule-id:n]]`. Numbers count a rule's distinct secrets from 1 in the order in
/// which they first occur, so the same secret has the same placeholder everywhere in the text, and
/// the same text always gives the same placeholders: that is why nothing needs to be kept to undo
/// it. If the text already holds something of that form, all placeholders are `[[k~rule-id:n]]`
/// with the smallest `k` from 1 that the text does not use.
///
/// No placeholder can be read out of pieces of two: inside `[[` and `]]` are no brackets.
public final class Redaction {
    /// More secrets than this in one text are refused.
    public static final int SECRETS_MAX = 20_000;

    private static final int GENERATION_DIGITS = 9;
    private static final int NUMBER_DIGITS = 9;
    private static final int RULE_ID_MAX = 64;
    private static final int RULE_ID = CharClass.LOWER | CharClass.DIGIT | CharClass.DASH;

    private final Text original;
    private final int generation;
    private final List<Match> matches;
    private final List<String> placeholders;
    private final Map<String, Match> byPlaceholder = new HashMap<>();

    private Redaction(Text original, List<Match> matches) {
        this.original = original;
        this.matches = matches;
        this.generation = freeGeneration(original);
        List<String> inOrder = new ArrayList<>(matches.size());
        Map<Rule, Integer> counts = new HashMap<>();
        TreeMap<Match, String> bySecret = new TreeMap<>(this::compareSecrets);
        for (Match match : matches) {
            String placeholder = bySecret.get(match);
            if (placeholder == null) {
                int number = counts.merge(match.rule(), 1, (a, c) -> a + c);
                placeholder = placeholder(match.rule(), number);
                bySecret.put(match, placeholder);
                byPlaceholder.put(placeholder, match);
            }
            inOrder.add(placeholder);
        }
        this.placeholders = List.copyOf(inOrder);
    }

    /// Finds the secrets of a text.
    ///
    /// @throws TooManySecrets above [#SECRETS_MAX]
    public static Redaction of(Text original, SecretScanner scanner) {
        Scan scan = scanner.scan(original, SECRETS_MAX);
        if (!scan.complete()) {
            throw new TooManySecrets(SECRETS_MAX);
        }
        return new Redaction(original, scan.matches());
    }

    /// By position; `matches().get(i)` was replaced by `placeholders().get(i)`.
    public List<Match> matches() {
        return matches;
    }

    public List<String> placeholders() {
        return placeholders;
    }

    /// Receives a text in pieces.
    public interface Pieces {
        /// Bytes of the text as it was.
        void bytes(byte[] bytes, int from, int to);

        /// A placeholder, which is ASCII.
        void placeholder(String placeholder);
    }

    /// The original with a placeholder in place of every secret.
    public void redacted(Pieces out) {
        int from = original.from();
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            out.bytes(original.bytes(), from, match.coverStart());
            out.placeholder(placeholders.get(i));
            from = match.coverEnd();
        }
        out.bytes(original.bytes(), from, original.to());
    }

    /// How many placeholders were put back, and how many there were that stand for nothing here.
    public record Restored(int restored, int unknown) {}

    /// A text, edited or not, with the secrets back in place of their placeholders. What looks like
    /// a placeholder and is none of this redaction's stays as it is.
    public Restored restore(Text text, Pieces out) {
        int restored = 0;
        int unknown = 0;
        int from = text.from();
        int at = from;
        while (at < text.to()) {
            int end = text.at(at) == '[' ? placeholderEnd(text, at, generation) : -1;
            if (end < 0) {
                at++;
                continue;
            }
            Match match = byPlaceholder.get(text.ascii(at, end));
            if (match == null) {
                unknown++;
            } else {
                restored++;
                out.bytes(text.bytes(), from, at);
                out.bytes(original.bytes(), match.coverStart(), match.coverEnd());
                from = end;
            }
            at = end;
        }
        out.bytes(text.bytes(), from, text.to());
        return new Restored(restored, unknown);
    }

    private String placeholder(Rule rule, int number) {
        String mark = generation == 0 ? "" : generation + "~";
        return "[[" + mark + rule.id() + ":" + number + "]]";
    }

    private int compareSecrets(Match a, Match b) {
        int byRule = a.rule().id().compareTo(b.rule().id());
        return byRule != 0
                ? byRule
                : original.compare(a.coverStart(), a.coverEnd(), b.coverStart(), b.coverEnd());
    }

    /// The smallest generation of which the text holds no placeholder.
    private static int freeGeneration(Text text) {
        BitSet used = new BitSet();
        for (int at = text.from(); at < text.to(); at++) {
            if (text.at(at) == '[') {
                int generation = generationAt(text, at);
                if (generation >= 0
                        && generation <= text.length()
                        && placeholderEnd(text, at, generation) > 0) {
                    used.set(generation);
                }
            }
        }
        return used.nextClearBit(0);
    }

    /// The generation of the placeholder that may start here, or -1.
    private static int generationAt(Text text, int at) {
        if (text.at(at + 1) != '[') {
            return -1;
        }
        int end = text.run(at + 2, CharClass.DIGIT, GENERATION_DIGITS);
        if (text.at(end) != '~') {
            return 0;
        }
        int generation = 0;
        for (int i = at + 2; i < end; i++) {
            generation = generation * 10 + text.at(i) - '0';
        }
        return end == at + 2 ? -1 : generation;
    }

    /// The end of a placeholder of a generation that starts here, or -1.
    private static int placeholderEnd(Text text, int at, int generation) {
        if (generationAt(text, at) != generation) {
            return -1;
        }
        int rule = at + 2;
        if (generation > 0) {
            rule = text.run(rule, CharClass.DIGIT, GENERATION_DIGITS) + 1;
        }
        int colon = text.run(rule, RULE_ID, RULE_ID_MAX);
        if (colon == rule || text.at(colon) != ':') {
            return -1;
        }
        int end = text.run(colon + 1, CharClass.DIGIT, NUMBER_DIGITS);
        boolean closed = end > colon + 1 && text.at(end) == ']' && text.at(end + 1) == ']';
        return closed ? end + 2 : -1;
    }
}
