package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What references in a bundle point at: `Patient/p1`, an absolute URL, or the `fullUrl` of an
/// entry.
final class References {
    private final Map<String, Resource> byUrl = new HashMap<>();

    void add(String fullUrl, Resource resource) {
        if (!fullUrl.isEmpty()) {
            byUrl.putIfAbsent(fullUrl, resource);
        }
        byUrl.putIfAbsent(resource.type() + "/" + resource.id(), resource);
    }

    /// The id of the resource that a member refers to; empty if it refers to none.
    String id(JsonObject json, String member) {
        if (!json.has(member)) {
            return "";
        }
        JsonObject reference = json.object(member);
        String written = Texts.bounded(reference, "reference");
        Resource found = byUrl.get(written);
        String id = found == null ? Texts.lastPart(written) : found.id();
        if (!id.isEmpty() && !Texts.isId(id)) {
            throw reference.wrong("reference", "does not end with a resource id");
        }
        return id;
    }

    /// The resource of the bundle that a reference names.
    Optional<JsonObject> resource(String reference) {
        return Optional.ofNullable(byUrl.get(reference)).map(Resource::json);
    }
}
