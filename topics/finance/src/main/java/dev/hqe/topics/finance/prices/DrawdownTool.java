package dev.hqe.topics.finance.prices;

import dev.hqe.topics.finance.prices.Drawdowns.Fall;
import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/// `drawdown`: the deepest falls of a series, how long they took and whether they are over.
public final class DrawdownTool {
    private static final int TOLD = 5;
    private static final int TOLD_MAX = 100;

    private DrawdownTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int told = arguments.integer("worst", 1, TOLD_MAX, TOLD);
        PriceSeries series = PriceSeries.of(call, arguments, 2);
        List<Fall> falls = new ArrayList<>(Drawdowns.of(series.prices()));
        Fall last = falls.isEmpty() ? null : falls.get(falls.size() - 1);
        double[] prices = series.prices();
        double now =
                last == null || last.recovery().isPresent()
                        ? 0
                        : 1 - prices[prices.length - 1] / prices[last.peak()];
        // the sort is stable: of two that are as deep, the earlier one comes first
        falls.sort((a, b) -> Double.compare(b.depth(), a.depth()));

        JsonWriter json = call.result().beginObject();
        series.describe(json);
        Figures.write(json.key("max_drawdown"), falls.isEmpty() ? 0 : falls.get(0).depth());
        Figures.write(json.key("current_drawdown"), now);
        json.key("drawdowns").number(falls.size()).key("worst").beginArray();
        for (Fall fall : falls.subList(0, Math.min(told, falls.size()))) {
            write(json, series, fall);
        }
        json.endArray().endObject();
    }

    private static void write(JsonWriter json, PriceSeries series, Fall fall) {
        json.beginObject();
        Figures.write(json.key("depth"), fall.depth());
        place(json, series, "peak", fall.peak());
        place(json, series, "trough", fall.trough());
        json.key("periods_down").number(fall.trough() - fall.peak());
        if (fall.recovery().isPresent()) {
            int recovery = fall.recovery().getAsInt();
            place(json, series, "recovery", recovery);
            json.key("periods_to_recover").number(recovery - fall.trough());
        }
        int end = fall.recovery().orElse(series.prices().length - 1);
        json.key("periods_under_water").number(end - fall.peak());
        if (!series.days().isEmpty()) {
            int days = series.days().get(fall.peak()).daysUntil(series.days().get(end));
            json.key("days_under_water").number(days);
        }
        json.key("recovered").bool(fall.recovery().isPresent()).endObject();
    }

    private static void place(JsonWriter json, PriceSeries series, String key, int index) {
        json.key(key).beginObject().key("index").number(index);
        if (!series.days().isEmpty()) {
            json.key("day").ascii(series.days().get(index).toString());
        }
        Figures.write(json.key("price"), series.prices()[index]);
        json.endObject();
    }
}
