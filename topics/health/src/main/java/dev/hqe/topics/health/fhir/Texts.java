package dev.hqe.topics.health.fhir;

import dev.hqe.topics.kit.json.JsonObject;
import java.util.Optional;

/// Members of a resource that are texts, times and references, each with its bound.
final class Texts {
    private static final int CHARS_MAX = 2_000;
    private static final int ID_MAX = 64;

    private Texts() {}

    /// The text of a member, or an empty one.
    static String bounded(JsonObject from, String member) {
        String text = from.text(member, "").strip();
        if (text.length() > CHARS_MAX) {
            throw from.wrong(member, "is longer than " + CHARS_MAX + " characters");
        }
        return text;
    }

    /// The time of a member, if it is there.
    static Optional<FhirTime> time(JsonObject from, String member) {
        String text = from.text(member, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<FhirTime> time = FhirTime.parse(text);
        if (time.isEmpty()) {
            throw from.wrong(member, "must be a FHIR date or time, such as 2026-01-31");
        }
        return time;
    }

    /// Whether a text has the form of a resource id: letters, digits, `-` and `.`, at most 64.
    static boolean isId(String text) {
        boolean fits = !text.isEmpty() && text.length() <= ID_MAX;
        for (int i = 0; i < text.length() && fits; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            fits = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
        }
        return fits;
    }

    /// What stands behind the last slash, or behind `urn:uuid:`.
    static String lastPart(String reference) {
        String prefix = "urn:uuid:";
        return reference.startsWith(prefix)
                ? reference.substring(prefix.length())
                : reference.substring(reference.lastIndexOf('/') + 1);
    }
}
