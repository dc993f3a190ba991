package dev.hqe.ui.internal.palette;

import java.util.List;
import java.util.function.Supplier;

/// Where the palette finds things. A page has one for each kind of thing it shows.
public sealed interface PaletteSource {

    /// The heading they stand under.
    Section section();

    /// All there is, which the palette matches itself.
    ///
    /// @param entries asked for on the JavaFX thread each time somebody types: quick, in memory, at
    ///   most some thousands
    record Listed(Section section, Supplier<List<PaletteEntry>> entries) implements PaletteSource {}

    /// Somebody who searches. What is found is shown in its order.
    ///
    /// @param search asked on a virtual thread
    record Searched(Section section, Search search) implements PaletteSource {}

    /// A search of a source.
    @FunctionalInterface
    interface Search {

        /// What fits the words, the best first. May block; is interrupted when somebody types on.
        ///
        /// @param words never blank
        /// @param most how many are shown
        List<PaletteEntry> find(String words, int most) throws InterruptedException;
    }
}
