package dev.hqe.topics.finance.prices;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.Entity;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// Prices of one thing, oldest first: from the stored bars of a symbol, or as a call's arguments
/// have them.
///
/// @param symbol empty if the prices came without one
/// @param price which price it is: `close`, `adjusted_close` or, as arguments, `given`
/// @param days as many as there are prices, or none
@SuppressWarnings("ArrayRecordComponent") // handed on within a call and never compared
record PriceSeries(String symbol, String price, double[] prices, List<Day> days) {
    private static final int MAX = 20_000;
    private static final String ADJUSTED = "adjusted_close";
    private static final String CLOSE = "close";
    private static final String AUTO = "auto";

    private record Bar(Day day, String id, double close, double adjusted) {}

    /// The series that a call is about.
    ///
    /// @param least how many prices it must have
    static PriceSeries of(Call call, JsonObject arguments, int least) {
        PriceSeries series = arguments.has("prices") ? given(arguments) : stored(call, arguments);
        if (series.prices.length < least) {
            throw new ToolError(
                    "there are "
                            + series.prices.length
                            + " prices"
                            + (series.symbol.isEmpty() ? "" : " of " + series.symbol)
                            + ", and this needs "
                            + least
                            + (series.symbol.isEmpty() ? "" : "; import_prices stores more"));
        }
        return series;
    }

    private static PriceSeries given(JsonObject arguments) {
        double[] prices = arguments.numbers("prices");
        for (int i = 0; i < prices.length; i++) {
            if (prices[i] <= 0) {
                throw arguments.wrong("prices[" + i + "]", "must be above 0");
            }
        }
        List<Day> days = new ArrayList<>();
        for (String text : arguments.texts("days")) {
            Day day =
                    Day.parse(text)
                            .orElseThrow(() -> noDay(arguments, "days[" + days.size() + "]"));
            if (!days.isEmpty() && day.compareTo(days.get(days.size() - 1)) <= 0) {
                throw arguments.wrong(
                        "days[" + days.size() + "]", "must be after the day before it");
            }
            days.add(day);
        }
        if (!days.isEmpty() && days.size() != prices.length) {
            throw arguments.wrong("days", "must be as many as there are prices");
        }
        String symbol = arguments.text("symbol", "");
        return new PriceSeries(symbol, "given", bounded(prices), days);
    }

    private static RuntimeException noDay(JsonObject arguments, String key) {
        return arguments.wrong(key, "must be a day such as 2026-01-31");
    }

    private static double[] bounded(double[] prices) {
        if (prices.length > MAX) {
            throw tooMany();
        }
        return prices;
    }

    private static ToolError tooMany() {
        return new ToolError("more than " + MAX + " prices; narrow them down with 'from' and 'to'");
    }

    private static PriceSeries stored(Call call, JsonObject arguments) {
        String symbol = arguments.text("symbol", "");
        if (symbol.isEmpty()) {
            throw new ToolError("give 'symbol', whose prices are stored, or 'prices'");
        }
        String wanted = arguments.text("price", AUTO);
        List<Bar> bars = bars(call, symbol);
        boolean adjusted = wanted.equals(ADJUSTED);
        if (wanted.equals(AUTO)) {
            adjusted = true;
            for (Bar bar : bars) {
                adjusted &= !Double.isNaN(bar.adjusted);
            }
        } else if (!adjusted && !wanted.equals(CLOSE)) {
            throw arguments.wrong("price", "must be 'auto', 'close' or 'adjusted_close'");
        }
        double[] prices = new double[bars.size()];
        List<Day> days = new ArrayList<>(prices.length);
        for (int i = 0; i < prices.length; i++) {
            Bar bar = bars.get(i);
            prices[i] = adjusted ? bar.adjusted : bar.close;
            if (Double.isNaN(prices[i])) {
                throw new ToolError(
                        symbol + " has no adjusted close on " + bar.day + "; ask for price: close");
            }
            days.add(bar.day);
        }
        return new PriceSeries(symbol, adjusted ? ADJUSTED : CLOSE, prices, days);
    }

    private static List<Bar> bars(Call call, String symbol) {
        List<Bar> bars = new ArrayList<>();
        while (call.nextEntity()) {
            Entity entity = call.entity();
            JsonObject data = entity.data();
            Day day = Day.parse(data.text("day")).orElseThrow(() -> noDay(data, "day"));
            if (bars.size() == MAX) {
                throw tooMany();
            }
            double adjusted = data.number(ADJUSTED, Double.NaN);
            bars.add(new Bar(day, entity.id(), data.number(CLOSE), adjusted));
        }
        bars.sort((a, b) -> a.day.compareTo(b.day));
        for (int i = 1; i < bars.size(); i++) {
            if (bars.get(i).day.equals(bars.get(i - 1).day)) {
                throw new ToolError(
                        symbol
                                + " has two prices on "
                                + bars.get(i).day
                                + ": entities '"
                                + bars.get(i - 1).id
                                + "' and '"
                                + bars.get(i).id
                                + "'; remove one");
            }
        }
        return bars;
    }

    /// The changes from one price to the next, `p[i] / p[i-1] - 1`.
    double[] changes() {
        double[] changes = new double[prices.length - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = prices[i + 1] / prices[i] - 1;
        }
        return changes;
    }

    /// Writes what the series is: `symbol`, `price`, `count`, `first_day` and `last_day`.
    void describe(JsonWriter json) {
        if (!symbol.isEmpty()) {
            json.key("symbol").string(symbol);
        }
        json.key("price").ascii(price).key("count").number(prices.length);
        if (!days.isEmpty()) {
            json.key("first_day").ascii(days.get(0).toString());
            json.key("last_day").ascii(days.get(days.size() - 1).toString());
        }
    }

    /// Writes the days from one place on, if there are days.
    void writeDays(JsonWriter json, int from) {
        if (days.isEmpty()) {
            return;
        }
        json.key("days").beginArray();
        for (Day day : days.subList(from, days.size())) {
            json.ascii(day.toString());
        }
        json.endArray();
    }
}
