package dev.hqe.mcp;

import java.util.concurrent.Semaphore;

/// How many bytes of large results, written as JSON, may wait for one reader at a time.
///
/// A result is taken into account before it is written, not when it is done: a call whose result
/// grows past [#SMALL] waits here for the room that the largest result needs and gives back what it
/// did not use. Small results are free, since there are no more of them than calls. Thread-safe.
public final class ResultBudget {

    /// Results up to this many bytes are not counted.
    static final int SMALL = 64 * 1024;

    private final int bytes;
    private final Semaphore free;

    /// @param bytes how many; a single larger result is let in when nothing else waits
    public ResultBudget(int bytes) {
        if (bytes < 1) {
            throw new McpException("a result budget has at least 1 byte, not " + bytes);
        }
        this.bytes = bytes;
        // Fair, so that large results are not overtaken for ever.
        this.free = new Semaphore(bytes, true);
    }

    Lease lease() {
        return new Lease();
    }

    /// The share of one call, held from writing its result until somebody else has it. Belongs to
    /// the call's thread.
    final class Lease implements AutoCloseable {

        private int held;

        /// Waits for room.
        void grow(int upTo) throws InterruptedException {
            int wanted = Math.min(upTo, bytes) - held;
            if (wanted > 0) {
                free.acquire(wanted);
                held += wanted;
            }
        }

        /// Gives back all but some bytes.
        void shrink(int to) {
            int unused = held - Math.min(to, held);
            free.release(unused);
            held -= unused;
        }

        @Override
        public void close() {
            shrink(0);
        }
    }
}
