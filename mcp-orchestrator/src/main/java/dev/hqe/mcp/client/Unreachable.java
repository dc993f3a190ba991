package dev.hqe.mcp.client;

import dev.hqe.mcp.internal.protocol.Quoted;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/// Says for a person why a server was not reached over HTTP, without the JDK's own terms.
final class Unreachable {

    private Unreachable() {}

    /// Why a request failed.
    ///
    /// @param address only its scheme, host and port are named: the rest may hold a secret
    static String why(URI address, Exception failure) {
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        return switch (failure) {
            case HttpConnectTimeoutException _ ->
                    origin + " does not take the connection: it may be behind a firewall";
            case UnknownHostException _ -> noSuchHost(address);
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
                    noSuchHost(address);
            case ConnectException e
                    when e.getCause() instanceof ConnectException cause
                            && cause.getCause() instanceof UnresolvedAddressException ->
                    noSuchHost(address);
            case ConnectException _ -> "nothing listens on " + origin + " (connection refused)";
            case NoRouteToHostException _ -> "there is no way to " + origin + " in this network";
            case SSLException e ->
                    "no secure connection to " + origin + ": " + Quoted.brief(text(e), 300);
            default ->
                    "the connection to " + origin + " failed: " + Quoted.brief(text(failure), 300);
        };
    }

    private static String noSuchHost(URI address) {
        return "there is no host '" + address.getHost() + "', or its name cannot be looked up now";
    }

    private static String text(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
