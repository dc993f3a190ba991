package dev.hqe.mcp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that another server answered with a JSON-RPC error, which our caller is given as it
/// is.
public final class ProtocolFault extends McpException {

    private final int code;
    private final String said;
    private final transient @Nullable RawJson data;

    /// @param code the JSON-RPC error code
    /// @param said the error's message: foreign text
    /// @param data the error's `data`; empty for none
    public ProtocolFault(int code, String said, Optional<RawJson> data) {
        super("error " + code + ": " + said);
        this.code = code;
        this.said = said;
        this.data = data.orElse(null);
    }

    /// The JSON-RPC error code.
    public int code() {
        return code;
    }

    /// The error's message as it came.
    public String said() {
        return said;
    }

    /// The error's `data` as it came.
    public Optional<RawJson> data() {
        return Optional.ofNullable(data);
    }
}
