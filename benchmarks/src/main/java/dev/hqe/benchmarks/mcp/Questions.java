package dev.hqe.benchmarks.mcp;

import java.nio.charset.StandardCharsets;

/// The calls of one drive: what is asked, and whether an answer is the right one.
///
/// @param era how it is asked
/// @param tool the echo tool's name at this server
/// @param unique whether each call has a text of its own, so that an answer can be told from the
///   answer to another call; else all have the same
record Questions(Era era, String tool, boolean unique) {

    private static final String TEXT = "0123456789".repeat(10);

    Message question(long id) {
        return era.call(id, tool, text(id));
    }

    /// 100 characters.
    private String text(long id) {
        if (!unique) {
            return TEXT;
        }
        String mark = "call-" + id + "-" + Long.toHexString(id * 0x9E3779B97F4A7C15L) + "-";
        return mark + TEXT.substring(mark.length());
    }

    /// @throws WireException if this is not the answer to that call
    void check(long id, byte[] bytes, int from, int to) {
        boolean right =
                !Answers.isError(bytes, from, to)
                        && Answers.indexOf(bytes, from, to, Answers.ascii(text(id))) >= 0;
        if (!right) {
            String answer =
                    new String(bytes, from, Math.min(to - from, 400), StandardCharsets.UTF_8);
            throw WireException.wrong("call " + id + " was answered with " + answer);
        }
    }
}
