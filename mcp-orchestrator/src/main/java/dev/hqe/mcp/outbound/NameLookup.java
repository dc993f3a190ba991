package dev.hqe.mcp.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses that a host's name stands for. Safe for calls from several threads at once.
@FunctionalInterface
public interface NameLookup {

    /// This machine's own way.
    NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// All addresses, the best first; blocks.
    ///
    /// @param host a name, or an address as text, which for IPv6 has no brackets
    /// @throws UnknownHostException if there is none
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
