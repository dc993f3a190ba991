package dev.hqe.mcp.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A request that is well-formed: an `http` or `https` address with a host and nothing hidden in
/// it, and headers that are a caller's to set.
///
/// @param method in upper case
/// @param address without user and fragment
/// @param headers by the names as given; none of those that belong to the connection
/// @param body empty for none; not copied, treat as read-only
// A body may be megabytes; a copy would cost more than it protects. Nobody compares requests.
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(String method, URI address, Map<String, String> headers, byte[] body) {

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");

    /// RFC 9110, 5.6.2.
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /// What a browser takes for an IPv4 address, in whatever base (WHATWG URL, "ends in a number").
    private static final Pattern NUMBER_LAST = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private static final Pattern IPV4 =
            Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");

    /// They describe the connection or the message's frame, which are not the caller's.
    private static final Set<String> NOT_THE_CALLERS =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "via");

    private static final int MAX_HEADERS = 64;

    public WebRequest {
        headers = Map.copyOf(headers);
    }

    /// Reads and checks a request.
    ///
    /// @param url absolute
    /// @throws WebException.Invalid if it is none, saying why
    public static WebRequest of(
            String method, String url, Map<String, String> headers, byte[] body, WebLimits limits) {
        if (!METHOD.matcher(method).matches()) {
            throw new WebException.Invalid(
                    "the method of a request is a word such as GET, in upper case");
        }
        requireAtMost(url.length(), limits.urlChars(), "address of a request", "characters");
        requireAtMost(body.length, limits.requestBytes(), "body of a request", "bytes");
        requireHeaders(headers, limits);
        return new WebRequest(method, address(url), headers, body);
    }

    private static void requireAtMost(int size, int limit, String what, String unit) {
        if (size > limit) {
            throw new WebException.Invalid(
                    "the %s has at most %d %s, not %d".formatted(what, limit, unit, size));
        }
    }

    private static URI address(String url) {
        URI address;
        try {
            address = new URI(new URI(url).toASCIIString());
        } catch (URISyntaxException e) {
            throw new WebException.Invalid(
                    "the address of a request is no URL: "
                            + e.getReason()
                            + "; encode what is special in it");
        }
        String scheme = address.getScheme() == null ? "" : lower(address.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new WebException.Invalid("the address of a request begins with https://");
        }
        if (address.getRawUserInfo() != null) {
            throw new WebException.Invalid(
                    "the address of a request has a user in it (before the @); put credentials into"
                            + " a header");
        }
        String host = address.getHost();
        if (host == null || address.getPort() == 0 || address.getPort() > 65_535) {
            throw new WebException.Invalid(
                    "the address of a request needs a host by its name, or by four decimal numbers,"
                            + " or by an IPv6 address in brackets");
        }
        if (NUMBER_LAST.matcher(lower(host)).matches() && !IPV4.matcher(host).matches()) {
            throw new WebException.Invalid(
                    "the host of a request is a number that programs read differently; write an IPv4"
                            + " address as four decimal numbers without leading zeros");
        }
        if (host.indexOf('%') >= 0) {
            throw new WebException.Invalid(
                    "the host of a request is an address with a zone (%), which is not visited");
        }
        return address;
    }

    private static void requireHeaders(Map<String, String> headers, WebLimits limits) {
        requireAtMost(headers.size(), MAX_HEADERS, "head of a request", "headers");
        int bytes = 0;
        List<String> seen = new ArrayList<>();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            requireName(header.getKey());
            requireValue(header.getKey(), header.getValue());
            bytes += header.getKey().length() + header.getValue().length() + 4;
            String name = lower(header.getKey());
            if (seen.contains(name)) {
                throw new WebException.Invalid("the header " + name + " is there twice");
            }
            seen.add(name);
        }
        requireAtMost(bytes, limits.requestHeaderBytes(), "head of a request", "bytes");
    }

    private static void requireName(String name) {
        if (!TOKEN.matcher(name).matches()) {
            throw new WebException.Invalid(
                    "the name of a header has letters, digits and - only, and no spaces");
        }
        String lower = lower(name);
        if (NOT_THE_CALLERS.contains(lower) || lower.startsWith("proxy-")) {
            throw new WebException.Invalid(
                    "the header " + lower + " is set by the workbench; leave it out");
        }
    }

    /// @throws WebException.Invalid if the value cannot be a header's
    static void requireValue(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new WebException.Invalid(
                    "the value of the header "
                            + lower(name)
                            + " has a line break or another character that is not printable ASCII");
        }
    }

    /// The same with other values of the headers.
    ///
    /// @throws WebException.Invalid if one cannot be a header's
    public WebRequest withHeaders(Map<String, String> values) {
        values.forEach(WebRequest::requireValue);
        return new WebRequest(method, address, values, body);
    }

    /// Whether it goes by TLS.
    public boolean secure() {
        return lower(address.getScheme()).equals("https");
    }

    /// The host in lower case; an IPv6 address is in brackets.
    public String host() {
        return lower(address.getHost());
    }

    /// The port that is connected to.
    public int port() {
        return address.getPort() > 0 ? address.getPort() : secure() ? 443 : 80;
    }

    /// The host, with `:port` unless it is the scheme's own.
    public String authority() {
        return port() == (secure() ? 443 : 80) ? host() : host() + ":" + port();
    }

    /// What stands in the request line.
    String target() {
        String path = address.getRawPath();
        String query = address.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "WebRequest[%s %s, %d headers, body of %d bytes]"
                .formatted(method, authority(), headers.size(), body.length);
    }
}
