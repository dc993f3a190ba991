package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/// Finds definitions: `"X" means`, `"X" or "Y" shall mean`, `"X" has the meaning`, `(the "X")`,
/// `(each a "X" and together the "Ys")`.
final class Definitions {
    private static final int TERM_WORDS_MAX = 8;
    private static final List<String> IN_BRACKETS =
            List.of(
                    "the",
                    "each",
                    "a",
                    "an",
                    "and",
                    "or",
                    "collectively",
                    "together",
                    "hereinafter",
                    "hereafter",
                    "referred",
                    "to",
                    "as",
                    "its",
                    "individually",
                    "any",
                    "such",
                    "all",
                    "with",
                    "called",
                    "defined",
                    "jointly",
                    "this",
                    "our",
                    "we",
                    ",",
                    ":");

    private final ContractText contract;
    private final List<Definition> found = new ArrayList<>();

    /// Where the last definition begins.
    private int last = -1;

    private Definitions(ContractText contract) {
        this.contract = contract;
    }

    static List<Definition> of(ContractText contract) {
        Definitions search = new Definitions(contract);
        contract.sentences().forEach(search::read);
        return search.found;
    }

    private void read(Sentence sentence) {
        int bracket = -1;
        List<int[]> pending = new ArrayList<>();
        for (int i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "(")) {
                bracket = i;
            } else if (sentence.is(i, ")")) {
                bracket = -1;
            } else if (sentence.get(i).isQuote()) {
                int close = closing(sentence, i);
                if (close < 0) {
                    continue;
                }
                if (bracket >= 0) {
                    inBrackets(sentence, bracket, i, close);
                } else {
                    pending.add(new int[] {i, close});
                    int verb = verb(sentence, close + 1);
                    if (verb > 0) {
                        means(sentence, pending, verb);
                    }
                    if (!sentence.is(close + 1, "or", "and", ",")) {
                        pending.clear();
                    }
                }
                i = close;
            }
        }
    }

    private static int closing(Sentence sentence, int open) {
        for (int i = open + 1; i < sentence.size() && i <= open + TERM_WORDS_MAX + 1; i++) {
            if (sentence.get(i).isQuote()) {
                return i > open + 1 && sentence.get(open + 1).isWord() ? i : -1;
            }
        }
        return -1;
    }

    /// Behind the words that say that a meaning follows, or 0.
    private static int verb(Sentence sentence, int at) {
        if (sentence.is(at, "means", "mean", "includes")) {
            return at + 1;
        }
        boolean future = sentence.is(at, "shall", "will");
        if (future && sentence.is(at + 1, "mean", "include")) {
            return at + 2;
        }
        int has = future ? at + 1 : at;
        if (sentence.is(has, "has", "have")
                && sentence.is(has + 1, "the", "that")
                && sentence.is(has + 2, "meaning", "meanings")) {
            return has + 3;
        }
        if (sentence.is(at, "is", "are") && sentence.is(at + 1, "defined")) {
            return at + 2;
        }
        return sentence.is(at, "refers") && sentence.is(at + 1, "to") ? at + 2 : 0;
    }

    private void means(Sentence sentence, List<int[]> terms, int verb) {
        String meaning = contract.shown(sentence, verb, sentence.size());
        for (int[] term : terms) {
            add(sentence, term[0], term[1], Definition.Form.MEANS, meaning);
        }
    }

    private void inBrackets(Sentence sentence, int bracket, int open, int close) {
        for (int i = bracket + 1; i < open; i++) {
            boolean another = last >= sentence.get(bracket).start();
            if (!sentence.get(i).isOneOf(IN_BRACKETS) && !another) {
                return;
            }
        }
        String meaning = contract.shown(sentence, 0, bracket);
        add(sentence, open, close, Definition.Form.BRACKETS, meaning);
    }

    private void add(Sentence sentence, int open, int close, Definition.Form form, String text) {
        String term = contract.shown(sentence, open + 1, close);
        last = sentence.get(open).start();
        String plain = term.endsWith(",") || term.endsWith(".") ? cut(term) : term;
        found.add(
                new Definition(
                        plain,
                        form,
                        text,
                        sentence,
                        sentence.get(open).start(),
                        sentence.get(close).end()));
    }

    private static String cut(String term) {
        return term.substring(0, term.length() - 1);
    }
}
