package dev.hqe.kernel.entity;

import java.util.regex.Pattern;

/// What sort of thing an entity is, as its Topic's `data_schema` names it: `SourceFile`, `Invoice`.
public record Kind(String value) implements Comparable<Kind> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    public Kind {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a kind: a letter, then up to 63 letters, digits or _");
        }
    }

    /// Whether this can be the name of a kind.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(Kind other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
