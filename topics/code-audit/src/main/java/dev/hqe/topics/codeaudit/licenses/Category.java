package dev.hqe.topics.codeaudit.licenses;

/// What a licence asks of those who pass the code on, roughly. The greater one asks for more.
public enum Category {
    /// To keep the notices.
    PERMISSIVE("permissive"),
    /// To pass changed files on under the same licence.
    WEAK_COPYLEFT("weak copyleft"),
    /// To pass the whole work on under the same licence.
    STRONG_COPYLEFT("strong copyleft"),
    /// The same towards those who use it over a network.
    NETWORK_COPYLEFT("network copyleft"),
    /// Restricts use, or is not known.
    PROPRIETARY_OR_UNKNOWN("proprietary or unknown");

    private final String label;

    Category(String label) {
        this.label = label;
    }

    /// The name in results.
    public String label() {
        return label;
    }
}
