package dev.hqe.kernel.json;

import java.util.Comparator;

/// One thing wrong with an input: where, what, and how to mend it.
///
/// @param source the file as the user knows it (`topics/finance/topic.yaml`)
/// @param line 1-based, 0 where a line makes no sense (a missing file)
/// @param message what is wrong and what to do, without the place
public record Problem(String source, int line, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::source)
                    .thenComparingInt(Problem::line)
                    .thenComparing(Problem::message);

    public Problem {
        if (line < 0) {
            throw new IllegalArgumentException("line must be 0 or more, was " + line);
        }
    }

    /// `source:line: message`, the form that editors and terminals make clickable.
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + ": " + message;
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }
}
