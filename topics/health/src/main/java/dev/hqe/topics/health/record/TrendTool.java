package dev.hqe.topics.health.record;

import dev.hqe.topics.health.calc.Notice;
import dev.hqe.topics.health.record.Series.Point;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.List;

/// `trend`: how the values of one measure went, with the slope of the line nearest to them.
///
/// The direction is `stable` if that line changes over the time from the first to the last value by
/// less than a threshold, a part of the size of their mean; else `rising` or `falling`. It says
/// nothing of whether that is good, and a line is a poor picture of few values: see `r_squared`.
public final class TrendTool {
    private static final double THRESHOLD_PERCENT = 5;
    private static final int PLACES = 6;

    private TrendTool() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        double threshold = arguments.number("threshold_percent", THRESHOLD_PERCENT);
        if (!(threshold >= 0 && threshold <= 1000)) {
            throw arguments.wrong("threshold_percent", "must be from 0 to 1000");
        }
        Series series = Series.of(call, arguments);
        List<Point> points = series.points();
        double days =
                points.size() < 2 ? 0 : last(points).time().days() - points.get(0).time().days();
        if (days == 0) {
            throw new ToolError(
                    "a trend needs values of two times at least, and here are "
                            + points.size()
                            + " values"
                            + (points.size() > 1 ? " of the same time" : ""));
        }
        Line line =
                Line.through(
                        points.stream().mapToDouble(point -> point.time().days()).toArray(),
                        points.stream().mapToDouble(Point::value).toArray());
        write(Notice.begin(call), series, line, days, threshold);
    }

    private static Point last(List<Point> points) {
        return points.get(points.size() - 1);
    }

    private static void write(
            JsonWriter json, Series series, Line line, double days, double threshold) {
        List<Point> points = series.points();
        double change = line.slope() * days;
        double percent = line.mean() == 0 ? Double.NaN : change / Math.abs(line.mean()) * 100;
        text(json, "patient", series.patient());
        text(json, "code", series.code());
        text(json, "name", series.name());
        text(json, "unit", series.unit());
        json.key("values").number(points.size()).key("bounds_left_out").number(series.bounds());
        json.key("inexact_times")
                .number(points.stream().filter(point -> !point.time().exact()).count());
        point(json.key("first"), points.get(0));
        point(json.key("last"), last(points));
        point(json.key("min"), extreme(points, -1));
        point(json.key("max"), extreme(points, 1));
        json.key("mean").number(line.mean(), PLACES);
        json.key("days").number(days, 4);
        json.key("slope_per_day").number(line.slope(), 9);
        json.key("change").number(change, PLACES);
        json.key("change_percent");
        number(json, percent, 2);
        json.key("r_squared").number(line.explained(), 4);
        json.key("threshold_percent").number(threshold);
        String direction = direction(change, percent, threshold);
        json.key("direction").ascii(direction);
        json.key("direction_means").ascii(meaning(direction));
        json.endObject();
    }

    /// Of a mean of zero there are no percents: any change is a direction then.
    private static String direction(double change, double percent, double threshold) {
        boolean stable = Double.isNaN(percent) ? change == 0 : Math.abs(percent) < threshold;
        return stable || change == 0 ? "stable" : change > 0 ? "rising" : "falling";
    }

    private static String meaning(String direction) {
        String line = direction + ": the fitted line ";
        String what =
                switch (direction) {
                    case "rising" -> "goes up from first to last by threshold_percent of the mean";
                    case "falling" ->
                            "goes down from first to last by threshold_percent of the mean";
                    default ->
                            "changes from first to last by less than threshold_percent of the mean";
                };
        return line
                + what
                + (direction.equals("stable") ? "" : " or more")
                + "; not whether that is good";
    }

    /// The first of the greatest values for a sign of 1, of the least for -1.
    private static Point extreme(List<Point> points, int sign) {
        Point extreme = points.get(0);
        for (Point point : points) {
            if (sign * point.value() > sign * extreme.value()) {
                extreme = point;
            }
        }
        return extreme;
    }

    private static void point(JsonWriter json, Point point) {
        json.beginObject().key("time").string(point.time().written());
        json.key("value").number(point.value(), PLACES).endObject();
    }

    private static void number(JsonWriter json, double value, int places) {
        if (Double.isNaN(value)) {
            json.nothing();
        } else {
            json.number(value, places);
        }
    }

    private static void text(JsonWriter json, String key, String value) {
        if (!value.isEmpty()) {
            json.key(key).string(value);
        }
    }
}
