package dev.hqe.app.topic;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Where a result differs from the part of it that was expected. Fields that are not expected are
/// not looked at; arrays and an empty object are compared whole.
final class JsonDifference {

    private static final int MAX_LINES = 20;
    private static final int MAX_SHOWN = 200;

    private final double tolerance;
    private final List<String> lines = new ArrayList<>();

    private JsonDifference(double tolerance) {
        this.tolerance = tolerance;
    }

    /// One line for each place, `$.a[0].b: expected 1, was 2`; none if all is as expected.
    ///
    /// @param tolerance how far a number may be off
    static List<String> lines(JsonNode expected, JsonNode actual, double tolerance) {
        JsonDifference difference = new JsonDifference(tolerance);
        difference.compare(expected, actual, "$");
        int more = difference.lines.size() - MAX_LINES;
        if (more <= 0) {
            return List.copyOf(difference.lines);
        }
        List<String> first = new ArrayList<>(difference.lines.subList(0, MAX_LINES));
        first.add("and " + more + " more");
        return List.copyOf(first);
    }

    private void compare(JsonNode expected, JsonNode actual, String at) {
        if (actual.isMissingNode()) {
            lines.add(at + ": expected " + shown(expected) + ", and there is nothing");
        } else if (expected.isObject() && actual.isObject() && !expected.isEmpty()) {
            expected.properties()
                    .forEach(field ->
                            compare(
                                    field.getValue(),
                                    actual.path(field.getKey()),
                                    at + "." + field.getKey()));
        } else if (expected.isArray() && actual.isArray()) {
            compareArrays(expected, actual, at);
        } else if (!isSame(expected, actual)) {
            lines.add(at + ": expected " + shown(expected) + ", was " + shown(actual));
        }
    }

    private void compareArrays(JsonNode expected, JsonNode actual, String at) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            compare(expected.get(i), actual.get(i), at + "[" + i + "]");
        }
        if (expected.size() > actual.size()) {
            JsonNode first = expected.get(actual.size());
            lines.add(count(at, expected, actual) + ", without " + shown(first));
        } else if (expected.size() < actual.size()) {
            JsonNode first = actual.get(expected.size());
            lines.add(count(at, expected, actual) + ", also " + shown(first));
        }
    }

    private static String count(String at, JsonNode expected, JsonNode actual) {
        return at + ": expected " + expected.size() + " items, was " + actual.size();
    }

    private boolean isSame(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return tolerance > 0
                    ? Math.abs(expected.asDouble() - actual.asDouble()) <= tolerance
                    : expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
