package dev.hqe.mcp.process;

import java.util.regex.Pattern;

/// The name that a person gave a hosted server, as it stands in `mcp.json`.
///
/// @param value 1 to 64 letters, digits, `_`, `-`, `.` or spaces, not blank
public record ServerName(String value) implements Comparable<ServerName> {

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}_. -]{1,64}");

    public ServerName {
        if (!FORM.matcher(value).matches() || value.isBlank()) {
            throw new ServerProcessException(
                    "a server's name is 1 to 64 letters, digits, '_', '-', '.' or spaces: rename '%s'"
                            .formatted(value.length() > 80 ? value.substring(0, 80) : value));
        }
    }

    @Override
    public int compareTo(ServerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
