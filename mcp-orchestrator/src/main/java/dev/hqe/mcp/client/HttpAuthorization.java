package dev.hqe.mcp.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Supplies the Authorization header of requests to one server. Called from many threads at once.
public interface HttpAuthorization {

    /// Sends no header and gives up when the server wants one.
    HttpAuthorization NONE =
            new HttpAuthorization() {
                @Override
                public Optional<String> header(URI server) {
                    return Optional.empty();
                }

                @Override
                public boolean challenged(URI server, int status, List<String> wwwAuthenticate) {
                    return false;
                }
            };

    /// The header's value for the next request, refreshed if it is about to expire; empty for none.
    Optional<String> header(URI server) throws InterruptedException;

    /// The server said 401 or 403. Returns true when the request should be sent again with a new
    /// header.
    ///
    /// @param wwwAuthenticate the values of the `WWW-Authenticate` headers, in order
    boolean challenged(URI server, int status, List<String> wwwAuthenticate)
            throws InterruptedException;
}
