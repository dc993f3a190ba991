package dev.hqe.mcp.internal.protocol;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads one connection on two platform threads that take turns, so that a call that comes alone
/// runs on the very thread that has read it, while the other one reads on.
///
/// Waking another thread costs more than all the rest of a small call: tens of microseconds each
/// time on a machine that is not busy. Handing such a call to a thread of its own and its answer to
/// a writer's is two of them. Here the call goes on where it was read and its answer is written
/// where it ends. That is a platform thread, so that waiting for a peer that does not read keeps no
/// processor from the virtual threads, and it is off duty, so that nobody but its own call waits:
/// what else the client says, a cancellation above all, is heard by the other thread.
///
/// A call does not come alone when another is in flight, when more has been read already, or while
/// the other thread still has one of its own; then it is not taken and has a virtual thread, as
/// calls have that come any other way. The second thread is started with the first call.
/// Thread-safe.
public final class ReadingTurns {

    private final LineReader in;
    private final Predicate<BooleanSupplier> reading;
    private final String name;

    /// Held by the thread that reads; the other one waits for it when it has no call.
    private final Semaphore duty = new Semaphore(1);

    private boolean paired;
    private boolean over;

    /// @param in what is read
    /// @param reading reads from it until it is told to stop; returns whether the end was reached
    /// @param name of the threads
    public ReadingTurns(LineReader in, Predicate<BooleanSupplier> reading, String name) {
        this.in = in;
        this.reading = reading;
        this.name = name;
    }

    /// Starts reading. Once.
    public void start() {
        new Reader().start();
    }

    /// Has this thread run some code as soon as it is off duty, if it is one that reads and the
    /// code comes alone. The code stops when the thread is interrupted, and nobody interrupts it
    /// once the code has ended.
    ///
    /// @return this thread; empty when somebody else has to run the code
    public static Optional<Thread> take(Runnable code) {
        return Thread.currentThread() instanceof Reader reader && reader.takes(code)
                ? Optional.of(reader)
                : Optional.empty();
    }

    /// Has this thread, if it is one that reads, take no code from the line that it is at: it is
    /// not, or will not be, the only one.
    static void stayOnDuty() {
        if (Thread.currentThread() instanceof Reader reader) {
            reader.stays = true;
        }
    }

    /// Whether this thread may wait for a peer for as long as that takes, because nothing but the
    /// one call that it runs depends on it. Not once it is interrupted: that would close a channel
    /// that it writes to.
    static boolean mayWait() {
        return Thread.currentThread() instanceof Reader reader
                && !reader.onDuty
                && !reader.isInterrupted();
    }

    private final class Reader extends Thread {

        private boolean onDuty;
        private boolean stays;
        private @Nullable Runnable taken;

        Reader() {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                Runnable code = read();
                if (code == null) {
                    return;
                }
                code.run();
                Thread.interrupted(); // what was meant for the code is not meant for what comes now
            }
        }

        /// Reads when it is its turn.
        ///
        /// @return what to run then; null at the end
        private @Nullable Runnable read() {
            duty.acquireUninterruptibly();
            try {
                onDuty = true;
                over = over || reading.test(this::isCalledOff);
                Runnable code = taken;
                if (code != null && !paired) {
                    paired = true;
                    new Reader().start();
                }
                return code;
            } finally {
                taken = null;
                onDuty = false;
                duty.release();
            }
        }

        /// Asked after each line.
        private boolean isCalledOff() {
            stays = false;
            return taken != null;
        }

        private boolean takes(Runnable code) {
            boolean isFree = onDuty && !stays && taken == null;
            if (!isFree || in.hasMore() || (paired && !duty.hasQueuedThreads())) {
                return false;
            }
            taken = code;
            return true;
        }
    }
}
