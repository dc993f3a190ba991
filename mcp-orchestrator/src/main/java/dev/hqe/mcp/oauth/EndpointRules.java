package dev.hqe.mcp.oauth;

import dev.hqe.mcp.outbound.Reach;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/// Which addresses may be visited on behalf of one server: `https` alone, or `http` on this
/// machine; and nothing that lies further inside than the server itself. A server on the internet
/// cannot send us to this machine, to the local network or to a cloud's metadata service.
///
/// The look-up of a name and the later connection are two steps, so this does not stop a name that
/// changes in between; the TLS certificate does. Immutable.
final class EndpointRules {

    private final URI server;
    private final Reach serverReach;

    private EndpointRules(URI server) {
        this.server = server;
        checkShape(server, "the server");
        this.serverReach = reach(host(server));
    }

    /// @throws OAuthException if the server's own address may not be signed in to
    static EndpointRules of(URI server) {
        return new EndpointRules(server);
    }

    /// @param what the address in words, for the message
    /// @return the same address
    /// @throws OAuthException if it may not be visited
    URI check(URI address, String what) {
        checkShape(address, what);
        Reach reach = reach(host(address));
        boolean allowed =
                switch (reach) {
                    case WORLD -> true;
                    case PRIVATE ->
                            serverReach == Reach.PRIVATE || serverReach == Reach.THIS_MACHINE;
                    case THIS_MACHINE -> serverReach == Reach.THIS_MACHINE;
                    case NOWHERE -> false;
                };
        if (!allowed) {
            throw new OAuthException(
                    "The server "
                            + server
                            + " names "
                            + address
                            + " as "
                            + what
                            + ", which is inside this machine's network and not where the server"
                            + " is. It is not visited. Ask the server's operator to publish a"
                            + " public address.");
        }
        return address;
    }

    /// Reads an address from a document and checks it.
    URI check(String address, String what) {
        try {
            return check(new URI(address), what);
        } catch (URISyntaxException broken) {
            throw new OAuthException(
                    "The server "
                            + server
                            + " names "
                            + OAuthException.quoted(address)
                            + " as "
                            + what
                            + ", which is no address. Ask the server's operator to correct it.");
        }
    }

    private static void checkShape(URI address, String what) {
        String scheme = address.getScheme() == null ? "" : lower(address.getScheme());
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null) {
            throw new OAuthException(
                    OAuthException.quoted(address.toString())
                            + " cannot be "
                            + what
                            + ": it needs a scheme and a host, and no user or fragment.");
        }
        boolean secure =
                scheme.equals("https") || (scheme.equals("http") && isLoopbackName(host(address)));
        if (!secure) {
            throw new OAuthException(
                    address
                            + " cannot be "
                            + what
                            + ": only https is used to sign in (http only on this machine). Use the"
                            + " https address.");
        }
    }

    /// The literal names of this machine; a name that merely resolves to it is not one of them.
    static boolean isLoopbackName(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static Reach reach(String host) {
        if (isLoopbackName(host)) {
            return Reach.THIS_MACHINE;
        }
        try {
            Reach innermost = Reach.WORLD;
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Reach reach = Reach.of(address);
                innermost = reach.compareTo(innermost) > 0 ? reach : innermost;
            }
            return innermost;
        } catch (UnknownHostException unknown) {
            // Behind a proxy names are not resolved here; the connection decides.
            return Reach.WORLD;
        }
    }

    private static String host(URI address) {
        String host = lower(address.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
