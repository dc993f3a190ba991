package dev.hqe.topics.codeaudit.dependencies;

/// What a dependency is for, as its file says it.
public enum Scope {
    /// Needed by the program that is shipped.
    RUNTIME("runtime"),
    /// For those who work on the program.
    DEV("dev"),
    /// For its tests.
    TEST("test"),
    /// For building it.
    BUILD("build"),
    /// Used if it is there, or asked for by an extra.
    OPTIONAL("optional"),
    /// To be brought by who uses the package.
    PEER("peer"),
    /// Present where the program runs.
    PROVIDED("provided"),
    /// A version for others to take over; by itself no dependency.
    MANAGED("managed"),
    /// The file does not say.
    UNKNOWN("unknown");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /// The name in results.
    public String label() {
        return label;
    }
}
