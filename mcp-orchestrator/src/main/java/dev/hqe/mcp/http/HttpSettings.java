package dev.hqe.mcp.http;

import dev.hqe.mcp.McpException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a server listens and under which names it answers.
///
/// @param host the address to bind, a loopback one unless somebody really wants otherwise
/// @param port 0 for any that is free
/// @param publicHosts further names that a `Host` header may have, such as that of a proxy in
///   front: `name` or `name:port`; without a port any port fits
/// @param allowedOrigins further web pages that may speak to this server, as a browser's `Origin`
///   header says them: `https://app.example`
/// @param limits the bounds
public record HttpSettings(
        String host,
        int port,
        List<String> publicHosts,
        List<String> allowedOrigins,
        HttpLimits limits) {

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s]+");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^/\\s:]+)(:\\d{1,5})?");

    /// On this machine only, at any free port.
    public static final HttpSettings LOOPBACK =
            new HttpSettings("127.0.0.1", 0, List.of(), List.of(), HttpLimits.DEFAULT);

    public HttpSettings {
        if (host.isBlank() || port < 0 || port > 65535) {
            throw new McpException(
                    "a server needs a host and a port of 0 to 65535: " + host + ":" + port);
        }
        publicHosts =
                publicHosts.stream()
                        .map(name -> checked(name, HOST, "public host", "name or name:port"))
                        .toList();
        allowedOrigins =
                allowedOrigins.stream()
                        .map(origin -> checked(origin, ORIGIN, "origin", "https://app.example"))
                        .toList();
    }

    private static String checked(String given, Pattern form, String what, String example) {
        String lower = given.toLowerCase(Locale.ROOT);
        if (!form.matcher(lower).matches()) {
            throw new McpException(
                    "not a " + what + ": '" + given + "' (it looks like " + example + ")");
        }
        return lower;
    }
}
