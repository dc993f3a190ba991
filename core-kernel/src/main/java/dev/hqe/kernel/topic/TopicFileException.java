package dev.hqe.kernel.topic;

/// Something about a Topic's folder as it lies there is not acceptable; the message says what,
/// without the folder's name.
final class TopicFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;

    TopicFileException(String file, String message) {
        super(message);
        this.file = file;
    }

    /// The file, relative to the folder; empty if it is not about one.
    String file() {
        return file;
    }
}
