package dev.hqe.mcp.client;

import dev.hqe.mcp.RawJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Follows a list from page to page (2026-07-28, Pagination). For one thread.
final class Pages {

    /// Fetches one page.
    interface Source {
        RawJson page(Params params) throws InterruptedException;
    }

    /// Of all pages together; each of them alone is bounded as every message is.
    static final long MAX_BYTES = 32 << 20;

    private final String method;
    private final String member;
    private final ClientLimits limits;

    Pages(String method, String member, ClientLimits limits) {
        this.method = method;
        this.member = member;
        this.limits = limits;
    }

    /// All pages. A cursor is opaque, and an empty one counts as one.
    ///
    /// @throws ClientException when there are too many, or a cursor comes back
    Listing collect(Source source) throws InterruptedException {
        List<ObjectNode> items = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Params params = Params.NONE;
        long ttl = Long.MAX_VALUE;
        boolean shared = true;
        long bytes = 0;
        for (int page = 1; ; page++) {
            RawJson json = source.page(params);
            bytes += json.size();
            if (bytes > MAX_BYTES) {
                throw tooMany("more than " + MAX_BYTES + " bytes");
            }
            JsonNode result = json.tree();
            JsonNode list = result.path(member);
            if (!list.isArray()) {
                throw new ClientException(
                        "the answer to "
                                + method
                                + " has no array \""
                                + member
                                + "\": the server does not follow the protocol");
            }
            for (JsonNode each : list) {
                if (each instanceof ObjectNode item) {
                    items.add(item);
                }
            }
            ttl = Math.min(ttl, Math.max(0, result.path("ttlMs").asLong(0)));
            shared &= result.path("cacheScope").asString("").equals("public");
            if (items.size() > limits.items()) {
                throw tooMany("more than " + limits.items() + " items");
            }
            JsonNode next = result.path("nextCursor");
            if (!next.isString()) {
                return new Listing(items, ttl, shared);
            }
            if (!cursors.add(next.stringValue())) {
                throw tooMany("a cursor that came before: its pages go round");
            }
            if (page == limits.pages()) {
                throw tooMany("more than " + limits.pages() + " pages");
            }
            params = Params.NONE.with("cursor", next);
        }
    }

    private ClientException tooMany(String what) {
        return new ClientException("the server's answer to " + method + " has " + what);
    }
}
