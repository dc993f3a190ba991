package dev.hqe.topics.legal.find;

import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Sentence;
import dev.hqe.topics.legal.text.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where terms are used, singular or plural, and which capital words inside a sentence are no term.
final class TermUses {
    private static final List<String> NO_TERMS =
            List.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "section",
                    "sections",
                    "article",
                    "articles",
                    "clause",
                    "clauses",
                    "schedule",
                    "exhibit",
                    "annex",
                    "appendix",
                    "paragraph",
                    "agreement",
                    "contract",
                    "i",
                    "mr",
                    "mrs",
                    "ms",
                    "dr",
                    "party",
                    "parties",
                    "whereas",
                    "english",
                    "a",
                    "an",
                    "the");

    /// Where a term or phrase is used.
    static final class Uses {
        int count;
        int first = -1;
        final Set<String> clauses = new LinkedHashSet<>();

        private void add(Sentence sentence, int offset) {
            count++;
            first = first < 0 ? offset : first;
            clauses.add(sentence.clause().number());
        }
    }

    private final List<Definition> definitions;

    /// The first definition that is not passed yet: they and the tokens are in the text's order.
    private int next;

    private final Map<String, Uses> defined = new LinkedHashMap<>();
    private final Map<String, Uses> undefined = new LinkedHashMap<>();

    /// By the first word of the singular, the words of each term.
    private final Map<String, List<String[]>> byFirstWord = new HashMap<>();

    private final Set<String> names = new LinkedHashSet<>();

    TermUses(ContractText contract, List<Definition> definitions, List<Party> parties) {
        this.definitions = definitions;
        for (Definition definition : definitions) {
            if (!defined.containsKey(definition.term())) {
                defined.put(definition.term(), new Uses());
                String[] words = words(definition.term());
                byFirstWord.computeIfAbsent(stem(words[0]), k -> new ArrayList<>()).add(words);
            }
        }
        for (Party party : parties) {
            for (String word : words(party.name())) {
                names.add(word.endsWith(",") ? word.substring(0, word.length() - 1) : word);
            }
        }
        contract.sentences().forEach(this::read);
    }

    /// By term, also those with no use.
    Map<String, Uses> defined() {
        return defined;
    }

    /// By phrase.
    Map<String, Uses> undefined() {
        return undefined;
    }

    private static String[] words(String term) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at <= term.length()) {
            int blank = term.indexOf(' ', at);
            int end = blank < 0 ? term.length() : blank;
            if (end > at) {
                words.add(term.substring(at, end));
            }
            at = end + 1;
        }
        return words.toArray(String[]::new);
    }

    /// Without the ending of a plural or a possessive.
    private static String stem(String word) {
        String bare = word;
        for (String ending : List.of("'s", "\u2019s")) {
            bare = bare.endsWith(ending) ? bare.substring(0, bare.length() - 2) : bare;
        }
        if (bare.length() > 4 && bare.endsWith("ies")) {
            return bare.substring(0, bare.length() - 3) + "y";
        }
        return bare.length() > 3 && bare.endsWith("s") && !bare.endsWith("ss")
                ? bare.substring(0, bare.length() - 1)
                : bare;
    }

    private void read(Sentence sentence) {
        int i = 0;
        while (i < sentence.size()) {
            Token token = sentence.get(i);
            int length = isDefinition(token) ? 0 : termAt(sentence, i);
            if (length > 0) {
                i += length;
            } else if (isDefinition(token) || !isUnknown(sentence, i)) {
                i++;
            } else {
                i += phrase(sentence, i);
            }
        }
    }

    private boolean isDefinition(Token token) {
        while (next < definitions.size() && definitions.get(next).end() <= token.start()) {
            next++;
        }
        return next < definitions.size() && definitions.get(next).start() <= token.start();
    }

    /// Counts the longest term that stands there; gives its words, 0 for none.
    private int termAt(Sentence sentence, int at) {
        String[] longest = {};
        for (String[] words : byFirstWord.getOrDefault(stem(sentence.get(at).text()), List.of())) {
            if (words.length > longest.length && matches(sentence, at, words)) {
                longest = words;
            }
        }
        if (longest.length > 0) {
            Uses uses = defined.get(String.join(" ", longest));
            if (uses != null) {
                uses.add(sentence, sentence.get(at).start());
            }
        }
        return longest.length;
    }

    private static boolean matches(Sentence sentence, int at, String[] words) {
        if (at + words.length > sentence.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!stem(sentence.get(at + i).text()).equals(stem(words[i]))) {
                return false;
            }
        }
        return true;
    }

    /// A capital word that does not begin the sentence, a list item or a quotation.
    private boolean isUnknown(Sentence sentence, int at) {
        Token token = sentence.get(at);
        boolean title = sentence.clause().level() == 0;
        if (title || at == 0 || !token.isCapital() || token.isOneOf(NO_TERMS)) {
            return false;
        }
        Token before = sentence.get(at - 1);
        boolean begins = before.isQuote() || before.isOneOf(List.of("(", ":", ";", ".", "/"));
        boolean letter = token.text().length() == 1;
        boolean reference =
                before.isOneOf(
                        List.of("section", "article", "clause", "schedule", "exhibit", "annex"));
        return !begins
                && !letter
                && !reference
                && !isCurrency(sentence, at)
                && !names.contains(token.text());
    }

    /// Three capital letters beside a number: `EUR 5,000`.
    private static boolean isCurrency(Sentence sentence, int at) {
        String text = sentence.get(at).text();
        if (text.length() != 3) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return isNumber(sentence, at + 1) || isNumber(sentence, at - 1);
    }

    private static boolean isNumber(Sentence sentence, int at) {
        return at >= 0 && at < sentence.size() && sentence.get(at).kind() == Token.Kind.NUMBER;
    }

    private int phrase(Sentence sentence, int from) {
        StringBuilder phrase = new StringBuilder(sentence.get(from).text());
        int at = from + 1;
        while (at < sentence.size()
                && sentence.get(at).isCapital()
                && !names.contains(sentence.get(at).text())
                && !byFirstWord.containsKey(stem(sentence.get(at).text()))) {
            phrase.append(' ').append(sentence.get(at).text());
            at++;
        }
        undefined
                .computeIfAbsent(phrase.toString(), k -> new Uses())
                .add(sentence, sentence.get(from).start());
        return at - from;
    }
}
