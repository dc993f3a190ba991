package dev.hqe.kernel.json;

import java.io.Reader;

/// A text in pieces that never end between the two halves of a character. The YAML reader
/// (snakeyaml-engine 3.0.1) fails when a piece that fills its buffer ends there, and so on a text
/// with an emoji at the wrong place. One use, one thread.
final class WholeCharacters extends Reader {

    private final String text;
    private int position;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] to, int offset, int length) {
        if (position == text.length()) {
            return -1;
        }
        int end = position + Math.min(length, text.length() - position);
        boolean splits = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        if (splits && end - position > 1) {
            end--;
        }
        int count = end - position;
        text.getChars(position, end, to, offset);
        position = end;
        return count;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
