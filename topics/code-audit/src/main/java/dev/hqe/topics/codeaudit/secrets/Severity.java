package dev.hqe.topics.codeaudit.secrets;

/// How bad it is that a secret lies open, as far as its form can tell.
public enum Severity {
    /// Opens an account or a machine by itself.
    CRITICAL("critical"),
    /// Opens a service, or needs one more public value to do so.
    HIGH("high"),
    /// Probably a secret, or one of narrow reach.
    MEDIUM("medium"),
    /// An identifier that belongs to a secret, or a test credential.
    LOW("low");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /// The name in results: lower case.
    public String label() {
        return label;
    }
}
