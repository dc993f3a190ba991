package dev.hqe.mcp.client;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A whole list of a server, all its pages together.
///
/// @param items in the server's order, with every member that came
/// @param ttlMillis how long the server holds it for fresh (`ttlMs`, the least of all pages); 0 for
///   not said
/// @param shared whether others may be given it too (`cacheScope` is `public` on all pages)
public record Listing(List<ObjectNode> items, long ttlMillis, boolean shared) {

    public Listing {
        items = List.copyOf(items);
    }
}
