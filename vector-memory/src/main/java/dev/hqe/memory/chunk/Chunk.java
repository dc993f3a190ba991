package dev.hqe.memory.chunk;

import java.util.List;

/// A piece of a text, and where it lies there.
///
/// The text of a chunk is what lies between `startByte` and `endByte` of the whole text in UTF-8,
/// byte for byte. What gives it sense and lies elsewhere (the headings above it, the header row of
/// its table) is its context, which is embedded with it and never cited.
///
/// @param ordinal 0 for the first of its text
/// @param startByte first byte, in UTF-8
/// @param endByte behind the last byte; never inside a character
/// @param startLine line of its first character, 1 for the first
/// @param endLine line of its last character
/// @param page the page that it begins on, 0 where the text has none
/// @param context lines to be read before it, outermost first
/// @param text what lies between the bytes
/// @param tokens of text and context together, as the model counts
public record Chunk(
        int ordinal,
        int startByte,
        int endByte,
        int startLine,
        int endLine,
        int page,
        List<String> context,
        String text,
        int tokens) {

    public Chunk {
        if (ordinal < 0 || startByte < 0 || endByte <= startByte) {
            throw new IllegalArgumentException(
                    "chunk " + ordinal + " is from " + startByte + " to " + endByte);
        }
        if (startLine < 1 || endLine < startLine || page < 0 || tokens < 0) {
            throw new IllegalArgumentException(
                    "chunk " + ordinal + " is on lines " + startLine + " to " + endLine);
        }
        context = List.copyOf(context);
    }

    /// What is embedded: the context, then the text.
    public String passage() {
        return context.isEmpty() ? text : String.join("\n", context) + "\n" + text;
    }
}
