package dev.hqe.topics.codeaudit.secrets;

/// Turns byte indexes into lines and columns, both from 1, columns in Unicode code points.
///
/// Made for indexes in rising order: each question goes on from where the last one ended, so all of
/// them together read the text once. A line ends after `\n`.
public final class Positions {
    private final Text text;
    private int at;
    private int line = 1;
    private int column = 1;

    public Positions(Text text) {
        this.text = text;
        this.at = text.from();
    }

    /// Moves to an absolute byte index, which must not be before the last one.
    public Positions moveTo(int index) {
        if (index < at || index > text.to()) {
            throw new IllegalArgumentException(
                    "byte " + index + " is not in " + at + ".." + text.to());
        }
        while (at < index) {
            int b = text.at(at++);
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xc0) != 0x80) {
                column++;
            }
        }
        return this;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
