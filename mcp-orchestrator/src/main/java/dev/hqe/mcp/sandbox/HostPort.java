package dev.hqe.mcp.sandbox;

import dev.hqe.kernel.KernelException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes a guest's question from the guest's thread to a thread on which ordinary Java may run, and
/// brings the answer back.
///
/// A guest's thread may be bytes away from the end of its stack. A class whose initialiser
/// overflows there stays broken for this JVM's lifetime, and a lock may stay locked; so before
/// anything but plain arithmetic is done, [#requireStack()] makes sure that there is room, and the
/// host's code runs on a virtual thread with a stack of its own.
final class HostPort {
    /// Calls deep; with eight values each they take 45 KiB compiled, 140 KiB interpreted.
    private static final int PROBE = 600;

    private final String program;

    HostPort(String program) {
        this.program = program;
    }

    /// Overflows the stack here, where it does no harm, if it would soon overflow anyway.
    ///
    /// @throws StackOverflowError if the guest has recursed too deeply for a host call
    static void requireStack() {
        if (probe(PROBE, 1, 2, 3, 4, 5, 6, 7) == 0) {
            throw new IllegalStateException("the sum of positive numbers is not 0");
        }
    }

    /// The values are used after the call, so each frame has to keep them.
    private static long probe(int depth, long a, long b, long c, long d, long e, long f, long g) {
        if (depth == 0) {
            return a + b + c + d + e + f + g;
        }
        long below = probe(depth - 1, b, c, d, e, f, g, a ^ depth);
        return (below ^ a ^ b ^ c ^ d ^ e ^ f ^ g) | 1;
    }

    /// Asks on a virtual thread and waits. An interruption is passed on; then it is waited on, so
    /// that a host that does not react keeps this thread and with it one of the bounded places.
    ///
    /// @throws RunInterrupted if this thread was interrupted meanwhile
    /// @throws HostFault if the question threw
    <T> T ask(String what, Supplier<T> question) {
        requireStack();
        Answer<T> answer = new Answer<>(question);
        Thread asked = Thread.ofVirtual().name("hqe-wasm-host-call").start(answer);
        boolean interrupted = false;
        while (true) {
            try {
                asked.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                asked.interrupt();
            }
        }
        if (interrupted) {
            throw new RunInterrupted("%s: stopped during %s".formatted(program, what));
        }
        T value = answer.value;
        if (value != null) {
            return value;
        }
        Throwable failure = answer.failure;
        throw new HostFault(
                "%s: the host failed in %s%s".formatted(program, what, told(failure)),
                failure == null ? new IllegalStateException("it answered null") : failure);
    }

    /// What a failure of a known kind says is for people, such as that the disk is full.
    private static String told(@Nullable Throwable failure) {
        return failure instanceof KernelException known ? ": " + known.getMessage() : "";
    }

    private static final class Answer<T> implements Runnable {
        private final Supplier<T> question;
        private @Nullable T value;
        private @Nullable Throwable failure;

        Answer(Supplier<T> question) {
            this.question = question;
        }

        @Override
        public void run() {
            try {
                value = question.get();
            } catch (Throwable thrown) {
                // The edge to the host's code: carried to the caller, who wraps it.
                failure = thrown;
            }
        }
    }
}
