package dev.hqe.memory.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a query, as FTS5 is asked for them.
///
/// A word is a run of letters and digits, whatever else stands around it, so nothing in a query is
/// read as an operator. Any of the words will do, the more the better; what is in double quotes is
/// a phrase, which must be there. Words that stand in nearly every English text are left out,
/// unless there are no others.
///
/// @param phrases each its words, parted by spaces
/// @param words in lower case
public record SearchWords(List<String> phrases, List<String> words) {

    /// Most different words, and phrases, of one query; what comes behind does not count.
    public static final int MAX_TERMS = 64;

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}\\p{Co}]+");

    /// The list of Lucene's `EnglishAnalyzer` and what questions begin with.
    private static final Set<String> STOP =
            Set.of(
                    ("a an and are as at be but by for if in into is it no not of on or such that"
                                    + " the their then there these they this to was will with"
                                    + " what which who whom whose when where why how"
                                    + " do does did has have had been were am being can could"
                                    + " should would may might must i you he she we me my your"
                                    + " our us its his her them from about any some")
                            .split(" "));

    public SearchWords {
        phrases = List.copyOf(phrases);
        words = List.copyOf(words);
    }

    public static SearchWords of(String query) {
        Set<String> phrases = new LinkedHashSet<>();
        Matcher quoted = QUOTED.matcher(query);
        StringBuilder rest = new StringBuilder();
        while (quoted.find()) {
            List<String> phrase = split(quoted.group(1));
            if (!phrase.isEmpty()) {
                phrases.add(String.join(" ", phrase));
            }
            quoted.appendReplacement(rest, " ");
        }
        quoted.appendTail(rest);
        Set<String> words = new LinkedHashSet<>();
        Set<String> stopped = new LinkedHashSet<>();
        for (String word : split(rest.toString())) {
            (STOP.contains(word) ? stopped : words).add(word);
        }
        boolean onlyStopped = words.isEmpty() && phrases.isEmpty();
        return new SearchWords(
                phrases.stream().limit(MAX_TERMS).toList(),
                (onlyStopped ? stopped : words).stream().limit(MAX_TERMS).toList());
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /// Whether there is nothing to look for.
    boolean isEmpty() {
        return phrases.isEmpty() && words.isEmpty();
    }

    /// The query in FTS5's language; everything is quoted, so it is a string to it.
    String fts() {
        String any =
                Stream.concat(phrases.stream(), words.stream())
                        .map(SearchWords::quoted)
                        .collect(Collectors.joining(" OR "));
        return phrases.isEmpty() ? any : required() + " AND (" + any + ")";
    }

    /// The same of what must be there only.
    String required() {
        return phrases.stream().map(SearchWords::quoted).collect(Collectors.joining(" AND "));
    }

    private static String quoted(String term) {
        return '"' + term + '"';
    }
}
