package dev.hqe.ingestion.map;

import net.thisptr.jackson.jq.path.ArrayIndexPath;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Counts what one evaluation does, and ends it when it is too much. The library has no bound of
/// its own, and it cannot be interrupted. For one thread.
final class JqMeter {

    /// The meter of the evaluation that runs.
    static final ScopedValue<JqMeter> CURRENT = ScopedValue.newInstance();

    /// Values that may be passed from one part of an expression to the next; under a second.
    static final int MAX_STEPS = 2_000_000;

    /// Parts of an expression that may be at work within each other; a quarter of the default
    /// stack.
    static final int MAX_DEPTH = 400;

    /// Characters of text that may be passed on in all, and that one text may have.
    static final long MAX_CHARS = 64L << 20;

    /// Places of an array that an assignment may reach for.
    static final int MAX_INDEX = 100_000;

    /// Unwinds the evaluation. It is none of the library's exceptions, so that `try` in an
    /// expression does not catch it.
    static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message);
        }
    }

    private int steps;
    private int depth;
    private long chars;

    void enter() {
        step();
        if (++depth > MAX_DEPTH) {
            throw new Exceeded("it goes deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    void emitted(JsonNode value, @Nullable Path path) {
        step();
        if (value.isString()) {
            chars(value.asString().length());
        }
        if (path instanceof ArrayIndexPath at) {
            place(at.index);
        }
    }

    /// @param index of an array, if it is a number
    void place(JsonNode index) {
        if (index.isNumber() && index.asDouble() > MAX_INDEX) {
            throw new Exceeded("it reaches for place " + index + " of an array");
        }
    }

    /// @param count of a text that is read or written
    void chars(long count) {
        chars += count;
        if (chars > MAX_CHARS) {
            throw new Exceeded("it makes more than " + MAX_CHARS + " characters of text");
        }
    }

    void step() {
        steps(1);
    }

    void steps(long more) {
        if (more > MAX_STEPS - steps) {
            throw new Exceeded("it takes more than " + MAX_STEPS + " steps");
        }
        steps += (int) more;
    }
}
