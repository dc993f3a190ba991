package dev.hqe.memory.chunk;

import org.jspecify.annotations.Nullable;

/// What is not taken apart any more: a sentence, a line, a row, a declaration.
///
/// @param start in the text, in chars
/// @param end behind it
/// @param tokens of it alone
/// @param edge what ends before it
/// @param context what is above it
/// @param again whether the next chunk may begin with it once more
record Unit(int start, int end, int tokens, Edge edge, @Nullable Context context, boolean again) {

    /// How good a place to part a text is, the best last.
    enum Edge {
        /// Within a sentence or a line.
        WORD,
        /// Between sentences, lines or rows.
        SENTENCE,
        /// Between paragraphs, list items or members.
        PARAGRAPH,
        /// Before a heading, or a declaration with a body.
        SECTION
    }
}
