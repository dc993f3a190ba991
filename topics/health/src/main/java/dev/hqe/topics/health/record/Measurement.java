package dev.hqe.topics.health.record;

import dev.hqe.topics.health.fhir.FhirTime;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One thing that was observed at one time: an Observation's own value, or a component's.
///
/// @param of the entity with what all its parts share
/// @param part the entity itself, or the component
/// @param name of the part, after that of the whole if it is a component
record Measurement(JsonObject of, JsonObject part, FhirTime time, String name) {

    /// Gives the entity's own value and those of its components, each if it has one.
    static void each(JsonObject entity, Consumer<Measurement> consumer) {
        Optional<FhirTime> time = FhirTime.parse(entity.text("effective"));
        if (time.isEmpty()) {
            throw entity.wrong("effective", "must be a FHIR time; import the bundle again");
        }
        String name = entity.text("name");
        if (entity.has("value") || entity.has("text")) {
            consumer.accept(new Measurement(entity, entity, time.get(), name));
        }
        List<JsonObject> components = entity.objects("components");
        for (JsonObject component : components) {
            consumer.accept(
                    new Measurement(
                            entity, component, time.get(), name + ": " + component.text("name")));
        }
    }

    String patient() {
        return of.text("patient", "");
    }

    String code() {
        return part.text("code", "");
    }

    /// As UCUM has it, else as it is written; empty for a value without a unit.
    String unit() {
        return part.text("unit_code", part.text("unit", ""));
    }

    boolean hasNumber() {
        return part.has("value");
    }

    /// Whether the value is a bound, such as `<5`.
    boolean isBound() {
        return part.has("comparator");
    }

    double value() {
        return part.number("value");
    }

    void write(JsonWriter json) {
        json.beginObject().key("resource_id").string(of.text("resource_id"));
        optional(json, "patient", patient());
        json.key("effective").string(time.written());
        optional(json, "code", code());
        json.key("name").string(name);
        if (hasNumber()) {
            json.key("value").number(value());
        }
        optional(json, "comparator", part.text("comparator", ""));
        optional(json, "unit", part.text("unit", ""));
        optional(json, "text", part.text("text", ""));
        optional(json, "status", of.text("status", ""));
        json.endObject();
    }

    private static void optional(JsonWriter json, String key, String value) {
        if (!value.isEmpty()) {
            json.key(key).string(value);
        }
    }
}
