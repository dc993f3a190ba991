package dev.hqe.mcp.oauth;

import java.net.URI;

/// Shows a person the page on which they sign in. The window opens the desktop's browser; a
/// terminal prints the address.
@FunctionalInterface
public interface Browser {

    /// Shows a page and returns soon: the answer comes back over the redirect address, not here.
    ///
    /// @param page an absolute `https` address (or `http` on this machine, for a server that is on
    ///   this machine); hand it to the browser as one argument, never through a shell
    /// @throws OAuthException if no browser can be opened; the message says what to do instead
    void open(URI page);
}
