package dev.hqe.kernel.topic;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What comes out of a zip, counted while it does: sizes that a zip says of itself are not
/// believed.
final class Inflation extends FilterInputStream {

    /// How many times larger than in the zip a file may become, once it is of some size.
    private static final long MAX_RATIO = 200;

    private static final long FREE_BYTES = 1 << 20;

    private final String name;
    private final long compressed;
    private final long most;
    private long read;

    Inflation(InputStream in, String name, long compressed, long most) {
        super(in);
        this.name = name;
        this.compressed = Math.max(1, compressed);
        this.most = most;
    }

    long count() {
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        if (count > 0) {
            read += count;
            if (read > most) {
                throw new IOException(
                        name
                                + ": the zip has more than "
                                + (FolderListing.MAX_BYTES >> 20)
                                + " MiB in it, the limit");
            }
            if (read > FREE_BYTES && read / compressed > MAX_RATIO) {
                throw new IOException(
                        name
                                + ": becomes more than "
                                + MAX_RATIO
                                + " times larger than it is in the"
                                + " zip; that is no program or text");
            }
        }
        return count;
    }
}
