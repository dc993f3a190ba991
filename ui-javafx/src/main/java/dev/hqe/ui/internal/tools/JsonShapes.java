package dev.hqe.ui.internal.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Finds rows and curves in JSON: an array of objects is a table, numbers in an order are a chart.
final class JsonShapes {

    /// Most rows that are shown.
    static final int MAX_ROWS = 10_000;

    /// Most columns that are shown.
    static final int MAX_COLUMNS = 40;

    /// Most points of a curve; more are brought down to the least and the most of each stretch.
    static final int MAX_POINTS = 2_000;

    private static final int SAMPLE = 200;
    private static final int MAX_SERIES = 6;
    private static final int MAX_DEPTH = 2;
    private static final List<String> SPEAKING =
            List.of("close", "value", "price", "total", "amount", "count", "score", "rate");

    private record Named(String name, ArrayNode array) {}

    private JsonShapes() {}

    /// A table, a chart, both or neither.
    static List<ResultPart> of(JsonNode value) {
        List<Named> arrays = new ArrayList<>();
        collect("", value, 0, arrays);
        List<ResultPart> found = new ArrayList<>();
        Optional<Named> objects = largest(arrays, JsonNode::isObject);
        objects.ifPresent(named -> found.add(table(named)));
        objects.flatMap(JsonShapes::chartOfObjects)
                .or(() -> largest(arrays, JsonNode::isNumber).flatMap(JsonShapes::chartOfNumbers))
                .or(() -> largest(arrays, JsonShapes::isPoint).flatMap(JsonShapes::chartOfPoints))
                .ifPresent(found::add);
        return found;
    }

    private static void collect(String name, JsonNode value, int depth, List<Named> into) {
        if (value instanceof ArrayNode array) {
            if (!array.isEmpty()) {
                into.add(new Named(name, array));
            }
        } else if (value.isObject() && depth < MAX_DEPTH) {
            value.properties().stream()
                    .limit(SAMPLE)
                    .forEach(
                            member -> collect(member.getKey(), member.getValue(), depth + 1, into));
        }
    }

    private static Optional<Named> largest(List<Named> arrays, Predicate<JsonNode> each) {
        return arrays.stream()
                .filter(named -> named.array().valueStream().limit(SAMPLE).allMatch(each))
                .max(Comparator.comparingInt(named -> named.array().size()));
    }

    private static boolean isPoint(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.path(1).isNumber()
                && value.path(0).isValueNode();
    }

    private static ResultPart.Table table(Named named) {
        List<JsonNode> rows = named.array().valueStream().limit(MAX_ROWS).toList();
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode row : rows.subList(0, Math.min(rows.size(), SAMPLE))) {
            for (String name : row.propertyNames()) {
                if (names.size() < MAX_COLUMNS) {
                    names.add(name);
                }
            }
        }
        List<String> columns = List.copyOf(names);
        List<Boolean> numeric = columns.stream().map(name -> isNumeric(rows, name)).toList();
        return new ResultPart.Table(named.name(), columns, numeric, rows, named.array().size());
    }

    private static boolean isNumeric(List<JsonNode> rows, String column) {
        boolean any = false;
        for (JsonNode row : rows.subList(0, Math.min(rows.size(), SAMPLE))) {
            JsonNode value = row.path(column);
            if (value.isNumber()) {
                any = true;
            } else if (!value.isNull() && !value.isMissingNode()) {
                return false;
            }
        }
        return any;
    }

    private static Optional<ResultPart> chartOfObjects(Named named) {
        ArrayNode rows = named.array();
        if (rows.size() < 3) {
            return Optional.empty();
        }
        ResultPart.Table table = table(named);
        Map<String, double[]> columns = new LinkedHashMap<>();
        String labels = "";
        for (int i = 0; i < table.columns().size(); i++) {
            String name = table.columns().get(i);
            if (table.numeric().get(i)) {
                double[] values = values(rows, name);
                if (columns.size() < MAX_SERIES && varies(values)) {
                    columns.put(name, values);
                }
            } else if (labels.isEmpty() && isOrder(rows, name)) {
                labels = name;
            }
        }
        if (columns.isEmpty() || labels.isEmpty()) {
            return Optional.empty(); // without an order a curve says nothing
        }
        List<ResultPart.Series> series = new ArrayList<>();
        columns.forEach((name, values) -> series.add(new ResultPart.Series(name, reduced(values))));
        series.sort(Comparator.comparingInt(one -> rank(one.name())));
        return Optional.of(new ResultPart.Chart(named.name(), ends(rows, labels), series));
    }

    /// A curve that is flat says less than its number.
    private static boolean varies(double[] values) {
        return DoubleStream.of(values).filter(Double::isFinite).distinct().limit(2).count() == 2;
    }

    private static int rank(String name) {
        int at = SPEAKING.indexOf(name);
        return at < 0 ? SPEAKING.size() : at;
    }

    /// Days and times.
    private static boolean isOrder(ArrayNode rows, String column) {
        return rows.valueStream()
                .limit(SAMPLE)
                .map(row -> row.path(column).asString(""))
                .allMatch(text -> text.matches("\\d{4}-\\d{2}(-\\d{2}.{0,30})?"));
    }

    private static List<String> ends(ArrayNode rows, String column) {
        int last = rows.size() - 1;
        return List.of(
                rows.path(0).path(column).asString(""),
                rows.path(last / 2).path(column).asString(""),
                rows.path(last).path(column).asString(""));
    }

    private static double[] values(ArrayNode rows, String column) {
        return rows.valueStream()
                .mapToDouble(row ->
                        row.path(column).isNumber() ? row.path(column).asDouble() : Double.NaN)
                .toArray();
    }

    private static Optional<ResultPart> chartOfNumbers(Named named) {
        double[] values = named.array().valueStream().mapToDouble(JsonNode::asDouble).toArray();
        return values.length < 3
                ? Optional.empty()
                : Optional.of(
                        new ResultPart.Chart(
                                named.name(),
                                List.of(
                                        "1",
                                        String.valueOf(1 + (values.length - 1) / 2),
                                        String.valueOf(values.length)),
                                List.of(new ResultPart.Series(named.name(), reduced(values)))));
    }

    private static Optional<ResultPart> chartOfPoints(Named named) {
        ArrayNode points = named.array();
        if (points.size() < 3) {
            return Optional.empty();
        }
        double[] values = points.valueStream().mapToDouble(one -> one.path(1).asDouble()).toArray();
        int last = points.size() - 1;
        List<String> labels =
                List.of(
                        SchemaFields.shown(points.path(0).path(0)),
                        SchemaFields.shown(points.path(last / 2).path(0)),
                        SchemaFields.shown(points.path(last).path(0)));
        return Optional.of(
                new ResultPart.Chart(
                        named.name(),
                        labels,
                        List.of(new ResultPart.Series(named.name(), reduced(values)))));
    }

    /// At most [#MAX_POINTS]: the least and the most of each stretch, so that no peak is lost.
    static double[] reduced(double[] values) {
        if (values.length <= MAX_POINTS) {
            return values;
        }
        int stretches = MAX_POINTS / 2;
        double[] kept = new double[2 * stretches];
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) i * values.length / stretches);
            int to = (int) ((long) (i + 1) * values.length / stretches);
            double least = Double.NaN;
            double most = Double.NaN;
            for (int j = from; j < to; j++) {
                least = Double.isNaN(least) || values[j] < least ? values[j] : least;
                most = Double.isNaN(most) || values[j] > most ? values[j] : most;
            }
            kept[2 * i] = least;
            kept[2 * i + 1] = most;
        }
        return kept;
    }
}
