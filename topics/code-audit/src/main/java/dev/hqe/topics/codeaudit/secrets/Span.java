package dev.hqe.topics.codeaudit.secrets;

/// A half-open range of bytes, `start` inclusive to `end` exclusive. [#NONE] says "no match".
record Span(int start, int end) {
    static final Span NONE = new Span(-1, -1);

    boolean found() {
        return start >= 0;
    }
}
