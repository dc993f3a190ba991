package dev.hqe.mcp.outbound;

import java.util.Map;

/// An answer whose body went to a file, unpacked.
///
/// @param status 200 to 599
/// @param headers as in [WebResponse#headers]
/// @param problem why the file does not have all of the body; empty if it has
/// @param tooLarge whether that is because there was more than there may be
public record WebDownload(
        int status, Map<String, String> headers, String problem, boolean tooLarge) {

    public WebDownload {
        headers = Map.copyOf(headers);
    }

    /// Whether the file has all of the body.
    public boolean isWhole() {
        return problem.isEmpty();
    }
}
