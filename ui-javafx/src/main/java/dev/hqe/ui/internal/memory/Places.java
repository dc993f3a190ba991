package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.memory.Citation;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.Passage;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Chips;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;

/// Where something stands, in words.
final class Places {

    private Places() {}

    /// What people call the entity of a hit.
    static String title(MemoryHit hit) {
        return hit.title().isEmpty() ? hit.entity().value() : fileOf(hit.title());
    }

    /// Its Topic and kind, and the heading that it stands under.
    static String context(MemoryHit hit, TopicNames topics) {
        List<String> headings = hit.passage().context();
        String place = Texts.of("memory.place", topics.of(hit.topic()), hit.kind());
        return headings.isEmpty()
                ? place
                : Texts.of("memory.place.under", place, headings.getLast());
    }

    /// The file that it is from, or its id where it is from none.
    static String file(MemoryHit hit) {
        return hit.path().isEmpty() ? hit.entity().value() : hit.path();
    }

    /// The last part of a path.
    private static String fileOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1).isEmpty() || path.contains(" ")
                ? path
                : path.substring(path.lastIndexOf('/') + 1);
    }

    /// `lines 212-219 · bytes 18 204-18 671`, with the page where there are pages.
    static String range(MemoryHit hit) {
        Passage passage = hit.passage();
        String lines = lines(passage.startLine(), passage.endLine());
        String bytes = bytes(hit.cited());
        return passage.page() > 0
                ? Texts.of("memory.where.page", passage.page(), lines, bytes)
                : Texts.of("memory.where", lines, bytes);
    }

    private static String lines(int from, int to) {
        return from == to
                ? Texts.of("memory.where.line", from)
                : Texts.of("memory.where.lines", from, to);
    }

    /// `bytes 18 204-18 671`.
    static String bytes(Citation citation) {
        return Texts.of("memory.where.bytes", citation.startByte(), citation.endByte());
    }

    static Label pill(Sensitivity label) {
        return Chips.pill(label.word(), label == Sensitivity.SENSITIVE);
    }

    /// A score as it is written in columns.
    static String score(double score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }
}
