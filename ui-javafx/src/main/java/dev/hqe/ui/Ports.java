package dev.hqe.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the window can show beyond its [WindowParts], each under the type that the window asks it
/// by. A page whose port is missing is not in the navigation, so a workbench without that part has
/// no dead doors. Immutable.
public final class Ports {

    private static final Ports NONE = new Ports(Map.of());

    private final Map<Class<?>, Object> answers;

    private Ports(Map<Class<?>, Object> answers) {
        this.answers = Map.copyOf(answers);
    }

    public static Ports none() {
        return NONE;
    }

    /// These and one more.
    ///
    /// @throws IllegalArgumentException if that port is answered already
    public <P> Ports with(Class<P> port, P answer) {
        Map<Class<?>, Object> more = new HashMap<>(answers);
        if (more.put(port, answer) != null) {
            throw new IllegalArgumentException("the port is answered twice: " + port.getName());
        }
        return new Ports(more);
    }

    /// Who answers this port; empty where nobody does.
    public <P> Optional<P> find(Class<P> port) {
        return Optional.ofNullable(answers.get(port)).map(port::cast);
    }
}
