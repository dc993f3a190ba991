package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Reads a MedicationRequest: what was prescribed, how it is taken, and from when to when.
///
/// The period is that of the dosage (`timing.repeat.boundsPeriod`), else that in which it may be
/// dispensed, else the supply: from the day it was written, so long as one dispense lasts, times
/// one and the repeats. Without any of these it begins on the day it was written and has no end.
final class MedicationReader {
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final int SUPPLY_DAYS_MAX = 36_600;

    private MedicationReader() {}

    static Kept read(Resource resource, References references) {
        JsonObject json = resource.json();
        String status = json.text("status", "");
        if (status.equals("entered-in-error")) {
            return new Kept.Skipped(resource, "its status is " + status);
        }
        Optional<Concept> concept = medicine(json, references);
        if (concept.isEmpty()) {
            return new Kept.Skipped(resource, "it does not say which medicine");
        }
        Fields data = Fields.labelled(resource.id());
        data.text("patient", references.id(json, "subject"));
        concept.get().into(data);
        data.text("status", status).text("intent", Texts.bounded(json, "intent"));
        Optional<FhirTime> authored = Texts.time(json, "authoredOn");
        data.text("authored", authored.map(time -> time.day().toString()).orElse(""));
        data.text("dosage", dosage(json));
        period(json, authored, data);
        return new Kept.Stored(resource, "Medication", data);
    }

    private static Optional<Concept> medicine(JsonObject json, References references) {
        Optional<Concept> inline = Concept.of(json, "medicationCodeableConcept", RXNORM);
        if (inline.isPresent() || !json.has("medicationReference")) {
            return inline;
        }
        JsonObject reference = json.object("medicationReference");
        String written = Texts.bounded(reference, "reference");
        Optional<JsonObject> medication =
                written.startsWith("#")
                        ? contained(json, written.substring(1))
                        : references.resource(written);
        Optional<Concept> named = medication.flatMap(found -> Concept.of(found, "code", RXNORM));
        String display = Texts.bounded(reference, "display");
        return named.isPresent() || display.isEmpty()
                ? named
                : Optional.of(new Concept("", "", display));
    }

    private static Optional<JsonObject> contained(JsonObject json, String id) {
        return json.objects("contained").stream()
                .filter(resource -> resource.text("id", "").equals(id))
                .findFirst();
    }

    private static String dosage(JsonObject json) {
        StringBuilder all = new StringBuilder();
        for (JsonObject instruction : json.objects("dosageInstruction")) {
            String text = Texts.bounded(instruction, "text");
            all.append(all.isEmpty() || text.isEmpty() ? "" : "; ").append(text);
        }
        if (all.length() > 4_000) {
            throw json.wrong("dosageInstruction", "is longer than 4000 characters");
        }
        return all.toString();
    }

    private static void period(JsonObject json, Optional<FhirTime> authored, Fields data) {
        Optional<JsonObject> written = dosagePeriod(json);
        String source = "dosage";
        if (written.isEmpty() && json.has("dispenseRequest")) {
            written = member(json.object("dispenseRequest"), "validityPeriod");
            source = "validity";
        }
        if (written.isPresent() && (written.get().has("start") || authored.isPresent())) {
            Optional<FhirTime> start = Texts.time(written.get(), "start");
            Optional<FhirTime> end = Texts.time(written.get(), "end");
            write(data, start.or(() -> authored).map(FhirTime::day), end.map(FhirTime::day));
            data.text("period_from", source);
        } else if (authored.isPresent()) {
            int days = supplyDays(json);
            Day first = authored.get().day();
            write(
                    data,
                    Optional.of(first),
                    days == 0 ? Optional.empty() : Optional.of(first.plusDays(days - 1)));
            data.text("period_from", days == 0 ? "authored" : "supply");
        }
    }

    private static void write(Fields data, Optional<Day> start, Optional<Day> end) {
        data.text("start", start.map(Day::toString).orElse(""));
        data.text("end", end.map(Day::toString).orElse(""));
    }

    private static Optional<JsonObject> dosagePeriod(JsonObject json) {
        List<JsonObject> dosages = json.objects("dosageInstruction");
        return dosages.isEmpty()
                ? Optional.empty()
                : member(dosages.get(0), "timing")
                        .flatMap(timing -> member(timing, "repeat"))
                        .flatMap(repeat -> member(repeat, "boundsPeriod"));
    }

    private static Optional<JsonObject> member(JsonObject of, String name) {
        return of.has(name) ? Optional.of(of.object(name)) : Optional.empty();
    }

    /// Days that the supply lasts; 0 if it is not said.
    private static int supplyDays(JsonObject json) {
        Optional<JsonObject> request = member(json, "dispenseRequest");
        Optional<JsonObject> supply = request.flatMap(r -> member(r, "expectedSupplyDuration"));
        if (supply.isEmpty() || !supply.get().has("value")) {
            return 0;
        }
        JsonObject duration = supply.get();
        int unitDays =
                switch (duration.text("code", duration.text("unit", "d"))) {
                    case "d", "day", "days" -> 1;
                    case "wk", "week", "weeks" -> 7;
                    default -> throw duration.wrong("code", "must be d or wk");
                };
        int repeats = request.map(r -> r.integer("numberOfRepeatsAllowed", 0, 100, 0)).orElse(0);
        double days = Math.ceil(duration.number("value") * unitDays) * (1 + repeats);
        if (!(days >= 1 && days <= SUPPLY_DAYS_MAX)) {
            throw duration.wrong("value", "must last 1 to " + SUPPLY_DAYS_MAX + " days");
        }
        return (int) days;
    }
}
