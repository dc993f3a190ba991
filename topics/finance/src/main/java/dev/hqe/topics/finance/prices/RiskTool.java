package dev.hqe.topics.finance.prices;

import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Real;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;

/// `risk`: how much simple returns vary, and what they pay for it.
///
/// - Volatility: sample standard deviation, times the root of the periods in a year.
/// - Sharpe ratio: mean excess return by its sample standard deviation, annualised likewise.
///   Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21 (1994).
/// - Sortino ratio: mean return above the target by the target semideviation, the root of the mean
///   of squared shortfalls over all periods. Sortino and Price, "Performance Measurement in a
///   Downside Risk Framework", Journal of Investing 3 (1994).
/// - Historical value at risk: minus the quantile of the returns, see [Statistics#quantile];
///   expected shortfall: minus the mean of the returns that are not above it. Acerbi and Tasche,
///   "Expected Shortfall: a natural coherent alternative to Value at Risk", Economic Notes 31
///   (2002).
///
/// A ratio whose divisor is zero is `null`.
public final class RiskTool {
    private static final double CONFIDENCE = 0.95;

    private RiskTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int year =
                arguments.integer(
                        "periods_per_year", 1, ReturnsTool.PERIODS_MAX, ReturnsTool.YEAR_PERIODS);
        double free = rate(arguments, "risk_free_rate", 0);
        double target = rate(arguments, "target_return", free);
        double confidence = arguments.number("confidence", CONFIDENCE);
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw arguments.wrong("confidence", "must be from 0.5 to below 1");
        }
        PriceSeries series = PriceSeries.of(call, arguments, 3);
        double[] changes = series.changes();
        double root = Math.sqrt(year);
        double deviation = Statistics.deviation(changes);
        double quantile = Statistics.quantile(changes, 1 - confidence);

        JsonWriter json = call.result().beginObject();
        series.describe(json);
        json.key("returns").number(changes.length).key("periods_per_year").number(year);
        Figures.write(json.key("mean_return"), Statistics.mean(changes));
        Figures.write(json.key("volatility"), deviation);
        Figures.write(json.key("annualised_volatility"), deviation * root);
        Figures.write(json.key("risk_free_rate"), free);
        Figures.write(json.key("sharpe"), ratio(changes, perPeriod(free, year), deviation) * root);
        double goal = perPeriod(target, year);
        double shortfall = shortfall(changes, goal);
        Figures.write(json.key("target_return"), target);
        Figures.write(json.key("downside_deviation"), shortfall);
        Figures.write(json.key("sortino"), ratio(changes, goal, shortfall) * root);
        Figures.write(json.key("confidence"), confidence);
        Figures.write(json.key("value_at_risk"), -quantile);
        Figures.write(json.key("expected_shortfall"), -meanUpTo(changes, quantile));
        json.endObject();
    }

    private static double rate(JsonObject arguments, String key, double otherwise) {
        double rate = arguments.number(key, otherwise);
        if (!(rate > -1 && rate <= 1)) {
            throw arguments.wrong(key, "must be above -1 and at most 1: 0.03 is 3 % a year");
        }
        return rate;
    }

    /// The rate of a period that compounds to a rate of a year.
    private static double perPeriod(double rate, int year) {
        return rate == 0 ? 0 : Real.pow(1 + rate, 1.0 / year) - 1;
    }

    /// NaN if the divisor is zero, or what is left of zero after rounding.
    private static double ratio(double[] changes, double less, double divisor) {
        return divisor < 1e-15 ? Double.NaN : (Statistics.mean(changes) - less) / divisor;
    }

    private static double shortfall(double[] changes, double goal) {
        double sum = 0;
        for (double change : changes) {
            double below = Math.min(change - goal, 0);
            sum += below * below;
        }
        return Math.sqrt(sum / changes.length);
    }

    private static double meanUpTo(double[] changes, double most) {
        double sum = 0;
        int count = 0;
        for (double change : changes) {
            if (change <= most) {
                sum += change;
                count++;
            }
        }
        return sum / count;
    }
}
