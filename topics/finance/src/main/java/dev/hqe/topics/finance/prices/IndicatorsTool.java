package dev.hqe.topics.finance.prices;

import dev.hqe.topics.finance.prices.Indicators.Lines;
import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;

/// `indicators`: [Indicators] of a series, calculated over all of it; the last values are told.
public final class IndicatorsTool {
    private static final List<String> ALL = List.of("sma", "ema", "rsi", "macd", "bollinger");
    private static final int PERIOD_MAX = 1_000;
    private static final int TOLD = 30;
    private static final int TOLD_MAX = 20_000;
    private static final int AVERAGE = 20;
    private static final int WILDER = 14;
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final int SIGNAL = 9;
    private static final double WIDTH = 2;
    private static final double WIDTH_MAX = 10;

    private final JsonObject arguments;
    private final double[] prices;
    private final int from;
    private final JsonWriter json;

    private IndicatorsTool(JsonObject arguments, double[] prices, int from, JsonWriter json) {
        this.arguments = arguments;
        this.prices = prices;
        this.from = from;
        this.json = json;
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        List<String> wanted = arguments.texts("indicators");
        for (int i = 0; i < wanted.size(); i++) {
            if (!ALL.contains(wanted.get(i))) {
                throw arguments.wrong("indicators[" + i + "]", "must be one of " + ALL);
            }
        }
        int last = arguments.integer("last", 1, TOLD_MAX, TOLD);
        PriceSeries series = PriceSeries.of(call, arguments, 1);
        int from = Math.max(0, series.prices().length - last);
        JsonWriter json = call.result().beginObject();
        series.describe(json);
        series.writeDays(json, from);
        var tool = new IndicatorsTool(arguments, series.prices(), from, json);
        tool.line("prices", series.prices());
        for (String name : wanted.isEmpty() ? ALL : wanted) {
            tool.write(name);
        }
        json.endObject();
    }

    private void write(String name) {
        json.key(name).beginObject();
        switch (name) {
            case "sma" -> {
                int period = period("sma_period", "period", AVERAGE);
                warmUp(period - 1);
                line("values", Indicators.sma(prices, period));
            }
            case "ema" -> {
                int period = period("ema_period", "period", AVERAGE);
                warmUp(period - 1);
                line("values", Indicators.ema(prices, period));
            }
            case "rsi" -> {
                int period = period("rsi_period", "period", WILDER);
                warmUp(period);
                line("values", Indicators.rsi(prices, period));
            }
            case "macd" -> macd();
            default -> bollinger();
        }
        json.endObject();
    }

    private void macd() {
        int fast = period("macd_fast", "fast", FAST);
        int slow = period("macd_slow", "slow", SLOW);
        int signal = period("macd_signal", "signal_period", SIGNAL);
        if (fast >= slow) {
            throw arguments.wrong("macd_fast", "must be less than macd_slow, which is " + slow);
        }
        warmUp(slow + signal - 2);
        Lines macd = Indicators.macd(prices, fast, slow, signal);
        line("macd", macd.first());
        line("signal", macd.second());
        line("histogram", macd.third());
    }

    private void bollinger() {
        int period = period("bollinger_period", "period", AVERAGE);
        double width = arguments.number("bollinger_width", WIDTH);
        if (!(width > 0 && width <= WIDTH_MAX)) {
            throw arguments.wrong("bollinger_width", "must be above 0 and at most 10");
        }
        Figures.write(json.key("width"), width);
        warmUp(period - 1);
        Lines bands = Indicators.bollinger(prices, period, width);
        line("middle", bands.first());
        line("upper", bands.second());
        line("lower", bands.third());
    }

    /// Reads a period and tells it under a name.
    private int period(String key, String name, int otherwise) {
        int period = arguments.integer(key, 1, PERIOD_MAX, otherwise);
        json.key(name).number(period);
        return period;
    }

    /// Tells how many values at the beginning of the series are null.
    private void warmUp(int values) {
        json.key("warm_up").number(Math.min(values, prices.length));
    }

    private void line(String key, double[] values) {
        json.key(key).beginArray();
        for (int i = from; i < values.length; i++) {
            Figures.write(json, values[i]);
        }
        json.endArray();
    }
}
