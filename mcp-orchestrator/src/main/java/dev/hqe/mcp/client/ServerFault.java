package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC error that a server answered with.
public final class ServerFault extends ClientException {

    private final int code;
    private final String said;
    private final transient @Nullable RawJson data;

    ServerFault(int code, String said, Optional<RawJson> data) {
        super("the server answered with error " + code + ": " + Quoted.brief(said, 1_000));
        this.code = code;
        this.said = said;
        this.data = data.orElse(null);
    }

    /// The JSON-RPC error code.
    public int code() {
        return code;
    }

    /// The error's message as it came: foreign text.
    public String said() {
        return said;
    }

    /// The error's `data` as it came.
    public Optional<RawJson> data() {
        return Optional.ofNullable(data);
    }
}
