package dev.hqe.topics.codeaudit.dependencies;

/// A world of packages. The label is the `type` of its package URLs.
public enum Ecosystem {
    /// JavaScript and TypeScript.
    NPM("npm"),
    /// Python.
    PYPI("pypi"),
    /// Java and Kotlin, whichever tool builds them.
    MAVEN("maven"),
    /// Rust.
    CARGO("cargo"),
    /// Go modules.
    GOLANG("golang"),
    /// Ruby.
    GEM("gem"),
    /// PHP.
    COMPOSER("composer"),
    /// .NET.
    NUGET("nuget");

    private final String label;

    Ecosystem(String label) {
        this.label = label;
    }

    /// The type in a package URL.
    public String label() {
        return label;
    }
}
