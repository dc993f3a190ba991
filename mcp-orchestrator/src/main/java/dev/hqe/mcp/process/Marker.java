package dev.hqe.mcp.process;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// What tells one server's processes from all others: 128 random bits in an environment variable,
/// which every descendant inherits that does not wipe its environment.
///
/// @param value 32 hexadecimal digits
record Marker(String value) {

    static final String VARIABLE = "HQE_SERVER";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A workbench may itself be the server of another one, and so on.
    private static final int MOST_NESTED = 1_024;

    Marker {
        if (!isOne(value)) {
            throw new IllegalArgumentException("a marker is 32 hexadecimal digits");
        }
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static Marker next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new Marker(HexFormat.of().formatHex(bits));
    }

    /// The value of the variable: if this process belongs to somebody's server, then so does what
    /// it starts.
    String in(Map<String, String> own) {
        String outer = own.getOrDefault(VARIABLE, "");
        return outer.isEmpty() || outer.length() > MOST_NESTED ? value : outer + "," + value;
    }
}
