package dev.hqe.mcp.context;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An address of the workbench's own: `hqe://` and a collection, then a name in it. Names may hold
/// slashes; other characters that a URI does not allow are percent-encoded (RFC 6570, "Reserved
/// Expansion").
///
/// @param collection such as `entities`
/// @param name of the thing in it, decoded
record HqeUri(String collection, String name) {

    private static final String SCHEME = "hqe://";

    /// Reads an address; empty when it is none of ours.
    static Optional<HqeUri> of(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return Optional.empty();
        }
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash < 0 || slash == uri.length() - 1) {
            return Optional.empty();
        }
        try {
            String name =
                    URLDecoder.decode(
                            uri.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(new HqeUri(uri.substring(SCHEME.length(), slash), name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a broken percent sequence names nothing
        }
    }

    /// The address, encoded.
    @Override
    public String toString() {
        String encoded =
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/")
                        .replace("%3A", ":");
        return SCHEME + collection + "/" + encoded;
    }
}
