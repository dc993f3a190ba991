package dev.hqe.topics.health.record;

import dev.hqe.topics.health.calc.Analyte;
import dev.hqe.topics.health.calc.Conversion;
import dev.hqe.topics.health.calc.ConvertUnits;
import dev.hqe.topics.health.calc.Unit;
import dev.hqe.topics.health.fhir.FhirTime;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Numbers of one thing, of one person, in one unit, by time.
///
/// @param patient empty if the values were given as an argument
/// @param unit empty if there is none
/// @param bounds values such as `<5`, which are left out
record Series(
        String patient, String code, String name, String unit, List<Point> points, int bounds) {
    private static final int VALUES_MAX = 10_000;
    private static final int LISTED_MAX = 10;

    /// A value at a time.
    record Point(FhirTime time, double value) {}

    /// The argument `values`, else what is stored.
    static Series of(Call call, JsonObject arguments) {
        Series series = arguments.has("values") ? given(arguments) : stored(call, arguments);
        series.points.sort(Comparator.comparingDouble(point -> point.time().days()));
        return series;
    }

    private static Series given(JsonObject arguments) {
        List<Point> points = new ArrayList<>();
        for (JsonObject value : arguments.objects("values")) {
            Optional<FhirTime> time = FhirTime.parse(value.text("time"));
            if (time.isEmpty()) {
                throw value.wrong("time", "must be a day or a time, such as 2026-01-31");
            }
            points.add(new Point(time.get(), value.number("value")));
        }
        if (points.size() > VALUES_MAX) {
            throw arguments.wrong("values", "has more than " + VALUES_MAX + " elements");
        }
        return new Series("", "", "", arguments.text("unit", ""), points, 0);
    }

    private static Series stored(Call call, JsonObject arguments) {
        if (!arguments.has("code") && !arguments.has("name")) {
            throw arguments.wrong("code", "or 'name' or 'values' must say what the trend is of");
        }
        Selection selection = Selection.of(arguments);
        List<Measurement> found = new ArrayList<>();
        while (call.nextEntity()) {
            Measurement.each(
                    call.entity().data(),
                    measurement -> {
                        if (measurement.hasNumber() && selection.has(measurement)) {
                            found.add(measurement);
                        }
                    });
        }
        if (found.isEmpty()) {
            throw new ToolError(
                    "no stored observation with a number is what was asked for; see what the tool"
                            + " observations finds");
        }
        if (found.size() > VALUES_MAX) {
            throw new ToolError(
                    "more than " + VALUES_MAX + " values; narrow them down with from and to");
        }
        return single(found, arguments);
    }

    /// Of one patient and one code, or an error that says which there are.
    private static Series single(List<Measurement> found, JsonObject arguments) {
        Map<String, String> patients = new TreeMap<>();
        Map<String, String> codes = new TreeMap<>();
        for (Measurement one : found) {
            patients.put(one.patient(), one.patient());
            codes.putIfAbsent(one.code().isEmpty() ? one.name() : one.code(), one.name());
        }
        if (patients.size() > 1) {
            throw arguments.wrong("patient", "must say whose: " + listed(patients));
        }
        if (codes.size() > 1) {
            throw arguments.wrong("code", "must say which: " + listed(codes));
        }
        Measurement any = found.get(0);
        String unit = arguments.text("unit", any.unit());
        Optional<Analyte> analyte =
                ConvertUnits.analyte(arguments).or(() -> Analyte.ofLoinc(any.code()));
        List<Point> points = new ArrayList<>();
        int bounds = 0;
        for (Measurement one : found) {
            if (one.isBound()) {
                bounds++;
            } else {
                points.add(new Point(one.time(), value(one, unit, analyte)));
            }
        }
        String canonical = Unit.find(unit).map(Unit::ucum).orElse(unit);
        return new Series(any.patient(), any.code(), any.name(), canonical, points, bounds);
    }

    private static double value(Measurement one, String unit, Optional<Analyte> analyte) {
        if (one.unit().equals(unit)) {
            return one.value();
        }
        try {
            return Conversion.of(one.unit(), unit, analyte).apply(one.value());
        } catch (ToolError e) {
            throw new ToolError(
                    "Observation/"
                            + one.of().text("resource_id")
                            + " is in '"
                            + one.unit()
                            + "' and cannot be put beside '"
                            + unit
                            + "': "
                            + e.getMessage());
        }
    }

    private static String listed(Map<String, String> choices) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, String> choice : choices.entrySet()) {
            if (words.size() == LISTED_MAX) {
                words.add("and others");
                break;
            }
            boolean same = choice.getKey().equals(choice.getValue());
            words.add(same ? choice.getKey() : choice.getKey() + " (" + choice.getValue() + ")");
        }
        return String.join(", ", words).replace('\n', ' ');
    }
}
