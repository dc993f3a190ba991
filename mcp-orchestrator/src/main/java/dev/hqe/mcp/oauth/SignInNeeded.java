package dev.hqe.mcp.oauth;

import java.net.URI;

/// A server wants a person to sign in, and there is nobody at this moment who could.
public final class SignInNeeded extends OAuthException {

    private static final long serialVersionUID = 1L;

    /// @param page where one signs in; only its host is told
    /// @param fix what to do about it
    public SignInNeeded(URI page, String fix) {
        super("it wants a person to sign in, at " + page.getHost() + ". " + fix);
    }
}
