package dev.hqe.kernel.secret;

import java.util.regex.Pattern;

/// Name of a secret: a letter or digit, then up to 127 letters, digits or any of `. _ / : -`. Case
/// counts.
public record SecretName(String value) implements Comparable<SecretName> {

    static final int MAX_CHARS = 128;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}");

    public SecretName {
        if (!isValid(value)) {
            throw new SecretException.Invalid(
                    "'"
                            + (value.length() <= MAX_CHARS
                                    ? value
                                    : value.substring(0, MAX_CHARS) + "...")
                            + "' is not a name for a secret: a letter or digit, then up to 127"
                            + " letters, digits or any of . _ / : -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
