package dev.hqe.topics.health.calc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit of measurement under its UCUM code, with the ways people write it.
///
/// `value * factor + offset` is the value in the base unit of its dimension: kg, m, Cel, Pa, g/L,
/// mol/L. Source of codes and of the definitions of the pound (0.45359237 kg), the inch (2.54 cm)
/// and the millimetre of mercury (133.322387415 Pa, which is 13.5951 times 9.80665): The Unified
/// Code for Units of Measure, https://ucum.org; NIST Special Publication 811, appendix B.8.
///
/// @param ucum the case-sensitive code
/// @param names other spellings in lower case, with `u` for the micro sign
public record Unit(
        String ucum, Dimension dimension, double factor, double offset, List<String> names) {

    /// What is measured. Percent and mmol/mol are here only for glycated haemoglobin.
    public enum Dimension {
        MASS("mass"),
        LENGTH("length"),
        TEMPERATURE("temperature"),
        PRESSURE("pressure"),
        MASS_CONCENTRATION("mass concentration"),
        MOLAR_CONCENTRATION("molar concentration"),
        FRACTION("fraction of haemoglobin");

        private final String word;

        Dimension(String word) {
            this.word = word;
        }

        /// For messages.
        public String word() {
            return word;
        }
    }

    /// Percent, as HbA1c is given by NGSP.
    public static final Unit PERCENT = unit("%", Dimension.FRACTION, 1);

    /// As HbA1c is given by IFCC.
    public static final Unit MMOL_PER_MOL = unit("mmol/mol", Dimension.FRACTION, 1);

    /// Kilogram.
    public static final Unit KILOGRAM = unit("kg", Dimension.MASS, 1, "kgs");

    /// Metre.
    public static final Unit METRE = unit("m", Dimension.LENGTH, 1);

    /// Centimetre.
    public static final Unit CENTIMETRE = unit("cm", Dimension.LENGTH, 0.01);

    /// Milligram per decilitre.
    public static final Unit MG_PER_DL = unit("mg/dL", Dimension.MASS_CONCENTRATION, 0.01);

    /// Millimole per litre.
    public static final Unit MMOL_PER_L = unit("mmol/L", Dimension.MOLAR_CONCENTRATION, 1e-3);

    private static final List<Unit> ALL =
            List.of(
                    PERCENT,
                    MMOL_PER_MOL,
                    KILOGRAM,
                    unit("g", Dimension.MASS, 0.001),
                    unit("mg", Dimension.MASS, 1e-6),
                    unit("[lb_av]", Dimension.MASS, 0.45359237, "lb", "lbs", "pound", "pounds"),
                    unit("[oz_av]", Dimension.MASS, 0.45359237 / 16, "oz"),
                    unit("[stone_av]", Dimension.MASS, 0.45359237 * 14, "st", "stone"),
                    METRE,
                    CENTIMETRE,
                    unit("mm", Dimension.LENGTH, 0.001),
                    unit("[in_i]", Dimension.LENGTH, 0.0254, "in", "inch", "inches"),
                    unit("[ft_i]", Dimension.LENGTH, 0.3048, "ft", "foot", "feet"),
                    unit("Cel", Dimension.TEMPERATURE, 1, "\u00b0c", "c", "degc", "celsius"),
                    new Unit(
                            "[degF]",
                            Dimension.TEMPERATURE,
                            5.0 / 9,
                            -160.0 / 9,
                            List.of("\u00b0f", "f", "degf", "fahrenheit")),
                    new Unit("K", Dimension.TEMPERATURE, 1, -273.15, List.of("kelvin")),
                    unit("mm[Hg]", Dimension.PRESSURE, 133.322387415, "mmhg"),
                    unit("kPa", Dimension.PRESSURE, 1000),
                    unit("Pa", Dimension.PRESSURE, 1),
                    MG_PER_DL,
                    unit("g/L", Dimension.MASS_CONCENTRATION, 1),
                    unit("g/dL", Dimension.MASS_CONCENTRATION, 10),
                    unit("mg/L", Dimension.MASS_CONCENTRATION, 1e-3),
                    unit("ug/dL", Dimension.MASS_CONCENTRATION, 1e-5),
                    unit("ug/mL", Dimension.MASS_CONCENTRATION, 1e-3),
                    MMOL_PER_L,
                    unit("umol/L", Dimension.MOLAR_CONCENTRATION, 1e-6),
                    unit("nmol/L", Dimension.MOLAR_CONCENTRATION, 1e-9),
                    unit("mol/L", Dimension.MOLAR_CONCENTRATION, 1));

    public Unit {
        names = List.copyOf(names);
    }

    private static Unit unit(String ucum, Dimension dimension, double factor, String... names) {
        return new Unit(ucum, dimension, factor, 0, List.of(names));
    }

    /// The unit that people write so: the code, the code in another case, or another spelling.
    public static Optional<Unit> find(String written) {
        String plain = plain(written);
        for (Unit unit : ALL) {
            if (plain(unit.ucum).equals(plain) || unit.names.contains(plain)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /// All codes, for messages.
    public static String known() {
        List<String> codes = new ArrayList<>();
        for (Unit unit : ALL) {
            codes.add(unit.ucum);
        }
        return String.join(", ", codes);
    }

    double toBase(double value) {
        return value * factor + offset;
    }

    double fromBase(double base) {
        return (base - offset) / factor;
    }

    /// Lower case without blanks, both micro signs as `u`. HbA1c comes as `mmol/mol{Hb}`, `%{Hb}`.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                break;
            }
            if (c == '\u00b5' || c == '\u03bc') {
                plain.append('u');
            } else if (c >= 'A' && c <= 'Z') {
                plain.append((char) (c + 'a' - 'A'));
            } else if (c != ' ') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
