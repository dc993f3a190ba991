package dev.hqe.kernel.entity;

import dev.hqe.kernel.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How often each value is there.
///
/// @param top the most frequent values first, equally frequent ones by value
/// @param other entities with a value that is not among those
/// @param missing entities without a value, or with null, an array or an object
public record Facets(List<Count> top, long other, long missing) {

    /// A value and how often it is there.
    ///
    /// @param value a String (its first [Sort#MAX_KEY] characters), Long, Double or Boolean
    public record Count(Object value, long entities) {}

    public Facets {
        top = List.copyOf(top);
    }

    /// `{"values": [{"value": "Java", "count": 3}], "other": 0, "missing": 1}`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("values");
        for (Count count : top) {
            ObjectNode item = list.addObject();
            switch (count.value()) {
                case Boolean truth -> item.put("value", truth);
                case Long number -> item.put("value", number);
                case Double number -> item.put("value", number);
                default -> item.put("value", count.value().toString());
            }
            item.put("count", count.entities());
        }
        json.put("other", other);
        json.put("missing", missing);
        return json;
    }
}
