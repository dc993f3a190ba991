package dev.hqe.topics.health.record;

import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/// What a call asks for: a code or a part of the name, and days from and to.
///
/// The host has narrowed down by patient and day already where the manifest says so; here it is
/// checked again, so that the result does not depend on it.
record Selection(String patient, String code, String name, Optional<Day> from, Optional<Day> to) {

    static Selection of(JsonObject arguments) {
        Selection selection =
                new Selection(
                        arguments.text("patient", ""),
                        arguments.text("code", ""),
                        arguments.text("name", "").strip().toLowerCase(Locale.ROOT),
                        day(arguments, "from"),
                        day(arguments, "to"));
        if (selection.from.isPresent()
                && selection.to.isPresent()
                && selection.from.get().compareTo(selection.to.get()) > 0) {
            throw arguments.wrong("from", "must not be after 'to'");
        }
        return selection;
    }

    /// A day that an argument gives.
    static Optional<Day> day(JsonObject arguments, String key) {
        String text = arguments.text(key, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Day> day = Day.parse(text);
        if (day.isEmpty()) {
            throw arguments.wrong(key, "must be a day such as 2026-01-31");
        }
        return day;
    }

    boolean has(Measurement measurement) {
        return hasPatient(measurement.patient())
                && (code.isEmpty() || code.equals(measurement.code()))
                && hasName(measurement.name())
                && !from.filter(day -> measurement.time().day().compareTo(day) < 0).isPresent()
                && !to.filter(day -> measurement.time().day().compareTo(day) > 0).isPresent();
    }

    boolean hasPatient(String other) {
        return patient.isEmpty() || patient.equals(other);
    }

    boolean hasName(String other) {
        return name.isEmpty() || other.toLowerCase(Locale.ROOT).contains(name);
    }
}
