package dev.hqe.memory.chunk;

import java.nio.charset.StandardCharsets;

/// Takes texts apart into chunks that an embedding model can hold.
///
/// A chunk ends where the text does: before a heading or a declaration, between paragraphs, between
/// sentences or rows, between words, in this order, and only within a word that is too long for a
/// model. What its sense hangs on (headings, the enclosing declaration, the header row) goes with
/// it as context. Prose overlaps by whole sentences.
///
/// Half a character (a lone surrogate) becomes a `?`, as it does wherever Java writes UTF-8. A text
/// of n characters takes time in the order of n. Thread-safe, as far as its counter is.
public final class Chunker {

    /// Longest text, in chars.
    public static final int MAX_CHARS = 500_000_000;

    private final ChunkSettings settings;
    private final TokenCounter counter;

    public Chunker(ChunkSettings settings, TokenCounter counter) {
        this.settings = settings;
        this.counter = counter;
    }

    /// The chunks of a text; none if it is blank.
    ///
    /// @throws IllegalArgumentException if it is longer than [#MAX_CHARS]
    public ChunkedText chunk(String text, TextFormat format) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a text has " + text.length() + " characters, more than " + MAX_CHARS);
        }
        String whole = whole(text);
        ChunkRoom room = ChunkRoom.of(settings, counter);
        UnitList units = new UnitList(whole, counter, room.unitTokens(), room.chars());
        switch (format) {
            case PLAIN -> new PlainUnits(whole, units).collect();
            case MARKDOWN -> new MarkdownUnits(whole, units).collect();
            case CODE -> new CodeUnits(whole, units).collect();
            case TABLE -> new TableUnits(whole, units).collect();
        }
        return new Packing(whole, units.units(), counter, room).pack();
    }

    /// The text as it is in UTF-8.
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
