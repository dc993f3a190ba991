package dev.hqe.ui.internal.memory;

import dev.hqe.memory.search.SearchWords;
import dev.hqe.ui.internal.part.MarkedText.Mark;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words that are looked for, to be marked in a text. A word fits another one of the same stem:
/// the memory finds `notices` by `notice`, too. The stems are rougher than the memory's own
/// (Porter, "An algorithm for suffix stripping", 1980), and only say what is marked.
final class Terms {

    /// Nothing is marked.
    static final Terms NONE = new Terms(List.of());

    /// Most marks in one text.
    private static final int MOST = 200;

    private static final int LEAST_STEM = 3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final List<String> ENDINGS =
            List.of(
                    "ations", "ation", "ingly", "ments", "ness", "ment", "ings", "edly", "ions",
                    "ating", "ated", "ates", "able", "ible", "ally", "ical", "ing", "ate", "ion",
                    "ies", "ied", "ity", "ful", "ous", "ive", "est", "ic", "al", "ed", "es", "er",
                    "ly", "s", "y", "e");

    private final Set<String> stems;

    private Terms(List<String> words) {
        Set<String> all = new HashSet<>();
        words.forEach(word -> all.add(stem(word)));
        this.stems = Set.copyOf(all);
    }

    /// Those of what was typed, as the memory takes it.
    static Terms of(String typed) {
        SearchWords words = SearchWords.of(typed);
        return new Terms(
                Stream.concat(
                                words.words().stream(),
                                words.phrases().stream().flatMap(one -> Stream.of(one.split(" "))))
                        .toList());
    }

    /// Where words of the text fit, in their order.
    List<Mark> marks(String text) {
        List<Mark> marks = new ArrayList<>();
        if (stems.isEmpty()) {
            return marks;
        }
        Matcher word = WORD.matcher(text);
        while (marks.size() < MOST && word.find()) {
            if (stems.contains(stem(word.group()))) {
                marks.add(new Mark(word.start(), word.end()));
            }
        }
        return marks;
    }

    /// Which different words of the text fit, as they stand there, in lower case.
    List<String> found(String text) {
        Set<String> found = new LinkedHashSet<>();
        marks(text)
                .forEach(mark ->
                        found.add(text.substring(mark.from(), mark.to()).toLowerCase(Locale.ROOT)));
        return List.copyOf(found);
    }

    private static String stem(String word) {
        String plain =
                ACCENT.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (plain.endsWith(ending) && plain.length() - ending.length() >= LEAST_STEM) {
                String stem = plain.substring(0, plain.length() - ending.length());
                return undoubled(stem);
            }
        }
        return undoubled(plain);
    }

    /// `slipped` and `slip` have one stem.
    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = last > LEAST_STEM - 1 && stem.charAt(last) == stem.charAt(last - 1);
        return doubled ? stem.substring(0, last) : stem;
    }
}
