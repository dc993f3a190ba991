package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonValue;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// The data of an entity as they are put together; what is empty is left out. Not thread-safe.
final class Fields {
    private record Field(String name, JsonValue.Scalar value) {}

    private final List<Field> fields = new ArrayList<>();
    private List<Fields> components = List.of();

    /// Begins with the label that all health data carry.
    static Fields labelled(String resourceId) {
        return new Fields().text("label", "health").text("resource_id", resourceId);
    }

    Fields text(String name, String value) {
        if (!value.isEmpty()) {
            fields.add(new Field(name, new JsonValue.Text(value)));
        }
        return this;
    }

    Fields number(String name, double value) {
        fields.add(new Field(name, new JsonValue.Num(value)));
        return this;
    }

    /// The parts of an observation that has some.
    Fields components(List<Fields> all) {
        components = List.copyOf(all);
        return this;
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name.equals(name));
    }

    void write(JsonWriter json) {
        json.beginObject();
        for (Field field : fields) {
            json.key(field.name).value(field.value);
        }
        if (!components.isEmpty()) {
            json.key("components").beginArray();
            components.forEach(component -> component.write(json));
            json.endArray();
        }
        json.endObject();
    }
}
