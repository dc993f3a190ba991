package dev.hqe.benchmarks.retrieval;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a ranking is worth.
///
/// @param ndcg normalized discounted cumulative gain of the first ten, with the grade as gain
///   (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002; in
///   the form that `trec_eval` calls `ndcg_cut_10`)
/// @param recall share of the relevant documents that are among the first hundred
record Measures(double ndcg, double recall) {

    private static final int CUT = 10;

    /// @param grades by document; relevant is what has more than 0
    static Measures of(List<String> ranked, Map<String, Integer> grades) {
        double gain = 0;
        for (int i = 0; i < Math.min(CUT, ranked.size()); i++) {
            gain += discounted(grades.getOrDefault(ranked.get(i), 0), i);
        }
        List<Integer> best =
                grades.values().stream()
                        .sorted((a, b) -> Integer.compare(b, a))
                        .limit(CUT)
                        .toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += discounted(best.get(i), i);
        }
        Set<String> found = new HashSet<>(ranked);
        List<String> relevant =
                grades.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        long there = relevant.stream().filter(found::contains).count();
        return new Measures(
                ideal == 0 ? 0 : gain / ideal,
                relevant.isEmpty() ? 0 : (double) there / relevant.size());
    }

    private static double discounted(int grade, int place) {
        return Math.max(0, grade) / (Math.log(place + 2) / Math.log(2));
    }

    static Measures mean(List<Measures> each) {
        return new Measures(
                each.stream().mapToDouble(Measures::ndcg).average().orElse(0),
                each.stream().mapToDouble(Measures::recall).average().orElse(0));
    }
}
