package dev.hqe.topics.finance.prices;

import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Real;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;

/// `returns`: what a price has gained or lost.
///
/// Simple and logarithmic returns, and the annual rate that compounds to the whole: Campbell, Lo,
/// MacKinlay, The Econometrics of Financial Markets (1997), section 1.4. By the calendar a year has
/// 365 days (actual/365 fixed).
public final class ReturnsTool {
    static final int YEAR_PERIODS = 252;
    static final int PERIODS_MAX = 366;
    private static final double DAYS_A_YEAR = 365;

    private ReturnsTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int year = arguments.integer("periods_per_year", 1, PERIODS_MAX, YEAR_PERIODS);
        boolean withSeries = arguments.bool("series", false);
        PriceSeries series = PriceSeries.of(call, arguments, 2);
        double[] prices = series.prices();
        double[] changes = series.changes();
        double first = prices[0];
        double last = prices[prices.length - 1];
        double log = Real.log(last / first);

        JsonWriter json = call.result().beginObject();
        series.describe(json);
        Figures.write(json.key("first_price"), first);
        Figures.write(json.key("last_price"), last);
        Figures.write(json.key("total_return"), last / first - 1);
        Figures.write(json.key("total_log_return"), log);
        Figures.write(json.key("mean_return"), Statistics.mean(changes));
        Figures.write(json.key("mean_log_return"), log / changes.length);
        json.key("periods_per_year").number(year);
        Figures.write(json.key("annualised_return"), Real.exp(log * year / changes.length) - 1);
        if (!series.days().isEmpty()) {
            int days = series.days().get(0).daysUntil(series.days().get(changes.length));
            json.key("calendar_days").number(days);
            Figures.write(
                    json.key("annualised_by_calendar"), Real.exp(log * DAYS_A_YEAR / days) - 1);
        }
        if (withSeries) {
            write(json, series, changes);
        }
        json.endObject();
    }

    private static void write(JsonWriter json, PriceSeries series, double[] changes) {
        series.writeDays(json, 1);
        json.key("returns").beginArray();
        for (double change : changes) {
            Figures.write(json, change);
        }
        json.endArray().key("log_returns").beginArray();
        for (int i = 0; i < changes.length; i++) {
            Figures.write(json, Real.log(series.prices()[i + 1] / series.prices()[i]));
        }
        json.endArray();
    }
}
