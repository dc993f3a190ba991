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

    /// Reads an address; empty when it is none of ours, or one of a part, behind a `#`.
    static Optional<HqeUri> of(String uri) {
        if (!uri.startsWith(SCHEME) || uri.indexOf('#') >= 0) {
            return Optional.empty();
        }
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash < 0 || slash == uri.length() - 1) {
            return Optional.empty();
        }
        String collection = uri.substring(SCHEME.length(), slash);
        return decoded(uri.substring(slash + 1)).map(name -> new HqeUri(collection, name));
    }

    /// A name as it was before [#encoded]; empty when it is broken.
    static Optional<String> decoded(String name) {
        try {
            return Optional.of(URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a broken percent sequence names nothing
        }
    }

    /// A name as it may stand behind the first slash of an address.
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":");
    }

    /// The address, encoded.
    @Override
    public String toString() {
        return SCHEME + collection + "/" + encoded(name);
    }
}
