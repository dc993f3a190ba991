package dev.hqe.mcp.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// An HTTP request a guest asks the host to make. Nothing of it has been checked: the address may
/// be anything, a header may hold a secret's handle.
///
/// @param method in upper case; GET if the guest named none
/// @param url as the guest gave it
/// @param headers as the guest gave them, names in its spelling
/// @param body empty if there is none; not copied, treat as read-only
// A body may be megabytes; a copy would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(String method, String url, Map<String, String> headers, byte[] body) {

    public HttpCall {
        method = method.toUpperCase(Locale.ROOT);
        Objects.requireNonNull(url, "url");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpCall that
                && method.equals(that.method)
                && url.equals(that.url)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, url, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "HttpCall[%s %s, %d headers, body of %d bytes]"
                .formatted(method, url, headers.size(), body.length);
    }
}
