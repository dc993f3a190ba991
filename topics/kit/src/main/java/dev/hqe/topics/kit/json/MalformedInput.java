package dev.hqe.topics.kit.json;

/// What came in is not the JSON Lines that were agreed on. The message says where.
public final class MalformedInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedInput(String message) {
        super(message);
    }
}
