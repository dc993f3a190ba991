package dev.hqe.topics.health;

import dev.hqe.topics.health.calc.Bmi;
import dev.hqe.topics.health.calc.ConvertUnits;
import dev.hqe.topics.health.calc.Egfr;
import dev.hqe.topics.health.calc.EstimatedGlucose;
import dev.hqe.topics.health.fhir.ImportBundle;
import dev.hqe.topics.health.record.MedicationTimeline;
import dev.hqe.topics.health.record.ObservationsTool;
import dev.hqe.topics.health.record.TrendTool;
import dev.hqe.topics.kit.Tools;

/// The tools: all that the Wasm module does.
public final class Health {
    /// By the names that the manifest has for them.
    public static final Tools TOOLS =
            new Tools()
                    .with("import_bundle", ImportBundle::answer)
                    .with("observations", ObservationsTool::answer)
                    .with("trend", TrendTool::answer)
                    .with("convert_units", ConvertUnits::answer)
                    .with("bmi", Bmi::answer)
                    .with("egfr", Egfr::answer)
                    .with("eag", EstimatedGlucose::answer)
                    .with("medication_timeline", MedicationTimeline::answer);

    private Health() {}
}
