package dev.hqe.topics.legal.compare;

import dev.hqe.topics.legal.text.Clause;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which clause of one version is which of the other: first those with the same words, then those
/// with the same number or heading that are alike, then those that are most alike of what is left.
///
/// Numbers are no part of the words, so a clause that only got another number has moved.
final class Pairing {
    private static final double SAME_NUMBER = 0.4;
    private static final double ANY = 0.6;
    private static final int LEFT_MAX = 60;

    /// What became of a clause.
    enum Change {
        UNCHANGED("unchanged"),
        CHANGED("changed"),
        MOVED("moved"),
        CHANGED_AND_MOVED("changed_and_moved"),
        REMOVED("removed"),
        ADDED("added");

        private final String word;

        Change(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// A clause in both versions, or in one.
    record Pair(
            Change change, Optional<Clause> old, Optional<Clause> now, List<WordDiff.Run> runs) {}

    private final ContractText before;
    private final ContractText after;
    private final List<List<String>> oldWords;
    private final List<List<String>> newWords;

    /// For each new clause the place of its old one, or -1.
    private final int[] oldOf;

    private final boolean[] taken;

    private Pairing(ContractText before, ContractText after) {
        this.before = before;
        this.after = after;
        oldWords = words(before);
        newWords = words(after);
        oldOf = new int[newWords.size()];
        Arrays.fill(oldOf, -1);
        taken = new boolean[oldWords.size()];
    }

    static Pairing of(ContractText before, ContractText after) {
        Pairing pairing = new Pairing(before, after);
        pairing.pairSameWords();
        pairing.pairSameNumber();
        pairing.pairAlike();
        return pairing;
    }

    ContractText before() {
        return before;
    }

    ContractText after() {
        return after;
    }

    /// Heading and body, as words.
    private static List<List<String>> words(ContractText contract) {
        List<List<String>> all = new ArrayList<>();
        for (Clause clause : contract.clauses()) {
            String body = contract.text().substring(clause.bodyStart(), clause.end());
            String flat = Letters.flat(clause.heading() + " " + body);
            List<String> words = new ArrayList<>();
            int at = 0;
            while (at < flat.length()) {
                int blank = flat.indexOf(' ', at);
                int end = blank < 0 ? flat.length() : blank;
                words.add(flat.substring(at, end));
                at = end + 1;
            }
            all.add(words);
        }
        return all;
    }

    private void pair(int old, int now) {
        oldOf[now] = old;
        taken[old] = true;
    }

    private String oldNumber(int old) {
        return before.clauses().get(old).number();
    }

    private String newNumber(int now) {
        return after.clauses().get(now).number();
    }

    /// The same number first, so that two clauses with the same words stay where they are.
    private void pairSameWords() {
        for (int pass = 0; pass < 2; pass++) {
            Map<List<String>, List<Integer>> byWords = new HashMap<>();
            for (int old = 0; old < oldWords.size(); old++) {
                if (!taken[old]) {
                    byWords.computeIfAbsent(oldWords.get(old), k -> new ArrayList<>()).add(old);
                }
            }
            for (int now = 0; now < newWords.size(); now++) {
                for (int old : byWords.getOrDefault(newWords.get(now), List.of())) {
                    boolean same = oldNumber(old).equals(newNumber(now));
                    if (oldOf[now] < 0 && !taken[old] && (same || pass == 1)) {
                        pair(old, now);
                    }
                }
            }
        }
    }

    private void pairSameNumber() {
        Map<String, Integer> byNumber = new HashMap<>();
        Map<String, Integer> byHeading = new HashMap<>();
        for (int old = 0; old < oldWords.size(); old++) {
            if (!taken[old]) {
                byNumber.putIfAbsent(oldNumber(old), old);
                byHeading.putIfAbsent(before.clauses().get(old).heading(), old);
            }
        }
        byHeading.remove("");
        for (int now = 0; now < newWords.size(); now++) {
            String heading = after.clauses().get(now).heading();
            for (Integer old :
                    new Integer[] {byHeading.get(heading), byNumber.get(newNumber(now))}) {
                if (old != null && oldOf[now] < 0 && !taken[old]) {
                    double least = newNumber(now).isEmpty() ? 0 : SAME_NUMBER;
                    if (similarity(old, now) >= least) {
                        pair(old, now);
                    }
                }
            }
        }
    }

    private double similarity(int old, int now) {
        return WordDiff.similarity(WordDiff.of(oldWords.get(old), newWords.get(now)));
    }

    /// The most alike first; only if few are left, for each is compared with each.
    private void pairAlike() {
        List<Integer> olds = new ArrayList<>();
        List<Integer> news = new ArrayList<>();
        for (int old = 0; old < taken.length && olds.size() < LEFT_MAX; old++) {
            if (!taken[old]) {
                olds.add(old);
            }
        }
        for (int now = 0; now < oldOf.length && news.size() < LEFT_MAX; now++) {
            if (oldOf[now] < 0) {
                news.add(now);
            }
        }
        record Alike(double similarity, int old, int now) {}
        List<Alike> all = new ArrayList<>();
        for (int old : olds) {
            for (int now : news) {
                if (canBeAlike(oldWords.get(old).size(), newWords.get(now).size())) {
                    double similarity = similarity(old, now);
                    if (similarity >= ANY) {
                        all.add(new Alike(similarity, old, now));
                    }
                }
            }
        }
        all.sort((a, b) -> Double.compare(b.similarity, a.similarity));
        for (Alike alike : all) {
            if (!taken[alike.old] && oldOf[alike.now] < 0) {
                pair(alike.old, alike.now);
            }
        }
    }

    private static boolean canBeAlike(int a, int b) {
        return 2.0 * Math.min(a, b) >= ANY * (a + b);
    }

    /// In the order of the new version, what was removed after what stood before it.
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        int old = 0;
        for (int now = 0; now < newWords.size(); now++) {
            if (oldOf[now] >= old) {
                old = removed(pairs, old, oldOf[now]) + 1;
            }
            pairs.add(pair(now));
        }
        removed(pairs, old, taken.length);
        return pairs;
    }

    private int removed(List<Pair> pairs, int from, int to) {
        for (int old = from; old < to; old++) {
            if (!taken[old]) {
                Clause clause = before.clauses().get(old);
                pairs.add(
                        new Pair(Change.REMOVED, Optional.of(clause), Optional.empty(), List.of()));
            }
        }
        return to;
    }

    private Pair pair(int now) {
        Clause clause = after.clauses().get(now);
        if (oldOf[now] < 0) {
            return new Pair(Change.ADDED, Optional.empty(), Optional.of(clause), List.of());
        }
        Clause old = before.clauses().get(oldOf[now]);
        boolean moved = !old.number().equals(clause.number());
        List<String> from = oldWords.get(oldOf[now]);
        List<String> to = newWords.get(now);
        boolean same = from.equals(to);
        Change change =
                same
                        ? moved ? Change.MOVED : Change.UNCHANGED
                        : moved ? Change.CHANGED_AND_MOVED : Change.CHANGED;
        List<WordDiff.Run> runs = same ? List.of() : WordDiff.of(from, to);
        return new Pair(change, Optional.of(old), Optional.of(clause), runs);
    }
}
