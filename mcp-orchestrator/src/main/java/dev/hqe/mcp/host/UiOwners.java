package dev.hqe.mcp.host;

import dev.hqe.mcp.config.ServerName;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whose a `ui://` resource is (MCP Apps, SEP-1865): the server's whose tool refers to it, as a
/// person has accepted that tool. What no tool refers to is the first server's that was seen to
/// list it. So no server can put its own page where another's is expected. Of several that have the
/// same right, the one that had it first is asked, and the log says so. Thread-safe.
final class UiOwners {

    private static final System.Logger LOG = System.getLogger(UiOwners.class.getName());
    private static final String SCHEME = "ui://";
    private static final int MAX_REMEMBERED = 10_000;

    /// Who had an address first; kept for as long as this process lives.
    private final Map<String, ServerName> first = new LinkedHashMap<>();

    static boolean isUi(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /// What the servers claim now.
    Claims among(Collection<HostedServer> servers) {
        Map<String, List<HostedServer>> referring = new HashMap<>();
        Map<String, List<HostedServer>> listing = new HashMap<>();
        for (HostedServer server : servers) {
            Catalog now = server.catalog();
            for (ObjectNode tool : now.usable()) {
                claim(referring, reference(tool), server);
            }
            for (ObjectNode resource : now.resources()) {
                claim(listing, resource.path("uri").asString(""), server);
            }
        }
        Map<String, HostedServer> owners = new HashMap<>();
        listing.forEach((uri, some) -> owners.put(uri, chosen(uri, some, false)));
        referring.forEach((uri, some) -> owners.put(uri, chosen(uri, some, true)));
        return new Claims(owners);
    }

    private static void claim(
            Map<String, List<HostedServer>> claims, String uri, HostedServer server) {
        if (!isUi(uri)) {
            return;
        }
        List<HostedServer> some = claims.computeIfAbsent(uri, key -> new ArrayList<>());
        if (!some.contains(server)) {
            some.add(server);
        }
    }

    private static String reference(ObjectNode tool) {
        JsonNode meta = tool.path("_meta");
        String now = meta.path("ui").path("resourceUri").asString("");
        return now.isEmpty() ? meta.path("ui/resourceUri").asString("") : now;
    }

    private synchronized HostedServer chosen(
            String uri, List<HostedServer> some, boolean outranks) {
        ServerName before = first.get(uri);
        Optional<HostedServer> same =
                some.stream().filter(server -> server.name().equals(before)).findFirst();
        HostedServer chosen = same.orElse(some.getFirst());
        if (same.isEmpty() && (before == null || outranks)) {
            first.put(uri, chosen.name());
            if (first.size() > MAX_REMEMBERED) {
                first.remove(first.keySet().iterator().next());
            }
            if (some.size() > 1) {
                LOG.log(
                        Level.WARNING,
                        "{0} is claimed by the servers {1}; {2} is asked for it",
                        Quoted.brief(uri, 200),
                        some.stream().map(HostedServer::name).toList(),
                        chosen.name());
            }
        }
        return chosen;
    }

    /// The owners at one moment.
    record Claims(Map<String, HostedServer> owners) {

        /// Whose an address is; empty when no server claims it.
        Optional<HostedServer> owner(String uri) {
            return Optional.ofNullable(owners.get(uri));
        }

        /// Whether a server's listing of an address is shown.
        boolean mayList(HostedServer server, String uri) {
            return !isUi(uri) || server.equals(owners.get(uri));
        }
    }
}
