package dev.hqe.kernel.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Who may come to see the entities of a kind, as its Topic labels it. In order: what comes later
/// needs more care.
public enum Sensitivity {
    /// May leave the workbench.
    PUBLIC,
    /// For the people and agents of this workbench; what is not labelled is this.
    INTERNAL,
    /// Health, money, secrets of people: has to be guarded when it goes anywhere else.
    SENSITIVE;

    /// As files and JSON write it: `public`, `internal`, `sensitive`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads [#word].
    ///
    /// @throws EntityException.InvalidQuery if there is no such label; says which there are
    public static Sensitivity of(String word) {
        for (Sensitivity one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new EntityException.InvalidQuery(
                "'"
                        + word
                        + "' is no sensitivity; there are "
                        + Arrays.stream(values())
                                .map(Sensitivity::word)
                                .collect(Collectors.joining(", ")));
    }
}
