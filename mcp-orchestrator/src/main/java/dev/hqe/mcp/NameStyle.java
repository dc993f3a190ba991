package dev.hqe.mcp;

import java.util.List;
import java.util.Locale;

/// How the names of tools are written for a client.
public enum NameStyle {
    /// As they are: `topic.tool`, up to 128 characters, which the protocol allows.
    PLAIN,
    /// At most 44 of `A-Z a-z 0-9 _`, for clients that take no dots, no dashes or no long names.
    SAFE,
    /// Safe for the clients that are known to need it, plain for the others.
    BY_CLIENT;

    /// How the names of clients begin, in lower case, that refuse, rewrite or warn of dots
    /// (decision 0011 says which does what).
    private static final List<String> CAREFUL =
            List.of(
                    "claude",
                    "cursor",
                    "windsurf",
                    "codeium",
                    "codex",
                    "openai",
                    "chatgpt",
                    "visual studio code",
                    "vscode",
                    "github-copilot",
                    "github copilot",
                    "copilot",
                    "jetbrains",
                    "intellij",
                    "augment",
                    "gemini",
                    "grok",
                    "cline",
                    "roo",
                    "kilo",
                    "continue",
                    "local-agent-mode");

    /// Whether this client gets safe names.
    public boolean isSafeFor(Principal principal) {
        return switch (this) {
            case PLAIN -> false;
            case SAFE -> true;
            case BY_CLIENT -> {
                String name = principal.name().toLowerCase(Locale.ROOT);
                yield CAREFUL.stream().anyMatch(name::startsWith);
            }
        };
    }
}
