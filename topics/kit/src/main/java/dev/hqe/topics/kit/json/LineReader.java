package dev.hqe.topics.kit.json;

/// Reads JSON Lines: one line at a time into one buffer that never grows past [#LINE_MAX].
///
/// A line is valid until the next one is read. Not thread-safe.
public final class LineReader {
    /// Bytes in a line, its end not counted.
    public static final int LINE_MAX = 16 << 20;

    private static final int FIRST_BUFFER = 64 << 10;

    private final ByteSource source;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int lineStart;
    private int lineEnd = -1;
    private int number;
    private boolean ended;

    public LineReader(ByteSource source) {
        this.source = source;
    }

    /// Moves to the next line that is not blank; false at the end of the input.
    ///
    /// @throws MalformedInput if the line is longer than [#LINE_MAX]
    public boolean next() {
        do {
            lineStart = lineEnd + 1;
            if (!readLine()) {
                return false;
            }
            number++;
        } while (isBlank());
        return true;
    }

    /// A reader on the current line, which it decodes in place.
    public JsonReader json() {
        return new JsonReader(buffer, lineStart, lineEnd, number);
    }

    private boolean readLine() {
        int searched = lineStart;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    lineEnd = i;
                    return true;
                }
            }
            searched = filled;
            if (ended) {
                lineEnd = filled;
                return lineEnd > lineStart;
            }
            searched -= makeRoom();
            int count = source.read(buffer, filled, buffer.length - filled);
            if (count <= 0) {
                ended = true;
            } else {
                filled += count;
            }
        }
    }

    /// Moves the unfinished line to the front, or grows the buffer; gives by how much it moved.
    private int makeRoom() {
        if (filled - lineStart > LINE_MAX) {
            throw new MalformedInput(
                    "line " + (number + 1) + " is longer than " + LINE_MAX + " bytes");
        }
        int moved = lineStart;
        if (moved > 0) {
            System.arraycopy(buffer, moved, buffer, 0, filled - moved);
            filled -= moved;
            lineStart = 0;
        } else if (filled == buffer.length) {
            byte[] larger = new byte[Math.min(buffer.length * 2, LINE_MAX + 2)];
            System.arraycopy(buffer, 0, larger, 0, filled);
            buffer = larger;
        }
        return moved;
    }

    private boolean isBlank() {
        for (int i = lineStart; i < lineEnd; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
