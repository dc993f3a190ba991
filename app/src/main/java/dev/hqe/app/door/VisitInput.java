package dev.hqe.app.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/// Standard input of a command's process, which is asked for as it is read. Thread-safe.
final class VisitInput extends InputStream {

    private final Runnable want;
    private ByteArrayInputStream there = new ByteArrayInputStream(new byte[0]);
    private boolean wanted;
    private boolean ended;

    /// @param want asks for some; it comes by [#take] or [#end]
    VisitInput(Runnable want) {
        this.want = want;
    }

    synchronized void take(byte[] bytes) {
        wanted = false;
        there = new ByteArrayInputStream(bytes);
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized int read() throws IOException {
        return await() ? there.read() : -1;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        return await() ? there.read(bytes, offset, length) : -1;
    }

    /// Asks for some if none is there, so that whoever looks again and again will find it.
    @Override
    public synchronized int available() {
        ask();
        return there.available();
    }

    private boolean await() throws IOException {
        ask();
        while (there.available() == 0 && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the command was interrupted");
            }
        }
        return there.available() > 0;
    }

    private void ask() {
        if (there.available() == 0 && !wanted && !ended) {
            wanted = true;
            want.run();
        }
    }
}
