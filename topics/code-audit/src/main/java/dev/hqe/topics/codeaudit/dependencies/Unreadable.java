package dev.hqe.topics.codeaudit.dependencies;

/// A file that is not what its name says, from a line on.
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    Unreadable(int line, String reason) {
        super(reason);
        this.line = line;
    }

    Unread unread() {
        return new Unread(line, String.valueOf(getMessage()));
    }
}
