package dev.hqe.mcp.sandbox;

import java.io.IOException;
import java.io.InputStream;

/// A stream whose every read, of any length, is one call of a test's code: -1, or a byte.
class GivenStream extends InputStream {
    interface Read {
        int read() throws IOException;
    }

    private final Read next;

    GivenStream(Read next) {
        this.next = next;
    }

    @Override
    public final int read() throws IOException {
        return next.read();
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
        int value = next.read();
        if (value < 0) {
            return -1;
        }
        buffer[offset] = (byte) value;
        return 1;
    }
}
