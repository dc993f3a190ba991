package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A FHIR `CodeableConcept` as one code with one name.
///
/// @param code of the preferred coding; empty if there is only a text
/// @param system of that code, a URI; empty if it has none
/// @param name the text, else the coding's display, else the code
record Concept(String code, String system, String name) {

    static final String LOINC = "http://loinc.org";

    /// Reads the member of that name, if it says anything.
    ///
    /// @param preferred the system whose coding is taken if there is one, else the first coding
    static Optional<Concept> of(JsonObject resource, String member, String preferred) {
        if (!resource.has(member)) {
            return Optional.empty();
        }
        JsonObject concept = resource.object(member);
        List<JsonObject> codings = concept.objects("coding");
        JsonObject chosen = codings.isEmpty() ? concept : codings.get(0);
        for (JsonObject coding : codings) {
            if (coding.text("system", "").equals(preferred)) {
                chosen = coding;
                break;
            }
        }
        String code = codings.isEmpty() ? "" : Texts.bounded(chosen, "code");
        String system = codings.isEmpty() ? "" : Texts.bounded(chosen, "system");
        String name = Texts.bounded(concept, "text");
        if (name.isEmpty() && !codings.isEmpty()) {
            name = Texts.bounded(chosen, "display");
        }
        name = name.isEmpty() ? code : name;
        return name.isEmpty() ? Optional.empty() : Optional.of(new Concept(code, system, name));
    }

    void into(Fields fields) {
        fields.text("code", code).text("system", system).text("name", name);
    }
}
