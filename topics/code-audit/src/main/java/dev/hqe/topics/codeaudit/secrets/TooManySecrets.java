package dev.hqe.topics.codeaudit.secrets;

/// A text holds more secrets than can be taken out of it at once.
public final class TooManySecrets extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySecrets(int limit) {
        super("text holds more than " + limit + " secrets; redact it in parts");
    }
}
