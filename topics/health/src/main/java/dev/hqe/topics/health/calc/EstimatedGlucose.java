package dev.hqe.topics.health.calc;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.Optional;

/// `eag`: estimated average glucose from HbA1c, `28.7 * A1c - 46.7` in mg/dL.
///
/// Nathan et al. (ADAG study group), "Translating the A1C Assay Into Estimated Average Glucose
/// Values", Diabetes Care 31 (2008) 1473. The value in mmol/L is converted from that in mg/dL; the
/// paper's own line for it (`1.59 * A1c - 2.59`) is rounded and differs in the second digit after
/// the point.
public final class EstimatedGlucose {
    private static final double SLOPE = 28.7;
    private static final double INTERCEPT = -46.7;
    private static final double MIN = 3;
    private static final double MAX = 20;

    private EstimatedGlucose() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        String unit = arguments.text("unit", "%");
        Optional<Analyte> hba1c = Optional.of(Analyte.HBA1C);
        double percent = Conversion.of(unit, "%", hba1c).apply(arguments.number("hba1c"));
        if (!(percent >= MIN && percent <= MAX)) {
            throw arguments.wrong("hba1c", "must be from 3 to 20 % (9 to 195 mmol/mol); see unit");
        }
        double glucose = SLOPE * percent + INTERCEPT;
        Conversion toAmount = Conversion.of("mg/dL", "mmol/L", Optional.of(Analyte.GLUCOSE));

        JsonWriter json = Notice.begin(call);
        json.key("eag_mg_dl").number(glucose, 2);
        json.key("eag_mmol_l").number(toAmount.apply(glucose), 2);
        json.key("hba1c_percent").number(percent, 2);
        json.key("hba1c_mmol_mol").number(Conversion.of("%", "mmol/mol", hba1c).apply(percent), 1);
        json.key("source").ascii("ADAG: 28.7 * HbA1c - 46.7 (Nathan et al. 2008)").endObject();
    }
}
