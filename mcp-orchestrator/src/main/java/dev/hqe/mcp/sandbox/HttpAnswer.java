package dev.hqe.mcp.sandbox;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// What the host got for an [HttpCall]; any status is an answer.
///
/// @param status for example 200
/// @param headers names in lower case; several values of one name joined by `, `
/// @param body not copied, treat as read-only
// A body may be megabytes; a copy would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpAnswer that
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "HttpAnswer[%d, %d headers, body of %d bytes]"
                .formatted(status, headers.size(), body.length);
    }
}
