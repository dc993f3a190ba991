package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Labels;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javafx.geometry.HPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// How a hit came to its rank: what its words, its meaning and both together say. The bars measure
/// it against the best of the list, that of meaning against sameness.
final class ScoreGrid extends GridPane {

    private int row;

    ScoreGrid(Found found, BestHit best) {
        getStyleClass().add("score-grid");
        ColumnConstraints figures = new ColumnConstraints();
        figures.setHalignment(HPos.RIGHT);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        words.setMinWidth(0);
        getColumnConstraints()
                .addAll(new ColumnConstraints(), figures, new ColumnConstraints(), words);
        Scores scores = found.hit().scores();
        add("memory.score.words", scores.bm25(), best.bm25(), "%.2f", words(found));
        add("memory.score.meaning", scores.cosine(), 1, "%.3f", meaning(scores));
        add(
                "memory.score.fused",
                OptionalDouble.of(scores.fused()),
                best.fused(),
                "%.4f",
                fused(scores));
    }

    private void add(
            String name, OptionalDouble value, double most, String format, String explained) {
        String figure =
                value.isPresent()
                        ? String.format(Locale.ROOT, format, value.getAsDouble())
                        : Texts.of("memory.score.none");
        double part = most <= 0 ? 0 : Math.clamp(value.orElse(0) / most, 0, 1);
        addRow(
                row++,
                Labels.of(Texts.of(name), "t-small", "muted"),
                Labels.of(figure, "t-mono-s"),
                new Bar(part),
                Labels.cut(explained, "t-small", "muted"));
    }

    private static String words(Found found) {
        OptionalInt rank = found.hit().scores().wordsRank();
        if (rank.isEmpty()) {
            return Texts.of("memory.score.words.not");
        }
        return found.words().isEmpty()
                ? Texts.of("memory.score.rank", rank.getAsInt())
                : Texts.of(
                        "memory.score.words.on", rank.getAsInt(), String.join(", ", found.words()));
    }

    private static String meaning(Scores scores) {
        return scores.vectorRank().isPresent()
                ? Texts.of("memory.score.meaning.rank", scores.vectorRank().getAsInt())
                : Texts.of("memory.score.meaning.not");
    }

    /// By the ranks of its entity where it is the best of it, else by its own.
    private static String fused(Scores scores) {
        OptionalInt words =
                scores.entityWordsRank().isPresent()
                        ? scores.entityWordsRank()
                        : scores.wordsRank();
        OptionalInt meaning =
                scores.entityVectorRank().isPresent()
                        ? scores.entityVectorRank()
                        : scores.vectorRank();
        if (words.isPresent() && meaning.isPresent()) {
            return Texts.of(
                    scores.entityWordsRank().isPresent() && scores.entityVectorRank().isPresent()
                            ? "memory.score.fused.entity"
                            : "memory.score.fused.both",
                    words.getAsInt(),
                    meaning.getAsInt());
        }
        return words.isPresent()
                ? Texts.of("memory.score.fused.words", words.getAsInt())
                : Texts.of("memory.score.fused.meaning", meaning.orElse(0));
    }

    private static final class Bar extends StackPane {

        private final double part;
        private final Region fill = new Region();

        Bar(double part) {
            this.part = part;
            getStyleClass().add("score-bar");
            fill.getStyleClass().add("score-fill");
            fill.setManaged(false);
            getChildren().add(fill);
        }

        @Override
        protected void layoutChildren() {
            fill.resizeRelocate(0, 0, Math.rint(getWidth() * part), getHeight());
        }
    }
}
