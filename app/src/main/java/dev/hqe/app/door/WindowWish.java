package dev.hqe.app.door;

import dev.hqe.app.Window;
import dev.hqe.kernel.json.Json;
import dev.hqe.ui.Display;
import dev.hqe.ui.WindowException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Somebody who wants to see the window, and waits until it is closed. Who leaves before closes
/// nothing.
///
/// @param window of the workbench
public record WindowWish(Window window) implements Wish {

    /// What it is called at the door.
    public static final String NAME = "window";

    /// How a visitor says where it is.
    public static List<String> arguments(Display display) {
        return display.variables().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .toList();
    }

    private static Display display(List<String> arguments) throws Refusal {
        try {
            Map<String, String> variables = new HashMap<>();
            for (String argument : arguments) {
                int sign = argument.indexOf('=');
                variables.put(
                        argument.substring(0, Math.max(0, sign)), argument.substring(sign + 1));
            }
            return new Display(variables);
        } catch (IllegalArgumentException e) {
            throw new Refusal("hqe: " + e.getMessage());
        }
    }

    @Override
    public void serve(Guest guest, Opening opening) throws Exception {
        Window.Showing showing = show(display(guest.greeting().arguments()));
        Streams streams = opening.accept();
        guest.introducedBy(() -> "hqe");
        LongVisit.last(
                guest,
                streams,
                Json.object().put("display", showing.window().display().name()),
                showing.gone());
    }

    private Window.Showing show(Display display) throws Refusal {
        try {
            return window.show(display);
        } catch (WindowException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }
}
