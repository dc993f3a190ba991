package dev.hqe.mcp.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Keeps web pages out. A page in a browser on this machine can send requests here, under a name
/// that resolves to this machine (DNS rebinding), and the browser then takes our answers for those
/// of the page's own server. So the request has to name us as we are called (`Host`), and if it
/// says where it comes from (`Origin`), that has to be a place we trust (2026-07-28, Streamable
/// HTTP, "Security & Endpoint"). Immutable.
final class Door {

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:/@\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern WEB_ORIGIN = Pattern.compile("https?://(.+)");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpSettings settings;

    /// The address we are bound to, when it is a particular one: a request may name it as well.
    private final Optional<String> bound;

    Door(HttpSettings settings) {
        this.settings = settings;
        String host = settings.host().toLowerCase(Locale.ROOT);
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        this.bound =
                any
                        ? Optional.empty()
                        : Optional.of(
                                host.contains(":") && !host.startsWith("[")
                                        ? "[" + host + "]"
                                        : host);
    }

    /// What is wrong with a request's `Host` or `Origin`, empty when nothing is.
    ///
    /// @param port the one the request came in at
    Optional<String> objection(HttpFields headers, int port) {
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1 || !isOurs(hosts.getFirst(), port)) {
            return Optional.of(
                    "Forbidden: the Host header does not name this server. If it is reached under"
                            + " another name, start it with --public-host NAME.");
        }
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        if (!origins.isEmpty() && (origins.size() > 1 || !isTrusted(origins.getFirst()))) {
            return Optional.of(
                    "Forbidden: web pages of this origin may not use this server. To allow them,"
                            + " start it with --allow-origin ORIGIN.");
        }
        return Optional.empty();
    }

    private boolean isOurs(String host, int port) {
        Matcher authority = AUTHORITY.matcher(host);
        if (!authority.matches()) {
            return false;
        }
        String given = host.toLowerCase(Locale.ROOT);
        String name = authority.group(1).toLowerCase(Locale.ROOT);
        String at = authority.group(2);
        boolean ourPort = at == null ? port == 80 : Integer.parseInt(at) == port;
        return ourPort && (LOOPBACK.contains(name) || bound.filter(name::equals).isPresent())
                || settings.publicHosts().contains(given)
                || settings.publicHosts().contains(name);
    }

    /// A page from loopback is one that somebody on this machine serves, at whatever port.
    private boolean isTrusted(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (settings.allowedOrigins().contains(lower)) {
            return true;
        }
        Matcher web = WEB_ORIGIN.matcher(lower);
        if (!web.matches()) {
            return false;
        }
        Matcher authority = AUTHORITY.matcher(web.group(1));
        return authority.matches() && LOOPBACK.contains(authority.group(1));
    }

    /// Whether an address to bind is one that only this machine reaches.
    static boolean isLoopback(InetAddress address) {
        return address.isLoopbackAddress();
    }
}
