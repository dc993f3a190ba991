package dev.hqe.mcp.host;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.config.ServerName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a hosted server's tool or prompt is called here: `server.name`. A server may use
/// characters, or a length, that clients do not take; such a name is made to fit and ends with a
/// piece of its hash, so that two of them never become one.
final class HostedName {

    private static final int MAX_LENGTH = 128;

    private static final int HASH_BYTES = 4;

    private HostedName() {}

    /// @param nameThere what the server calls it
    /// @throws McpException when that is empty
    static ToolName of(ServerName server, String nameThere) {
        if (nameThere.isEmpty()) {
            throw new McpException("it has no name");
        }
        String plain = server + "." + nameThere;
        if (ToolName.isValid(plain)) {
            return new ToolName(plain);
        }
        String hash = "-" + hash(nameThere);
        int room = MAX_LENGTH - hash.length();
        String kept = plain.substring(0, Math.min(plain.length(), room));
        return new ToolName(kept.replaceAll("[^A-Za-z0-9_.-]", "_") + hash);
    }

    private static String hash(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
