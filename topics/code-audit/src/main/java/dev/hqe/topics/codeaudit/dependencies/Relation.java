package dev.hqe.topics.codeaudit.dependencies;

/// Who asks for a dependency.
public enum Relation {
    /// The project itself.
    DIRECT("direct"),
    /// A dependency of the project.
    TRANSITIVE("transitive"),
    /// The file does not say.
    UNKNOWN("unknown");

    private final String label;

    Relation(String label) {
        this.label = label;
    }

    /// The name in results.
    public String label() {
        return label;
    }
}
