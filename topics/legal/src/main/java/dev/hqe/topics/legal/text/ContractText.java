package dev.hqe.topics.legal.text;

import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// A contract's text, split into clauses, sentences and tokens. Immutable after it was made.
public final class ContractText {
    private static final List<String> ABBREVIATIONS =
            List.of(
                    "no", "nos", "inc", "ltd", "co", "corp", "llc", "plc", "mr", "mrs", "ms", "dr",
                    "art", "sec", "cl", "para", "e.g", "i.e", "eg", "ie", "etc", "approx", "st",
                    "vs", "v", "jr", "sr");

    /// What has a letter for a name: `Schedule A.` may end a sentence, `J. Doe` does not.
    private static final List<String> LABELLED =
            List.of(
                    "schedule",
                    "exhibit",
                    "annex",
                    "appendix",
                    "attachment",
                    "part",
                    "party",
                    "section",
                    "class",
                    "phase");

    /// Words of a title that have no capital.
    private static final List<String> IN_TITLES = List.of("of", "for", "and", "on", "to", "&", "-");

    private static final int SHOWN_MAX = 600;

    private final String text;
    private final List<Clause> clauses;
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    public ContractText(String text) {
        this.text = text;
        clauses = Outline.of(text);
        lines.add(0);
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines.add(at + 1);
        }
        List<Token> tokens = Token.of(text);
        int at = 0;
        for (Clause clause : clauses) {
            List<Token> body = new ArrayList<>();
            while (at < tokens.size() && tokens.get(at).start() < clause.end()) {
                if (tokens.get(at).start() >= clause.bodyStart()) {
                    body.add(tokens.get(at));
                }
                at++;
            }
            split(clause, body);
        }
    }

    private void split(Clause clause, List<Token> body) {
        int from = 0;
        int title = clause.level() == 0 ? endOfTitle(body) : -1;
        for (int i = 0; i < body.size(); i++) {
            if (i == body.size() - 1 || i == title || isEnd(body, i)) {
                boolean last = i == body.size() - 1;
                sentences.add(new Sentence(clause, body.subList(from, i + 1), last));
                from = i + 1;
            }
        }
    }

    /// The last token of a first line that is a title and no part of the sentence below it: nothing
    /// but capital words, and a capital word follows. -1 if the text begins otherwise.
    private int endOfTitle(List<Token> body) {
        for (int i = 0; i + 1 < body.size(); i++) {
            Token token = body.get(i);
            if (!token.isCapital() && !token.isOneOf(IN_TITLES)) {
                return -1;
            }
            if (text.substring(token.end(), body.get(i + 1).start()).indexOf('\n') >= 0) {
                return body.get(i + 1).isCapital() ? i : -1;
            }
        }
        return -1;
    }

    private boolean isEnd(List<Token> body, int i) {
        Token token = body.get(i);
        Token next = body.get(i + 1);
        if (hasEmptyLine(token.end(), next.start())) {
            return true;
        }
        boolean point = token.is(".") || token.is("?") || token.is("!");
        boolean starts =
                next.isCapital()
                        || next.isQuote()
                        || next.is("(")
                        || next.kind() == Token.Kind.NUMBER;
        if (!point || !starts || next.start() == token.end()) {
            return false;
        }
        Token before = i == 0 ? token : body.get(i - 1);
        boolean label = i > 1 && body.get(i - 2).isOneOf(LABELLED);
        boolean initial =
                before.isWord() && before.text().length() == 1 && !label && !next.isQuote();
        return !initial && !before.isOneOf(ABBREVIATIONS);
    }

    private boolean hasEmptyLine(int from, int to) {
        int breaks = 0;
        for (int i = from; i < to; i++) {
            breaks += text.charAt(i) == '\n' ? 1 : 0;
        }
        return breaks > 1;
    }

    public String text() {
        return text;
    }

    public List<Clause> clauses() {
        return clauses;
    }

    public List<Sentence> sentences() {
        return sentences;
    }

    /// The line of an offset, from 1.
    public int line(int offset) {
        int low = 0;
        int high = lines.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (lines.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /// The text between two offsets on one line, cut at 600 characters.
    public String shown(int from, int to) {
        String flat = Letters.flat(text.substring(from, Math.max(from, to)));
        return flat.length() <= SHOWN_MAX ? flat : flat.substring(0, SHOWN_MAX) + " ...";
    }

    /// The text of tokens of a sentence, from one to before the other, cut as [#shown] does.
    public String shown(Sentence sentence, int from, int to) {
        return from >= to ? "" : shown(sentence.get(from).start(), sentence.get(to - 1).end());
    }

    /// Writes `clause`, `line`, `start` and `end`.
    public void place(JsonWriter json, Clause clause, int start, int end) {
        json.key("clause").string(clause.number()).key("line").number(line(start));
        json.key("start").number(start).key("end").number(end);
    }
}
