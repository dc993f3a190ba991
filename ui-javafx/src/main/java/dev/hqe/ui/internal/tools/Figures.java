package dev.hqe.ui.internal.tools;

import dev.hqe.ui.internal.Texts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Writes the numbers of one column, all with as many decimals as the column needs, so that they
/// stand one below the other.
///
/// @param decimals after the point
record Figures(int decimals) {

    private static final int MOST = 6;
    private static final int SAMPLE = 200;
    private static final long PARTED = 10_000;

    /// Digits that are shown of a number; what a computer adds behind them is no news.
    private static final MathContext DIGITS = new MathContext(10);

    static Figures of(List<JsonNode> rows, String column) {
        return new Figures(
                rows.stream()
                        .limit(SAMPLE)
                        .map(row -> row.path(column))
                        .filter(JsonNode::isFloatingPointNumber)
                        .filter(Figures::isPlain)
                        .mapToInt(value -> Math.clamp(rounded(value).scale(), 0, MOST))
                        .max()
                        .orElse(0));
    }

    private static BigDecimal rounded(JsonNode value) {
        return value.decimalValue().round(DIGITS).stripTrailingZeros();
    }

    /// Neither too large nor too small to be written without an exponent.
    private static boolean isPlain(JsonNode value) {
        double size = Math.abs(value.asDouble());
        return Double.isFinite(size) && (size == 0 || (size >= 1e-4 && size < 1e12));
    }

    String text(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long whole = value.asLong();
            return Math.abs(whole) >= PARTED ? Texts.number(whole) : value.toString();
        }
        return value.isFloatingPointNumber() && isPlain(value)
                ? rounded(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()
                : value.toString();
    }
}
