package dev.hqe.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The desktop that windows open on, as the environment of a process names it. A workbench that was
/// started without one learns it from whoever wants to see its window.
///
/// @param variables of the environment, by name; none but [#NAMES]
public record Display(Map<String, String> variables) {

    /// The variables of the environment that name it, on Linux. Elsewhere nothing does.
    public static final List<String> NAMES =
            List.of("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR");

    private static final int MAX_CHARS = 4096;

    public Display {
        variables = Map.copyOf(variables);
        variables.forEach((name, value) -> {
            if (!NAMES.contains(name) || value.length() > MAX_CHARS || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("names no display: " + name);
            }
        });
    }

    /// The one that an environment names.
    public static Display of(Map<String, String> environment) {
        Map<String, String> named = new HashMap<>(environment);
        named.keySet().retainAll(NAMES);
        named.values().removeIf(String::isBlank);
        return new Display(named);
    }

    /// The one that this process was started on.
    public static Display here() {
        return of(System.getProperty("os.name").startsWith("Linux") ? System.getenv() : Map.of());
    }

    /// As a person names it, `:0`; empty where there is none, or it needs no name.
    public String name() {
        return variables.getOrDefault("DISPLAY", "");
    }
}
