package dev.hqe.topics.health.calc;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Real;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Optional;

/// `egfr`: glomerular filtration rate estimated from serum creatinine, and its stage.
///
/// `142 * min(Scr/k, 1)^a * max(Scr/k, 1)^-1.200 * 0.9938^age * 1.012 [female]`, Scr in mg/dL, k
/// 0.7 and a -0.241 for women, 0.9 and -0.302 for men: the CKD-EPI creatinine equation of 2021,
/// without race. Inker et al., "New Creatinine- and Cystatin C-Based Equations to Estimate GFR
/// without Race", New England Journal of Medicine 385 (2021) 1737. For adults with standardised
/// (IDMS) creatinine.
///
/// Stages: KDIGO 2024 Clinical Practice Guideline for the Evaluation and Management of Chronic
/// Kidney Disease, Kidney International 105 (2024) S117. They are of whole numbers, so the stage is
/// that of the rounded value, which is also what laboratories report.
public final class Egfr {
    private static final int ADULT = 18;
    private static final int AGE_MAX = 120;
    private static final double SCALE = 142;
    private static final double ABOVE = -1.200;
    private static final double PER_YEAR = 0.9938;
    private static final double FEMALE = 1.012;
    private static final double CREATININE_MIN = 0.1;
    private static final double CREATININE_MAX = 40;

    private Egfr() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        double creatinine =
                Conversion.of(
                                arguments.text("creatinine_unit", "mg/dL"),
                                "mg/dL",
                                Optional.of(Analyte.CREATININE))
                        .apply(arguments.number("creatinine"));
        if (!(creatinine >= CREATININE_MIN && creatinine <= CREATININE_MAX)) {
            throw arguments.wrong(
                    "creatinine", "must be from 0.1 to 40 mg/dL; see creatinine_unit");
        }
        int age = arguments.integer("age", ADULT, AGE_MAX);
        String sex = arguments.text("sex");
        if (!sex.equals("female") && !sex.equals("male")) {
            throw arguments.wrong("sex", "must be female or male, for which the equation was made");
        }
        double rate = rate(creatinine, age, sex.equals("female"));
        long whole = (long) Math.floor(rate + 0.5);

        JsonWriter json = Notice.begin(call);
        json.key("egfr").number(rate, 2).key("egfr_rounded").number(whole);
        json.key("unit").ascii("mL/min/1.73m2").key("creatinine_mg_dl").number(creatinine, 4);
        json.key("stage").ascii(stage(whole)).key("stage_means").ascii(meaning(whole));
        json.key("caution")
                .ascii(
                        "A stage is chronic kidney disease only if it lasts more than 3 months; G1"
                                + " and G2 also need another sign of kidney damage.");
        json.key("source").ascii("CKD-EPI creatinine 2021 (Inker et al.); stages KDIGO 2024");
        json.endObject();
    }

    /// @param creatinine in mg/dL
    private static double rate(double creatinine, int age, boolean female) {
        double ratio = creatinine / (female ? 0.7 : 0.9);
        double below = Real.pow(Math.min(ratio, 1), female ? -0.241 : -0.302);
        double above = Real.pow(Math.max(ratio, 1), ABOVE);
        return SCALE * below * above * Real.pow(PER_YEAR, age) * (female ? FEMALE : 1);
    }

    private static String stage(long rate) {
        if (rate >= 90) {
            return "G1";
        }
        if (rate >= 60) {
            return "G2";
        }
        if (rate >= 45) {
            return "G3a";
        }
        if (rate >= 30) {
            return "G3b";
        }
        return rate >= 15 ? "G4" : "G5";
    }

    private static String meaning(long rate) {
        return switch (stage(rate)) {
            case "G1" -> "normal or high";
            case "G2" -> "mildly decreased";
            case "G3a" -> "mildly to moderately decreased";
            case "G3b" -> "moderately to severely decreased";
            case "G4" -> "severely decreased";
            default -> "kidney failure";
        };
    }
}
