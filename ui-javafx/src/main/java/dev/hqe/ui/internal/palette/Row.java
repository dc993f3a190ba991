package dev.hqe.ui.internal.palette;

import java.util.List;

/// A row of the palette.
public sealed interface Row {

    /// A heading.
    record Head(Section section) implements Row {}

    /// Something to choose.
    ///
    /// @param inName parts of its name that fit what was typed
    /// @param inText parts of its text that do
    record Item(
            Section section,
            PaletteEntry entry,
            List<FuzzyMatch.Span> inName,
            List<FuzzyMatch.Span> inText)
            implements Row {

        public Item {
            inName = List.copyOf(inName);
            inText = List.copyOf(inText);
        }
    }
}
