package dev.hqe.kernel.access;

import java.util.regex.Pattern;

/// What tells one API key from another: 12 hexadecimal digits, lower case. Not secret.
public record KeyId(String value) {

    static final int CHARS = 12;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

    public KeyId {
        if (!isValid(value)) {
            throw new AccessException.Invalid(
                    "'" + value + "' is not the id of an API key: 12 digits or letters a to f");
        }
    }

    public static boolean isValid(String value) {
        return value.length() == CHARS && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
