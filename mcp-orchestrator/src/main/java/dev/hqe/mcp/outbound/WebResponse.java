package dev.hqe.mcp.outbound;

import java.util.Map;

/// An answer, whatever its status, unpacked.
///
/// @param status 200 to 599
/// @param headers by names in lower case, values of one name joined by `, `; none that describe the
///   connection or how the body was packed
/// @param body the caller's
// A body may be megabytes; a copy would cost more than it protects. Nobody compares answers.
@SuppressWarnings("ArrayRecordComponent")
public record WebResponse(int status, Map<String, String> headers, byte[] body) {

    public WebResponse {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "WebResponse[%d, %d headers, body of %d bytes]"
                .formatted(status, headers.size(), body.length);
    }
}
