package dev.hqe.benchmarks.mcp;

import java.util.Arrays;

/// The books of one drive: which calls are open since when, and how long the answered ones took.
/// One thread's.
final class Drive {

    private final Questions questions;
    private final long firstId;
    private final long startNanos = System.nanoTime();
    private long[] asked = new long[1024];
    private long[] took = new long[1024];
    private int answered;
    private int issued;

    Drive(Questions questions, long firstId) {
        this.questions = questions;
        this.firstId = firstId;
    }

    long startNanos() {
        return startNanos;
    }

    int issued() {
        return issued;
    }

    int open() {
        return issued - answered;
    }

    long nextId() {
        return firstId + issued;
    }

    Message next(long now) {
        if (issued == asked.length) {
            asked = Arrays.copyOf(asked, issued * 2);
        }
        Message question = questions.question(nextId());
        asked[issued++] = now;
        return question;
    }

    /// Takes an answer in.
    ///
    /// @throws WireException if nobody asked, it has been answered before, or it is wrong
    void answer(long id, byte[] bytes, int from, int to, long now) {
        long index = id - firstId;
        if (index < 0 || index >= issued) {
            throw WireException.wrong("an answer to call " + id + ", which is not open");
        }
        if (asked[(int) index] == 0) {
            throw WireException.wrong("call " + id + " was answered twice");
        }
        questions.check(id, bytes, from, to);
        if (answered == took.length) {
            took = Arrays.copyOf(took, answered * 2);
        }
        took[answered++] = now - asked[(int) index];
        asked[(int) index] = 0;
    }

    Sample sample() {
        return Sample.of(Arrays.copyOf(took, answered), System.nanoTime() - startNanos);
    }
}
