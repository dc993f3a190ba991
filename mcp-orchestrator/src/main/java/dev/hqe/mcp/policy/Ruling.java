package dev.hqe.mcp.policy;

import java.util.Locale;
import java.util.Optional;

/// What a rule says about a call.
public enum Ruling {
    /// It runs.
    ALLOW,
    /// A person is asked first.
    ASK,
    /// It does not run, and listings leave the tool out.
    DENY;

    /// The word in `policy.yaml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The ruling of that word.
    public static Optional<Ruling> of(String word) {
        for (Ruling ruling : values()) {
            if (ruling.word().equals(word)) {
                return Optional.of(ruling);
            }
        }
        return Optional.empty();
    }
}
