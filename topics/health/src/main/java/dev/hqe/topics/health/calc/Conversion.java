package dev.hqe.topics.health.calc;

import dev.hqe.topics.health.calc.Unit.Dimension;
import dev.hqe.topics.kit.ToolError;
import java.util.Optional;

/// From one unit to another, for an analyte where that matters.
///
/// HbA1c: `NGSP % = 0.09148 * IFCC mmol/mol + 2.152`, the master equation of Hoelzel et al., "IFCC
/// Reference System for Measurement of Hemoglobin A1c in Human Blood and the National
/// Standardization Schemes", Clinical Chemistry 50 (2004) 166, as NGSP publishes it for mmol/mol;
/// used both ways.
public final class Conversion {
    private static final double HBA1C_SLOPE = 0.09148;
    private static final double HBA1C_INTERCEPT = 2.152;

    private final Unit from;
    private final Unit to;
    private final Optional<Analyte> analyte;

    private Conversion(Unit from, Unit to, Optional<Analyte> analyte) {
        this.from = from;
        this.to = to;
        this.analyte = analyte;
    }

    /// Between two units as they are written.
    ///
    /// @throws ToolError if the units do not measure the same
    public static Conversion of(String from, String to, Optional<Analyte> analyte) {
        Conversion conversion = new Conversion(known(from), known(to), analyte);
        conversion.check();
        return conversion;
    }

    private static Unit known(String written) {
        return Unit.find(written)
                .orElseThrow(() ->
                        new ToolError(
                                "unit '"
                                        + written
                                        + "' is not one of those that can be converted: "
                                        + Unit.known()));
    }

    private void check() {
        if (from.equals(to)) {
            return;
        }
        boolean fractions = from.dimension() == Dimension.FRACTION;
        if (from.dimension() != to.dimension() && !byMolarMass()) {
            throw new ToolError(
                    from.ucum()
                            + " is a "
                            + from.dimension().word()
                            + " and "
                            + to.ucum()
                            + " a "
                            + to.dimension().word()
                            + "; they cannot be converted");
        }
        if (fractions && analyte.filter(a -> a == Analyte.HBA1C).isEmpty()) {
            throw new ToolError("percent and mmol/mol are converted for the analyte hba1c only");
        }
        if (byMolarMass() && analyte.filter(a -> a.molarMass() > 0).isEmpty()) {
            throw new ToolError(
                    "between mass and amount the substance matters: give analyte, one of glucose,"
                            + " creatinine, cholesterol and triglycerides");
        }
    }

    private boolean byMolarMass() {
        return switch (from.dimension()) {
            case MASS_CONCENTRATION -> to.dimension() == Dimension.MOLAR_CONCENTRATION;
            case MOLAR_CONCENTRATION -> to.dimension() == Dimension.MASS_CONCENTRATION;
            case MASS, LENGTH, TEMPERATURE, PRESSURE, FRACTION -> false;
        };
    }

    /// The value in the other unit.
    public double apply(double value) {
        if (from.equals(to)) {
            return value;
        }
        if (from.dimension() == Dimension.FRACTION) {
            return from.equals(Unit.PERCENT)
                    ? (value - HBA1C_INTERCEPT) / HBA1C_SLOPE
                    : value * HBA1C_SLOPE + HBA1C_INTERCEPT;
        }
        double base = from.toBase(value);
        if (byMolarMass()) {
            double mass = analyte.map(Analyte::molarMass).orElse(1.0);
            base = from.dimension() == Dimension.MASS_CONCENTRATION ? base / mass : base * mass;
        }
        return to.fromBase(base);
    }

    public Unit from() {
        return from;
    }

    public Unit to() {
        return to;
    }

    /// How it is calculated, in words, with what it rests on.
    public String source() {
        if (from.equals(to)) {
            return "the same unit";
        }
        if (from.dimension() == Dimension.FRACTION) {
            return "NGSP % = 0.09148 * IFCC mmol/mol + 2.152 (Hoelzel et al. 2004)";
        }
        if (byMolarMass()) {
            return "molar mass of "
                    + analyte.map(Analyte::word).orElse("")
                    + " ("
                    + analyte.map(Analyte::formula).orElse("")
                    + ") "
                    + analyte.map(Analyte::molarMass).orElse(0.0)
                    + " g/mol (IUPAC standard atomic weights 2021)";
        }
        return "definitions of the units (UCUM; NIST SP 811)";
    }
}
