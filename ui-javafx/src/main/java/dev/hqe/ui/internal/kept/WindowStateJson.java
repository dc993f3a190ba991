package dev.hqe.ui.internal.kept;

import dev.hqe.kernel.json.Json;
import dev.hqe.ui.internal.kept.WindowState.Bounds;
import dev.hqe.ui.internal.kept.WindowState.ThemeChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The state as it stands in its file. Whatever is missing or no good there is as it is the first
/// time, field by field: a window opens with any file.
final class WindowStateJson {

    private static final int MOST_CHARS = 200;

    private WindowStateJson() {}

    static ObjectNode write(WindowState state) {
        ObjectNode json =
                Json.object()
                        .put("theme", state.theme().name().toLowerCase(Locale.ROOT))
                        .put("text", state.textPercent())
                        .put("motion", state.motion())
                        .put("page", state.page());
        state.bounds()
                .ifPresent(bounds ->
                        json.putObject("bounds")
                                .put("x", bounds.x())
                                .put("y", bounds.y())
                                .put("width", bounds.width())
                                .put("height", bounds.height())
                                .put("maximized", bounds.maximized()));
        ObjectNode dividers = json.putObject("dividers");
        state.dividers().forEach(dividers::put);
        state.recent().forEach(json.putArray("recent")::add);
        state.put().forEach(json.putArray("away")::add);
        return json;
    }

    static WindowState read(JsonNode json) {
        WindowState first = WindowState.FIRST;
        Map<String, Double> dividers = new HashMap<>();
        json.path("dividers")
                .forEachEntry((name, at) -> {
                    if (name.length() <= MOST_CHARS && dividers.size() < WindowState.MOST) {
                        dividers.put(name, at.asDouble(0));
                    }
                });
        return new WindowState(
                theme(json.path("theme").asString("")),
                json.path("text").asInt(first.textPercent()),
                json.path("motion").asBoolean(first.motion()),
                bounds(json.path("bounds")),
                json.path("page").asString(first.page()),
                dividers,
                strings(json.path("recent")),
                strings(json.path("away")));
    }

    private static ThemeChoice theme(String name) {
        for (ThemeChoice choice : ThemeChoice.values()) {
            if (choice.name().equalsIgnoreCase(name)) {
                return choice;
            }
        }
        return WindowState.FIRST.theme();
    }

    private static @Nullable Bounds bounds(JsonNode json) {
        try {
            return new Bounds(
                    json.path("x").asDouble(Double.NaN),
                    json.path("y").asDouble(Double.NaN),
                    json.path("width").asDouble(Double.NaN),
                    json.path("height").asDouble(Double.NaN),
                    json.path("maximized").asBoolean(false));
        } catch (IllegalArgumentException e) {
            return null; // the window stands where a new one would
        }
    }

    private static List<String> strings(JsonNode json) {
        List<String> strings = new ArrayList<>();
        for (JsonNode one : json) {
            String text = one.asString("");
            if (!text.isBlank()
                    && text.length() <= MOST_CHARS
                    && strings.size() < WindowState.MOST) {
                strings.add(text);
            }
        }
        return strings;
    }
}
