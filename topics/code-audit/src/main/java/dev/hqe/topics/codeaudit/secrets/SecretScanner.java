package dev.hqe.topics.codeaudit.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Finds the secrets in a text in one pass, in time linear in its length whatever it holds.
///
/// At every byte the [RuleBook]'s index says which forms could start there; each of those does
/// bounded work without going back. Where matches overlap the more specific rule wins, then the
/// longer match, then the earlier one. Immutable; one instance may serve many threads.
public final class SecretScanner {
    /// What generic rules ask of a value when the caller does not say, in bits per byte.
    public static final double DEFAULT_MIN_ENTROPY = 3.0;

    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparing((Match match) -> match.rule().specificity())
                    .thenComparingInt(Match::length)
                    .reversed()
                    .thenComparingInt(Match::start);

    private final RuleBook rules;
    private final double minEntropy;

    /// @param minEntropy bits per byte, 0 to 8, that generic rules require
    public SecretScanner(RuleBook rules, double minEntropy) {
        if (!(minEntropy >= 0 && minEntropy <= 8)) {
            throw new IllegalArgumentException("min_entropy must be from 0 to 8 bits per byte");
        }
        this.rules = rules;
        this.minEntropy = minEntropy;
    }

    /// Looks at a whole text, or at as much of it as holds `maxCandidates` matches before
    /// overlapping ones are weeded out.
    public Scan scan(Text text, int maxCandidates) {
        List<Match> candidates = new ArrayList<>();
        byte[] bytes = text.bytes();
        int last = text.to() - 1;
        for (int at = text.from(); at < last; at++) {
            if (!rules.mayStartWith(bytes[at], bytes[at + 1])) {
                continue;
            }
            for (RuleBook.Entry entry : rules.startingWith(bytes[at], bytes[at + 1])) {
                Span span = entry.detector().detect(text, at, minEntropy);
                if (span.found()) {
                    candidates.add(match(entry.rule(), text, span));
                }
            }
            if (candidates.size() >= maxCandidates) {
                return new Scan(withoutOverlaps(candidates), false);
            }
        }
        text.step(text.length());
        return new Scan(withoutOverlaps(candidates), true);
    }

    private static Match match(Rule rule, Text text, Span span) {
        Severity severity = rule.severityOf(text, span.start(), span.end());
        return new Match(rule, severity, span.start(), span.end(), span.start(), span.end());
    }

    /// Keeps matches best first; keys of the map are the starts of their covers.
    private static List<Match> withoutOverlaps(List<Match> candidates) {
        candidates.sort(BEST_FIRST);
        NavigableMap<Integer, Match> kept = new TreeMap<>();
        for (Match candidate : candidates) {
            List<Match> better = overlapping(kept, candidate);
            if (better.isEmpty()) {
                kept.put(candidate.start(), candidate);
            }
            cover(kept, better, candidate);
        }
        return new ArrayList<>(kept.values());
    }

    /// Kept matches whose cover overlaps the candidate, last first.
    private static List<Match> overlapping(NavigableMap<Integer, Match> kept, Match candidate) {
        List<Match> found = new ArrayList<>();
        Map.Entry<Integer, Match> entry = kept.floorEntry(candidate.end() - 1);
        while (entry != null && entry.getValue().coverEnd() > candidate.start()) {
            found.add(entry.getValue());
            entry = kept.lowerEntry(entry.getKey());
        }
        return found;
    }

    /// Stretches the covers of better matches, without gap or overlap, over what a weaker one took.
    private static void cover(
            NavigableMap<Integer, Match> kept, List<Match> better, Match candidate) {
        int to = candidate.end();
        for (int i = 0; i < better.size(); i++) {
            Match match = better.get(i);
            boolean first = i == better.size() - 1;
            int from = first ? candidate.start() : match.coverStart();
            kept.remove(match.coverStart());
            Match stretched = match.covering(from, to);
            kept.put(stretched.coverStart(), stretched);
            to = match.coverStart();
        }
    }
}
