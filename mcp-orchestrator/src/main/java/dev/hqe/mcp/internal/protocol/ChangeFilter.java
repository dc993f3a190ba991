package dev.hqe.mcp.internal.protocol;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Which changes a subscription is told of (2026-07-28, Subscriptions, "Notification Filter";
/// `taskIds` of SEP-2663).
///
/// @param listings of these listings
/// @param resources of these URIs
/// @param tasks of the tasks of these ids
record ChangeFilter(Set<Change.Listing> listings, Set<String> resources, Set<String> tasks) {

    /// Most URIs, and most task ids, of one subscription; the rest is not honoured, which the
    /// acknowledgement says.
    static final int MAX = 256;

    private static final int MAX_TEXT = 2_048;

    ChangeFilter {
        listings = Set.copyOf(listings);
        resources = Set.copyOf(resources);
        tasks = Set.copyOf(tasks);
    }

    /// What of a filter can be honoured.
    ///
    /// @param offered the listings that may change
    /// @param hasResource whether there is a resource, or may be one, as far as this client goes
    /// @param hasTask whether a task is one of this client's
    static ChangeFilter honoured(
            ObjectNode asked,
            Set<Change.Listing> offered,
            Predicate<String> hasResource,
            Predicate<String> hasTask) {
        Set<Change.Listing> listings = EnumSet.noneOf(Change.Listing.class);
        for (Change.Listing each : offered) {
            if (asked.path(key(each)).asBoolean(false)) {
                listings.add(each);
            }
        }
        return new ChangeFilter(
                listings,
                texts(asked.path("resourceSubscriptions"), hasResource),
                texts(asked.path("taskIds"), hasTask));
    }

    boolean wants(Change change) {
        return switch (change) {
            case Change.Listing listing -> listings.contains(listing);
            case Change.Resource(String uri) -> resources.contains(uri);
            case Change.Task(String id) -> tasks.contains(id);
        };
    }

    /// The filter as the acknowledgement repeats it.
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Change.Listing each : Change.Listing.values()) {
            if (listings.contains(each)) {
                json.put(key(each), true);
            }
        }
        list(json, "resourceSubscriptions", resources);
        list(json, "taskIds", tasks);
        return json;
    }

    private static void list(ObjectNode json, String key, Set<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.stream().sorted().forEach(array::add);
        }
    }

    private static String key(Change.Listing listing) {
        return switch (listing) {
            case TOOLS -> "toolsListChanged";
            case PROMPTS -> "promptsListChanged";
            case RESOURCES -> "resourcesListChanged";
        };
    }

    private static Set<String> texts(JsonNode array, Predicate<String> honoured) {
        Set<String> texts = new HashSet<>();
        for (JsonNode each : array) {
            String text = each.asString("");
            if (texts.size() < MAX
                    && !text.isEmpty()
                    && text.length() <= MAX_TEXT
                    && honoured.test(text)) {
                texts.add(text);
            }
        }
        return texts;
    }
}
