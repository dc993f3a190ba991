package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryHit;
import dev.hqe.ui.internal.part.MarkedText.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A hit as it is listed.
///
/// @param excerpt a few lines of it around the words that fit, in one line
/// @param marks in the excerpt
/// @param words that fit, at most some
/// @param number which of the hits in its entity it is, from 1, in the order of their places
/// @param of how many hits its entity has in the list
record Found(
        MemoryHit hit, String excerpt, List<Mark> marks, List<String> words, int number, int of) {

    private static final int MOST_CHARS = 230;
    private static final int BEFORE = 60;
    private static final int MOST_WORDS = 6;

    Found {
        marks = List.copyOf(marks);
        words = List.copyOf(words);
    }

    /// Hits in their order.
    static List<Found> of(List<MemoryHit> hits, Terms terms) {
        Map<String, List<MemoryHit>> byText = new HashMap<>();
        hits.forEach(hit -> byText.computeIfAbsent(key(hit), key -> new ArrayList<>()).add(hit));
        List<Found> found = new ArrayList<>();
        for (MemoryHit hit : hits) {
            List<MemoryHit> same = byText.getOrDefault(key(hit), List.of(hit));
            long before =
                    same.stream()
                            .filter(other -> other.cited().startByte() < hit.cited().startByte())
                            .count();
            String text = hit.passage().text();
            String excerpt = excerpt(text, terms);
            found.add(
                    new Found(
                            hit,
                            excerpt,
                            terms.marks(excerpt),
                            terms.found(text).stream().limit(MOST_WORDS).toList(),
                            (int) before + 1,
                            same.size()));
        }
        return found;
    }

    private static String key(MemoryHit hit) {
        return hit.cited().of() + hit.entity().value();
    }

    /// Around the place where most of the words stand near each other.
    static String excerpt(String text, Terms terms) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= MOST_CHARS) {
            return line;
        }
        List<Mark> marks = terms.marks(line);
        int best = 0;
        long most = -1;
        for (Mark mark : marks) {
            long near =
                    marks.stream()
                            .filter(other ->
                                    other.from() >= mark.from()
                                            && other.to() <= mark.from() + MOST_CHARS - BEFORE)
                            .count();
            if (near > most) {
                most = near;
                best = mark.from();
            }
        }
        int from = best <= BEFORE ? 0 : Math.min(best - BEFORE, line.length() - MOST_CHARS);
        from = from == 0 ? 0 : Math.max(0, line.indexOf(' ', from) + 1);
        int to = Math.min(line.length(), from + MOST_CHARS);
        int end = to == line.length() ? to : Math.max(line.lastIndexOf(' ', to), from + 1);
        return (from > 0 ? "… " : "")
                + line.substring(from, end)
                + (end < line.length() ? " …" : "");
    }
}
