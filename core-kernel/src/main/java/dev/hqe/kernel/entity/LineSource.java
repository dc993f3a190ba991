package dev.hqe.kernel.entity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads lines as bytes, none longer than a bound into memory. Not thread-safe.
final class LineSource {

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int most;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private long read;

    LineSource(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /// One line.
    static final class Line {

        private final byte[] bytes;
        private final boolean tooLong;

        private Line(byte[] bytes, boolean tooLong) {
            this.bytes = bytes;
            this.tooLong = tooLong;
        }

        /// Without the line break; none if it was too long. Not a copy.
        byte[] bytes() {
            return bytes;
        }

        /// Whether it has more bytes than the bound; they are passed over.
        boolean tooLong() {
            return tooLong;
        }
    }

    /// Bytes read so far.
    long bytesRead() {
        return read;
    }

    /// The next line; null at the end.
    @Nullable Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean any = false;
        while (from < to || fill()) {
            any = true;
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            int more = end - from;
            if (tooLong || line.size() + (long) more > most) {
                tooLong = true;
                line = new ByteArrayOutputStream();
            } else {
                line.write(chunk, from, more);
            }
            boolean ended = end < to;
            from = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return any ? new Line(line.toByteArray(), tooLong) : null;
    }

    private boolean fill() throws IOException {
        int count = in.read(chunk);
        from = 0;
        to = Math.max(0, count);
        read += to;
        return count > 0;
    }
}
