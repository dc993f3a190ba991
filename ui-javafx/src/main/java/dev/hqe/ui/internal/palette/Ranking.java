package dev.hqe.ui.internal.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of the listed entries fit some words, and in which order. Immutable; for any thread.
///
/// @param listed all entries by section
/// @param recent ids, the last chosen first
record Ranking(Map<Section, List<PaletteEntry>> listed, List<String> recent) {

    /// Most rows of a section while several are shown, and while it is the only one.
    static final int MOST_OF_ONE = 6;

    static final int MOST_ALONE = 50;

    private static final int MOST_RECENT = 5;

    /// A name that fits is worth more than a text that does.
    private static final int NAME = 500;

    private static final int RECENT = 60;

    private record Scored(int score, boolean loose, int place, Row.Item item) {}

    Ranking {
        listed = Map.copyOf(listed);
        recent = List.copyOf(recent);
    }

    /// Rows by section, those of each the best first. Without words: what was chosen last, then
    /// pages and commands.
    ///
    /// @param only the one section to look in; empty for all
    Map<Section, List<Row.Item>> of(String words, Optional<Section> only) {
        return words.isBlank() && only.isEmpty() ? atFirst() : found(words, only);
    }

    private Map<Section, List<Row.Item>> atFirst() {
        Map<Section, List<Row.Item>> rows = new EnumMap<>(Section.class);
        Set<String> shown = new HashSet<>();
        List<Row.Item> last = new ArrayList<>();
        for (String id : recent) {
            if (last.size() < MOST_RECENT) {
                find(id).ifPresent(entry -> {
                    last.add(plain(Section.RECENT, entry));
                    shown.add(id);
                });
            }
        }
        if (!last.isEmpty()) {
            rows.put(Section.RECENT, last);
        }
        for (Section section : List.of(Section.PAGES, Section.COMMANDS)) {
            List<Row.Item> some =
                    listed.getOrDefault(section, List.of()).stream()
                            .filter(entry -> !shown.contains(entry.id()))
                            .limit(MOST_ALONE)
                            .map(entry -> plain(section, entry))
                            .toList();
            if (!some.isEmpty()) {
                rows.put(section, some);
            }
        }
        return rows;
    }

    private Map<Section, List<Row.Item>> found(String words, Optional<Section> only) {
        Map<Section, List<Scored>> all = new EnumMap<>(Section.class);
        listed.forEach((section, entries) -> {
            if (only.isEmpty() || only.get() == section) {
                List<Scored> fitting = new ArrayList<>();
                for (PaletteEntry entry : entries) {
                    score(section, entry, words, fitting.size()).ifPresent(fitting::add);
                }
                all.put(section, fitting);
            }
        });
        boolean anyFits = all.values().stream().flatMap(List::stream).anyMatch(one -> !one.loose());
        Map<Section, List<Row.Item>> rows = new EnumMap<>(Section.class);
        all.forEach((section, fitting) -> {
            fitting.removeIf(one -> anyFits && one.loose());
            fitting.sort(
                    Comparator.comparingInt(Scored::score)
                            .reversed()
                            .thenComparingInt(Scored::place));
            int most = only.isPresent() ? MOST_ALONE : MOST_OF_ONE;
            if (!fitting.isEmpty()) {
                rows.put(section, fitting.stream().limit(most).map(Scored::item).toList());
            }
        });
        return rows;
    }

    private Optional<Scored> score(Section section, PaletteEntry entry, String words, int place) {
        Optional<FuzzyMatch> name = FuzzyMatch.of(words, entry.name());
        Optional<FuzzyMatch> text =
                FuzzyMatch.of(words, entry.text()).filter(match -> match.score() > NAME);
        if (name.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        int score =
                Math.max(
                        name.map(match -> match.score() + NAME).orElse(0),
                        text.map(FuzzyMatch::score).orElse(0));
        int before = recent.indexOf(entry.id());
        return Optional.of(
                new Scored(
                        before < 0 ? score : score + RECENT - before,
                        text.isEmpty() && name.filter(FuzzyMatch::isLoose).isPresent(),
                        place,
                        new Row.Item(
                                section,
                                entry,
                                name.map(FuzzyMatch::spans).orElse(List.of()),
                                text.map(FuzzyMatch::spans).orElse(List.of()))));
    }

    private Optional<PaletteEntry> find(String id) {
        return listed.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    private static Row.Item plain(Section section, PaletteEntry entry) {
        return new Row.Item(section, entry, List.of(), List.of());
    }

    /// What a search has found, with what of it fits the words.
    static Row.Item found(Section section, PaletteEntry entry, String words) {
        return new Row.Item(
                section,
                entry,
                FuzzyMatch.of(words, entry.name()).map(FuzzyMatch::spans).orElse(List.of()),
                FuzzyMatch.of(words, entry.text()).map(FuzzyMatch::spans).orElse(List.of()));
    }
}
