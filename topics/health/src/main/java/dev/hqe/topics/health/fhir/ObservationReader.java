package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an Observation: its code, its time, its value and those of its components.
final class ObservationReader {
    private static final int COMPONENTS_MAX = 50;
    private static final List<String> UNREAD =
            List.of("valueRange", "valueRatio", "valueSampledData", "valuePeriod", "valueTime");

    private ObservationReader() {}

    static Kept read(Resource resource, References references) {
        JsonObject json = resource.json();
        String status = json.text("status", "");
        if (status.equals("entered-in-error") || status.equals("cancelled")) {
            return new Kept.Skipped(resource, "its status is " + status);
        }
        Optional<Concept> concept = Concept.of(json, "code", Concept.LOINC);
        if (concept.isEmpty()) {
            throw json.wrong("code", "has neither a text nor a coding");
        }
        Optional<FhirTime> time = time(json);
        if (time.isEmpty()) {
            return new Kept.Skipped(resource, "it does not say when it was observed");
        }
        Fields data = Fields.labelled(resource.id());
        data.text("patient", references.id(json, "subject"));
        concept.get().into(data);
        data.text("status", status);
        data.text("effective", time.get().written()).text("day", time.get().day().toString());
        value(json, data);
        List<Fields> components = components(json);
        data.components(components);
        if (!data.has("value") && !data.has("text") && components.isEmpty()) {
            return new Kept.Skipped(resource, without(json));
        }
        return new Kept.Stored(resource, "Observation", data);
    }

    private static Optional<FhirTime> time(JsonObject json) {
        for (String member : List.of("effectiveDateTime", "effectiveInstant")) {
            if (json.has(member)) {
                return Texts.time(json, member);
            }
        }
        if (json.has("effectivePeriod")) {
            JsonObject period = json.object("effectivePeriod");
            return Texts.time(period, period.has("start") ? "start" : "end");
        }
        return Texts.time(json, "issued");
    }

    private static void value(JsonObject json, Fields data) {
        if (json.has("valueQuantity")) {
            JsonObject quantity = json.object("valueQuantity");
            if (!quantity.has("value")) {
                return;
            }
            String code = Texts.bounded(quantity, "code");
            String unit = Texts.bounded(quantity, "unit");
            data.number("value", quantity.number("value"));
            data.text("comparator", Texts.bounded(quantity, "comparator"));
            data.text("unit", unit.isEmpty() ? code : unit).text("unit_code", code);
        } else if (json.has("valueInteger")) {
            data.number("value", json.number("valueInteger"));
        } else if (json.has("valueBoolean")) {
            data.text("text", json.bool("valueBoolean", false) ? "yes" : "no");
        } else if (json.has("valueDateTime")) {
            data.text("text", Texts.bounded(json, "valueDateTime"));
        } else if (json.has("valueString")) {
            data.text("text", Texts.bounded(json, "valueString"));
        } else {
            Concept.of(json, "valueCodeableConcept", "")
                    .ifPresent(concept -> data.text("text", concept.name()));
        }
    }

    /// The components that have a value.
    private static List<Fields> components(JsonObject json) {
        List<JsonObject> written = json.objects("component");
        if (written.size() > COMPONENTS_MAX) {
            throw json.wrong("component", "has more than " + COMPONENTS_MAX + " parts");
        }
        List<Fields> components = new ArrayList<>();
        for (JsonObject component : written) {
            Optional<Concept> concept = Concept.of(component, "code", Concept.LOINC);
            if (concept.isEmpty()) {
                throw component.wrong("code", "has neither a text nor a coding");
            }
            Fields data = new Fields();
            concept.get().into(data);
            value(component, data);
            if (data.has("value") || data.has("text")) {
                components.add(data);
            }
        }
        return components;
    }

    private static String without(JsonObject json) {
        for (String member : UNREAD) {
            if (json.has(member)) {
                return "its value is a " + member + ", which is not read";
            }
        }
        Optional<Concept> absent = Concept.of(json, "dataAbsentReason", "");
        return absent.map(reason -> "it has no value: " + reason.name())
                .orElse("it has no value of its own");
    }
}
