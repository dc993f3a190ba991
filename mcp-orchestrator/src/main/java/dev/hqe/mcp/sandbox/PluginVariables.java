package dev.hqe.mcp.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The variables of an Extism plugin (`var_get`, `var_set`).
///
/// They live as long as one run. Bounded: 1 MiB of names and values together, as Extism's own
/// default is, and 10,000 variables. Used by the guest's thread only.
final class PluginVariables {
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_COUNT = 10_000;

    /// What an entry costs besides its bytes; the count alone would let empty values be free.
    private static final int OVERHEAD = 48;

    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private long bytes;

    /// The value last set, a copy.
    Optional<byte[]> get(String name) {
        return Optional.ofNullable(values.get(name)).map(byte[]::clone);
    }

    /// Sets a variable; false if there is no room for it, and nothing has changed.
    boolean set(String name, byte[] value) {
        byte[] before = values.get(name);
        long after = bytes - (before == null ? 0 : size(name, before)) + size(name, value);
        if (after > MAX_BYTES || (before == null && values.size() == MAX_COUNT)) {
            return false;
        }
        values.put(name, value.clone());
        bytes = after;
        return true;
    }

    /// Removes a variable if it is there.
    void remove(String name) {
        byte[] before = values.remove(name);
        if (before != null) {
            bytes -= size(name, before);
        }
    }

    private static long size(String name, byte[] value) {
        return OVERHEAD + 2L * name.length() + value.length;
    }
}
