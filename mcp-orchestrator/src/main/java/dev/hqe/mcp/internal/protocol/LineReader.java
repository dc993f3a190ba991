package dev.hqe.mcp.internal.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into lines without copying those that fit its buffer. The buffer grows up to
/// the largest line allowed and shrinks again. For one thread at a time.
public final class LineReader {

    private static final int USUAL_BUFFER = 64 * 1024;

    /// Where lines go, on the reading thread.
    public interface Lines {

        /// One line without its line break. The bytes are only valid during the call.
        void line(byte[] buffer, int offset, int length);

        /// A line was longer than allowed and was skipped.
        ///
        /// @param request its id, if it was a request whose id can be told
        void lineTooLong(int maxBytes, Optional<RequestId> request);
    }

    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private int searched;
    private @Nullable PassingRequest skipped;

    /// Reads from a stream, which it does not close.
    ///
    /// @param maxBytes the longest line that is passed on
    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.buffer = new byte[Math.min(USUAL_BUFFER, maxBytes + 1)];
    }

    /// Reads to the end of the stream. A last line without a line break counts; blank lines do not.
    public void readAll(Lines lines) throws IOException {
        readUntil(lines, () -> false);
    }

    /// Reads until told to stop, which is asked after each line, or to the end of the stream. It
    /// can be called again, by another thread too, and goes on where it was.
    ///
    /// @return whether the stream has ended
    public boolean readUntil(Lines lines, BooleanSupplier stop) throws IOException {
        while (true) {
            int newline = indexOfNewline(searched, end);
            if (newline >= 0) {
                int from = start;
                start = newline + 1;
                searched = start;
                PassingRequest passing = skipped;
                if (passing != null) {
                    passing.take(buffer, from, newline);
                    skipped = null;
                    lines.lineTooLong(maxBytes, passing.id());
                } else {
                    deliver(lines, from, newline);
                }
                if (stop.getAsBoolean()) {
                    return false;
                }
                continue;
            }
            searched = end;
            if (skipped == null && end - start > maxBytes) {
                skipped = new PassingRequest();
            }
            if (skipped != null) {
                skipped.take(buffer, start, end);
                start = end;
            }
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                searched -= start;
                start = 0;
            }
            fit(end);
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                if (skipped == null) {
                    deliver(lines, start, end);
                } else {
                    lines.lineTooLong(maxBytes, skipped.id());
                    skipped = null;
                }
                return true;
            }
            end += read;
        }
    }

    /// Whether more has come already than the line that is being delivered.
    boolean hasMore() {
        return start < end;
    }

    private void fit(int used) {
        if (used == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, maxBytes + 1L));
        } else if (used < USUAL_BUFFER / 2 && buffer.length > 16 * USUAL_BUFFER) {
            buffer = Arrays.copyOf(buffer, USUAL_BUFFER);
        }
    }

    private void deliver(Lines lines, int from, int to) {
        int length = to - from;
        if (length > 0 && buffer[to - 1] == '\r') {
            length--;
        }
        if (length > maxBytes) {
            PassingRequest passing = new PassingRequest();
            passing.take(buffer, from, from + length);
            lines.lineTooLong(maxBytes, passing.id());
            return;
        }
        for (int i = from; i < from + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                lines.line(buffer, from, length);
                return;
            }
        }
    }

    private int indexOfNewline(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
