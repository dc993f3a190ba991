package dev.hqe.ui.internal.memory;

import dev.hqe.memory.MemoryState;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.part.Look;
import org.jspecify.annotations.Nullable;

/// What keeps the memory from finding all there is, in one line.
///
/// @param look [Look#WARNING] where something has to be done, [Look#ACCENT] where it goes by
/// @param text empty where all is well
record Standing(Look look, String text) {

    static final Standing WELL = new Standing(Look.ACCENT, "");

    /// @param state null while it is not known
    /// @param wordsOnly whether words alone have ranked what is listed
    /// @param searching whether an answer is on its way
    static Standing of(@Nullable MemoryState state, boolean wordsOnly, boolean searching) {
        if (state == null) {
            return WELL;
        }
        boolean broken = !state.vectors().isEmpty() && (wordsOnly || state.withoutVector() > 0);
        if (broken) {
            return new Standing(
                    Look.WARNING,
                    Texts.of(
                            wordsOnly ? "memory.standing.words" : "memory.standing.stopped",
                            state.vectors()));
        }
        if (state.pending() > 0) {
            return new Standing(
                    Look.ACCENT, Texts.count("memory.standing.pending", state.pending()));
        }
        if (state.withoutVector() > 0) {
            long made = state.chunks() - state.withoutVector();
            String left =
                    state.left()
                            .map(time -> Texts.of("memory.standing.left", Texts.left(time)))
                            .orElse("");
            return new Standing(
                    Look.ACCENT,
                    state.isChanging()
                            ? Texts.of(
                                    "memory.standing.changing",
                                    state.model(),
                                    state.chosen(),
                                    made,
                                    state.chunks(),
                                    left)
                            : Texts.of("memory.standing.vectors", made, state.chunks(), left));
        }
        return wordsOnly && searching
                ? new Standing(Look.ACCENT, Texts.of("memory.standing.loading"))
                : WELL;
    }
}
