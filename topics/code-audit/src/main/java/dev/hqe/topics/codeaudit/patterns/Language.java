package dev.hqe.topics.codeaudit.patterns;

import java.util.List;
import java.util.Optional;

/// A language that there are rules for, and how its text is cut into tokens.
public enum Language {
    JAVA("java", ".java"),
    PYTHON("python", ".py", ".pyw", ".pyi"),
    /// JavaScript and TypeScript.
    JAVASCRIPT(
            "javascript",
            ".js",
            ".mjs",
            ".cjs",
            ".jsx",
            ".ts",
            ".mts",
            ".cts",
            ".tsx",
            ".vue",
            ".svelte"),
    RUST("rust", ".rs"),
    GO("go", ".go"),
    /// POSIX shells and bash.
    SHELL("shell", ".sh", ".bash", ".zsh", ".ksh", ".bats");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> endings;

    Language(String label, String... endings) {
        this.label = label;
        this.endings = List.of(endings);
    }

    /// The name in results.
    public String label() {
        return label;
    }

    /// By a file's name alone.
    public static Optional<Language> ofPath(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (Language language : values()) {
            for (String ending : language.endings) {
                if (name.endsWith(ending)) {
                    return Optional.of(language);
                }
            }
        }
        return Optional.empty();
    }

    /// By a name that a caller gives, such as `typescript` or `bash`.
    public static Optional<Language> named(String name) {
        return switch (name) {
            case "java" -> Optional.of(JAVA);
            case "python" -> Optional.of(PYTHON);
            case "javascript", "typescript" -> Optional.of(JAVASCRIPT);
            case "rust" -> Optional.of(RUST);
            case "go" -> Optional.of(GO);
            case "shell", "bash", "sh" -> Optional.of(SHELL);
            default -> Optional.empty();
        };
    }

    /// Whether a statement ends with its line.
    boolean endsWithLine() {
        return this == PYTHON || this == GO || this == SHELL;
    }
}
