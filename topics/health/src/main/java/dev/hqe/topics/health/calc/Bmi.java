package dev.hqe.topics.health.calc;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Optional;

/// `bmi`: body mass index, kilograms by square metres, and its class for adults.
///
/// Classes: WHO, "Physical status: the use and interpretation of anthropometry", Technical Report
/// Series 854 (1995), and "Obesity: preventing and managing the global epidemic", Technical Report
/// Series 894 (2000). For people from 5 to 19 years WHO has growth references instead; there is no
/// class for them here.
public final class Bmi {
    private static final int ADULT = 20;
    private static final double KILOGRAMS_MIN = 1;
    private static final double KILOGRAMS_MAX = 700;
    private static final double METRES_MIN = 0.3;
    private static final double METRES_MAX = 3;
    private static final int PLACES = 2;

    private Bmi() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        double kilograms =
                Conversion.of(arguments.text("weight_unit", "kg"), "kg", Optional.empty())
                        .apply(arguments.number("weight"));
        double metres =
                Conversion.of(arguments.text("height_unit", "cm"), "m", Optional.empty())
                        .apply(arguments.number("height"));
        if (!(kilograms >= KILOGRAMS_MIN && kilograms <= KILOGRAMS_MAX)) {
            throw arguments.wrong("weight", "must be from 1 to 700 kg; see weight_unit");
        }
        if (!(metres >= METRES_MIN && metres <= METRES_MAX)) {
            throw arguments.wrong("height", "must be from 30 to 300 cm; see height_unit");
        }
        int age = arguments.integer("age", 0, 130, ADULT);
        double bmi = kilograms / (metres * metres);

        JsonWriter json = Notice.begin(call);
        json.key("bmi").number(bmi, PLACES).key("unit").ascii("kg/m2");
        json.key("weight_kg").number(kilograms, PLACES).key("height_cm").number(metres * 100, 1);
        if (age >= ADULT) {
            json.key("class").ascii(classOf(bmi));
        } else {
            json.key("no_class_because")
                    .ascii("the classes are for adults; WHO has growth references to 19 years");
        }
        json.key("source").ascii("WHO Technical Report Series 854 (1995) and 894 (2000)");
        json.endObject();
    }

    private static String classOf(double bmi) {
        if (bmi < 16) {
            return "severe thinness";
        }
        if (bmi < 17) {
            return "moderate thinness";
        }
        if (bmi < 18.5) {
            return "mild thinness";
        }
        if (bmi < 25) {
            return "normal range";
        }
        if (bmi < 30) {
            return "pre-obese";
        }
        if (bmi < 35) {
            return "obese class I";
        }
        return bmi < 40 ? "obese class II" : "obese class III";
    }
}
