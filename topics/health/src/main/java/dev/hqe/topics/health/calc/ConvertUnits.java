package dev.hqe.topics.health.calc;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Optional;

/// `convert_units`: a laboratory value or a measure of the body in another unit.
public final class ConvertUnits {
    private static final int PLACES = 9;
    private static final double MOST = 1e12;

    private ConvertUnits() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        double value = arguments.number("value");
        if (!(Math.abs(value) <= MOST)) {
            throw arguments.wrong("value", "must be from -1e12 to 1e12");
        }
        Optional<Analyte> analyte = analyte(arguments);
        Conversion conversion =
                Conversion.of(arguments.text("from"), arguments.text("to"), analyte);
        JsonWriter json = Notice.begin(call);
        json.key("from").beginObject().key("value").number(value);
        json.key("unit").string(conversion.from().ucum()).endObject();
        json.key("value").number(conversion.apply(value), PLACES);
        json.key("unit").string(conversion.to().ucum());
        analyte.ifPresent(found -> json.key("analyte").ascii(found.word()));
        json.key("source").string(conversion.source()).endObject();
    }

    /// The argument `analyte`.
    public static Optional<Analyte> analyte(JsonObject arguments) {
        String word = arguments.text("analyte", "");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Optional<Analyte> analyte = Analyte.named(word);
        if (analyte.isEmpty()) {
            throw arguments.wrong(
                    "analyte",
                    "must be one of glucose, creatinine, cholesterol, triglycerides and hba1c");
        }
        return analyte;
    }
}
