package dev.hqe.mcp.broker;

import dev.hqe.mcp.ToolDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A lexical search over tools: BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009; k1 = 1.2, b = 0.6) over name, title, description and parameters, where a word
/// in the name weighs most. Words are split at marks and at capital letters and lose their English
/// endings; a few words of the trade stand for each other (`delete`, `remove`). Equal scores go by
/// name, so the same question always gets the same answer. Immutable; a thousand tools take about a
/// megabyte.
///
/// Not SQLite's full-text search, which the house has, since that would write an index to disk for
/// every change of a list that fits into memory ten times over.
final class ToolSearch {

    private static final double K1 = 1.2;
    private static final double B = 0.6;
    private static final double SYNONYM = 0.5;
    private static final double PREFIX = 0.4;
    private static final int MIN_PREFIX = 3;
    private static final int MAX_QUERY = 500;
    private static final int MAX_QUERY_WORDS = 32;
    private static final int MAX_FIELD = 4_000;

    private static final int NAME = 5;
    private static final int TITLE = 3;
    private static final int DESCRIPTION = 1;
    private static final int PARAMETER = 1;

    private static final Pattern SPLIT =
            Pattern.compile(
                    "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    /// Words that say nothing about a tool.
    private static final List<String> EMPTY =
            List.of(
                    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from",
                    "how", "i", "in", "is", "it", "me", "my", "need", "of", "on", "or", "that",
                    "the", "this", "to", "tool", "tools", "use", "want", "what", "which", "with");

    private static final List<List<String>> ALIKE =
            List.of(
                    List.of("delete", "remove", "erase", "drop", "clear"),
                    List.of("create", "add", "new", "make", "insert"),
                    List.of("get", "fetch", "read", "show", "view", "retrieve", "load"),
                    List.of("list", "show", "enumerate", "browse"),
                    List.of("search", "find", "query", "lookup", "look"),
                    List.of("update", "edit", "change", "modify", "set", "patch"),
                    List.of("send", "post", "publish", "submit"),
                    List.of("message", "mail", "email", "chat"),
                    List.of("folder", "directory"),
                    List.of("issue", "ticket", "bug"),
                    List.of("repository", "repo"),
                    List.of("picture", "image", "photo"),
                    List.of("calendar", "event", "meeting", "appointment"),
                    List.of("run", "execute", "start", "launch"),
                    List.of("stop", "cancel", "abort", "kill"),
                    List.of("user", "person", "member", "account", "people"),
                    List.of("file", "document"),
                    List.of("pull", "pr", "merge"));

    private static final Map<String, List<String>> SYNONYMS = synonyms();

    private final List<Document> documents;
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final double averageLength;

    private record Document(ToolDefinition tool, double length) {}

    private record Posting(int document, double frequency) {}

    ToolSearch(List<ToolDefinition> tools) {
        List<Document> all = new ArrayList<>(tools.size());
        double lengths = 0;
        for (ToolDefinition tool : tools) {
            Map<String, Double> words = new HashMap<>();
            count(words, tool.name().value(), NAME);
            count(words, tool.title(), TITLE);
            count(words, tool.description(), DESCRIPTION);
            for (Map.Entry<String, JsonNode> parameter :
                    tool.inputSchema().path("properties").properties()) {
                count(words, parameter.getKey(), PARAMETER);
            }
            double length = words.values().stream().mapToDouble(Double::doubleValue).sum();
            int document = all.size();
            words.forEach((word, frequency) ->
                    postings.computeIfAbsent(word, w -> new ArrayList<>())
                            .add(new Posting(document, frequency)));
            all.add(new Document(tool, length));
            lengths += length;
        }
        this.documents = List.copyOf(all);
        this.averageLength = all.isEmpty() ? 1 : Math.max(1, lengths / all.size());
    }

    /// The best tools for a question, best first.
    ///
    /// @param shown which tools may be found
    List<ToolDefinition> find(String query, int limit, Predicate<ToolDefinition> shown) {
        double[] scores = new double[documents.size()];
        List<String> asked =
                words(query.substring(0, Math.min(query.length(), MAX_QUERY))).stream()
                        .distinct()
                        .limit(MAX_QUERY_WORDS)
                        .toList();
        for (String word : asked) {
            score(scores, word);
        }
        String exact = query.strip();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            ToolDefinition tool = documents.get(i).tool;
            if (tool.name().value().equalsIgnoreCase(exact)) {
                scores[i] = Double.MAX_VALUE;
            }
            if (scores[i] > 0 && shown.test(tool)) {
                order.add(i);
            }
        }
        order.sort(
                Comparator.comparingDouble((Integer i) -> -scores[i])
                        .thenComparing(i -> documents.get(i).tool.name()));
        return order.stream().limit(limit).map(i -> documents.get(i).tool).toList();
    }

    private void score(double[] scores, String word) {
        // The best of what a word can stand for, not the sum: a tool that says "remove" and
        // "delete" is not twice as good.
        double[] best = new double[scores.length];
        raise(best, word, 1);
        SYNONYMS.getOrDefault(word, List.of()).forEach(other -> raise(best, other, SYNONYM));
        if (word.length() >= MIN_PREFIX && !postings.containsKey(word)) {
            postings.keySet().stream()
                    .filter(other -> other.startsWith(word))
                    .forEach(other -> raise(best, other, PREFIX));
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] += best[i];
        }
    }

    private void raise(double[] best, String word, double weight) {
        List<Posting> found = postings.getOrDefault(word, List.of());
        double rarity =
                Math.log(1 + (documents.size() - found.size() + 0.5) / (found.size() + 0.5));
        for (Posting posting : found) {
            double relative = documents.get(posting.document).length / averageLength;
            double saturated =
                    posting.frequency
                            * (K1 + 1)
                            / (posting.frequency + K1 * (1 - B + B * relative));
            best[posting.document] = Math.max(best[posting.document], weight * rarity * saturated);
        }
    }

    private static void count(Map<String, Double> words, String text, int weight) {
        words(text.substring(0, Math.min(text.length(), MAX_FIELD)))
                .forEach(word -> words.merge(word, (double) weight, Double::sum));
    }

    private static List<String> words(String text) {
        return SPLIT.splitAsStream(text)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !EMPTY.contains(word))
                .map(ToolSearch::stem)
                .toList();
    }

    /// Takes off the endings that make two words of one in English: `issues`, `listing`, `created`.
    private static String stem(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4 && (word.endsWith("ches") || word.endsWith("shes"))) {
            return word.substring(0, word.length() - 2);
        }
        if (word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")) {
            return stem(word.substring(0, word.length() - 1));
        }
        if (word.length() > 5 && word.endsWith("ing")) {
            return withoutE(word.substring(0, word.length() - 3));
        }
        if (word.length() > 4 && word.endsWith("ed")) {
            return withoutE(word.substring(0, word.length() - 2));
        }
        return withoutE(word);
    }

    private static String withoutE(String word) {
        return word.length() > 3 && word.endsWith("e")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static Map<String, List<String>> synonyms() {
        Map<String, List<String>> all = new HashMap<>();
        for (List<String> group : ALIKE) {
            List<String> stems = group.stream().map(ToolSearch::stem).distinct().toList();
            for (String word : stems) {
                List<String> others = new ArrayList<>(all.getOrDefault(word, List.of()));
                stems.stream()
                        .filter(other -> !other.equals(word) && !others.contains(other))
                        .forEach(others::add);
                all.put(word, List.copyOf(others));
            }
        }
        return Map.copyOf(all);
    }
}
