package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.MalformedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A FHIR R4 Bundle, read whole before anything of it is stored.
final class Bundle {
    private static final int ENTRIES_MAX = 100_000;

    private final List<Kept> resources = new ArrayList<>();
    private final References references = new References();

    private Bundle() {}

    static Bundle read(JsonObject json) {
        String type = json.text("resourceType", "");
        if (!type.equals("Bundle")) {
            throw new ToolError(
                    "this is no FHIR Bundle: resourceType is '"
                            + (type.isEmpty() ? "missing" : type)
                            + "'; put single resources into a Bundle of type collection");
        }
        if (json.text("type", "").equals("history")) {
            throw new ToolError(
                    "the Bundle is a history, which has each resource many times; export the"
                            + " current resources");
        }
        Bundle bundle = new Bundle();
        bundle.readAll(json.objects("entry"));
        return bundle;
    }

    /// What becomes of each entry, in their order.
    List<Kept> resources() {
        return resources;
    }

    private void readAll(List<JsonObject> entries) {
        if (entries.size() > ENTRIES_MAX) {
            throw new ToolError("the Bundle has more than " + ENTRIES_MAX + " entries; split it");
        }
        List<Resource> named = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonObject entry = entries.get(i);
            if (entry.has("resource")) {
                Resource resource = resource(i, entry);
                named.add(resource);
                references.add(entry.text("fullUrl", ""), resource);
            }
        }
        Map<String, Integer> first = new HashMap<>();
        for (Resource resource : named) {
            resources.add(kept(resource, first));
        }
    }

    private static Resource resource(int place, JsonObject entry) {
        JsonObject json = entry.object("resource").named("");
        String id = json.text("id", "");
        String url = entry.text("fullUrl", "");
        if (id.isEmpty() && url.startsWith("urn:uuid:")) {
            id = Texts.lastPart(url);
        }
        return new Resource(place, json.text("resourceType", ""), id, json);
    }

    private Kept kept(Resource resource, Map<String, Integer> first) {
        Optional<String> unread = unread(resource);
        if (unread.isPresent()) {
            return new Kept.Skipped(resource, unread.get());
        }
        if (!Texts.isId(resource.id())) {
            return new Kept.Invalid(
                    resource,
                    "'id' must be 1 to 64 letters, digits, '-' and '.', so that the resource is"
                            + " found again");
        }
        Integer before = first.putIfAbsent(resource.type() + "/" + resource.id(), resource.entry());
        if (before != null) {
            return new Kept.Invalid(resource, "entry[" + before + "] has the same id");
        }
        try {
            return switch (resource.type()) {
                case "Patient" -> PersonReader.patient(resource);
                case "Condition" -> PersonReader.condition(resource, references);
                case "Observation" -> ObservationReader.read(resource, references);
                default -> MedicationReader.read(resource, references);
            };
        } catch (MalformedInput | ArithmeticException e) {
            return new Kept.Invalid(resource, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> unread(Resource resource) {
        return switch (resource.type()) {
            case "Patient", "Condition", "Observation", "MedicationRequest" -> Optional.empty();
            case "Medication" ->
                    Optional.of("a Medication is read where a MedicationRequest refers to it");
            case "" -> Optional.of("it has no resourceType");
            default -> Optional.of(resource.type() + " is not among what is read");
        };
    }
}
