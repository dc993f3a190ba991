package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Reads a Patient and a Condition.
final class PersonReader {
    private PersonReader() {}

    static Kept patient(Resource resource) {
        JsonObject json = resource.json();
        Fields data = Fields.labelled(resource.id()).text("name", name(json));
        data.text("birth_date", Texts.time(json, "birthDate").map(FhirTime::written).orElse(""));
        data.text("administrative_gender", Texts.bounded(json, "gender"));
        return new Kept.Stored(resource, "Patient", data);
    }

    /// The official name, else the first one, as it is written or else put together.
    private static String name(JsonObject json) {
        List<JsonObject> names = json.objects("name");
        if (names.isEmpty()) {
            return "";
        }
        JsonObject name =
                names.stream()
                        .filter(one -> one.text("use", "").equals("official"))
                        .findFirst()
                        .orElse(names.get(0));
        String text = Texts.bounded(name, "text");
        String joined = String.join(" ", name.texts("given")) + " " + Texts.bounded(name, "family");
        return text.isEmpty() ? joined.strip() : text;
    }

    static Kept condition(Resource resource, References references) {
        JsonObject json = resource.json();
        String verification = code(json, "verificationStatus");
        if (verification.equals("entered-in-error")) {
            return new Kept.Skipped(resource, "its verification status is " + verification);
        }
        Optional<Concept> concept = Concept.of(json, "code", "http://snomed.info/sct");
        if (concept.isEmpty()) {
            return new Kept.Skipped(resource, "it does not say which condition");
        }
        Fields data = Fields.labelled(resource.id());
        data.text("patient", references.id(json, "subject"));
        concept.get().into(data);
        data.text("clinical_status", code(json, "clinicalStatus"));
        data.text("verification_status", verification);
        data.text("onset", start(json, "onset"));
        data.text("abatement", start(json, "abatement"));
        data.text("recorded", Texts.time(json, "recordedDate").map(FhirTime::written).orElse(""));
        return new Kept.Stored(resource, "Condition", data);
    }

    private static String code(JsonObject json, String member) {
        return Concept.of(json, member, "")
                .map(concept -> concept.code().isEmpty() ? concept.name() : concept.code())
                .orElse("");
    }

    /// `onsetDateTime`, `onsetPeriod` or `onsetString`.
    private static String start(JsonObject json, String what) {
        if (json.has(what + "DateTime")) {
            return Texts.time(json, what + "DateTime").map(FhirTime::written).orElse("");
        }
        if (json.has(what + "Period")) {
            JsonObject period = json.object(what + "Period");
            return Texts.time(period, "start").map(FhirTime::written).orElse("");
        }
        return Texts.bounded(json, what + "String");
    }
}
