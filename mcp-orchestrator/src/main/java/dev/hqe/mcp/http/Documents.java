package dev.hqe.mcp.http;

import dev.hqe.mcp.ServerInfo;
import dev.hqe.mcp.internal.protocol.Versions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What anybody may read about the server: where its server card is (the catalog), the card, and
/// how it wants to be authorized at (RFC 9728).
///
/// Card and catalog follow SEP-2127 as its extension repository has them (`schema.ts` v2 and
/// `docs/discovery.md` of `experimental-ext-server-card`, drafts of 2026): the catalog at
/// `/.well-known/mcp/catalog.json`, the card at the endpoint's address plus `/server-card`. The
/// card names no tools and no capabilities: those are asked of the server itself. Immutable.
final class Documents {

    private static final String CARD_TYPE = "application/mcp-server-card+json";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField CARD =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, CARD_TYPE);

    private final ServerInfo info;
    private final boolean keys;

    /// A document as it goes out.
    record Document(HttpField type, byte[] body) {}

    /// @param keys whether a key is needed
    Documents(ServerInfo info, boolean keys) {
        this.info = info;
        this.keys = keys;
    }

    /// Where a client finds out how to be authorized for the endpoint.
    static String resourceMetadata(String base) {
        return base + RESOURCE + McpHttpHandler.ENDPOINT;
    }

    /// The document at a path.
    ///
    /// @param base scheme, host and port under which the client reaches us
    Optional<Document> at(String path, String base) {
        return switch (path) {
            case "/.well-known/mcp/catalog.json" -> Optional.of(document(JSON, catalog(base)));
            case McpHttpHandler.ENDPOINT + "/server-card" ->
                    Optional.of(document(CARD, card(base)));
            case RESOURCE, RESOURCE + McpHttpHandler.ENDPOINT ->
                    keys ? Optional.of(document(JSON, resource(base))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Document document(HttpField type, ObjectNode json) {
        return new Document(type, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode catalog(String base) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specVersion", "draft");
        json.putArray("entries")
                .addObject()
                .put("identifier", "urn:air:hqe.dev:" + info.name())
                .put("displayName", title())
                .put("type", CARD_TYPE)
                .put("url", base + McpHttpHandler.ENDPOINT + "/server-card");
        return json;
    }

    private ObjectNode card(String base) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "$schema",
                "https://static.modelcontextprotocol.io/schemas/v2/server-card.schema.json");
        json.put("name", "dev.hqe/" + info.name());
        json.put("version", info.version());
        json.put("title", title());
        json.put("description", "The tools and data of an HQE Workbench.");
        ObjectNode remote = json.putArray("remotes").addObject();
        remote.put("type", "streamable-http").put("url", base + McpHttpHandler.ENDPOINT);
        ArrayNode versions = remote.putArray("supportedProtocolVersions");
        versions.add(Versions.MODERN);
        Versions.LEGACY.forEach(versions::add);
        if (keys) {
            remote.putArray("headers")
                    .addObject()
                    .put("name", "Authorization")
                    .put("description", "A key of this workbench (hqe key new): Bearer KEY")
                    .put("isRequired", true)
                    .put("isSecret", true);
        }
        return json;
    }

    /// No authorization server is named, since keys are handed out by a person.
    private ObjectNode resource(String base) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resource", base + McpHttpHandler.ENDPOINT);
        json.put("resource_name", title());
        json.putArray("bearer_methods_supported").add("header");
        return json;
    }

    private String title() {
        return info.title().isEmpty() ? info.name() : info.title();
    }
}
