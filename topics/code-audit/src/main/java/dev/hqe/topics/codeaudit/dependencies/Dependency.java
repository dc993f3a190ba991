package dev.hqe.topics.codeaudit.dependencies;

/// One entry of a manifest or lock file.
///
/// @param name as the ecosystem writes it, with its namespace: `@scope/name`, `group:artifact`
/// @param version the one version that the file allows; empty if it allows several or says none
/// @param requirement as written: a version, a range, `path:` or `git:` and a place; may be empty
/// @param line from 1
public record Dependency(
        Ecosystem ecosystem,
        String name,
        String version,
        String requirement,
        Scope scope,
        Relation relation,
        int line) {
    private static final int TEXT_MAX = 512;

    public Dependency {
        if (name.isEmpty() || name.length() > TEXT_MAX || line < 1) {
            throw new IllegalArgumentException(
                    "a dependency has a name of 1 to " + TEXT_MAX + " characters and a line");
        }
        version = cut(version);
        requirement = cut(requirement);
    }

    private static String cut(String text) {
        return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    }

    /// Whether every build takes the same version.
    public boolean pinned() {
        return !version.isEmpty();
    }

    /// Whether it comes from beside the project and not from a registry.
    public boolean local() {
        return requirement.startsWith("path:");
    }

    /// The package URL, with the version if there is one only.
    public String purl() {
        return PackageUrl.of(ecosystem, name, version);
    }
}
