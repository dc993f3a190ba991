package dev.hqe.topics.health.calc;

import java.util.Optional;

/// A substance whose concentration is given by mass in some countries and by amount in others.
///
/// Molar masses are the sums of the formula's abridged standard atomic weights (H 1.008, C 12.011,
/// N 14.007, O 15.999): Prohaska et al., "Standard atomic weights of the elements 2021", Pure and
/// Applied Chemistry 94 (2022). They agree to three digits with the factors of the AMA Manual of
/// Style (glucose 0.0555, creatinine 88.4, cholesterol 0.0259, triglycerides 0.0113). Codes: LOINC,
/// https://loinc.org, those for blood, serum and plasma.
public enum Analyte {
    GLUCOSE("glucose", 180.156, "C6H12O6", "2339-0 2345-7 1558-6 14749-6 15074-8"),
    CREATININE("creatinine", 113.120, "C4H7N3O", "2160-0 14682-9 38483-4"),
    /// Total, HDL and LDL: all are reported as the cholesterol in them.
    CHOLESTEROL(
            "cholesterol",
            386.664,
            "C27H46O",
            "2093-3 14647-2 2085-9 14646-4 2089-1 13457-7 18262-6 22748-8"),
    /// A mixture, for which laboratories by convention take triolein.
    TRIGLYCERIDES("triglycerides", 885.453, "C57H104O6, triolein", "2571-8 14927-8"),
    /// Glycated haemoglobin, whose two scales are related by measurement, not by a mass.
    HBA1C("hba1c", 0, "", "4548-4 59261-8 17856-6");

    private final String word;
    private final double molarMass;
    private final String formula;

    /// Separated by blanks.
    private final String loinc;

    Analyte(String word, double molarMass, String formula, String loinc) {
        this.word = word;
        this.molarMass = molarMass;
        this.formula = formula;
        this.loinc = loinc;
    }

    /// As arguments name it.
    public String word() {
        return word;
    }

    /// In g/mol; 0 for [#HBA1C].
    public double molarMass() {
        return molarMass;
    }

    /// Its chemical formula; empty for [#HBA1C].
    public String formula() {
        return formula;
    }

    /// The analyte of that name.
    public static Optional<Analyte> named(String word) {
        for (Analyte analyte : values()) {
            if (analyte.word.equals(word)) {
                return Optional.of(analyte);
            }
        }
        return Optional.empty();
    }

    /// The analyte that a LOINC code measures, if it is one of these.
    public static Optional<Analyte> ofLoinc(String code) {
        if (code.isEmpty() || code.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        for (Analyte analyte : values()) {
            if ((" " + analyte.loinc + " ").contains(" " + code + " ")) {
                return Optional.of(analyte);
            }
        }
        return Optional.empty();
    }
}
