package dev.hqe.ui.internal.action;

import dev.hqe.ui.internal.page.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// All that a person can do in the window: everywhere, and on each page. For the JavaFX thread.
public final class Actions {

    /// An action and the page it belongs to, null for everywhere.
    public record Placed(Action action, @Nullable Place place) {}

    private final List<Action> everywhere = new ArrayList<>();
    private final Map<Place, List<Action>> byPlace = new EnumMap<>(Place.class);
    private final Set<String> ids = new HashSet<>();

    /// Adds one that can be done on every page.
    ///
    /// @throws IllegalArgumentException if there is one of this id
    public void add(Action action) {
        requireNew(action);
        everywhere.add(action);
    }

    /// Adds those of a page; their keys count while it is in front.
    ///
    /// @throws IllegalArgumentException if there is one of the same id
    public void add(Place place, List<Action> actions) {
        actions.forEach(this::requireNew);
        byPlace.computeIfAbsent(place, key -> new ArrayList<>()).addAll(actions);
    }

    private void requireNew(Action action) {
        if (!ids.add(action.id())) {
            throw new IllegalArgumentException("two actions have the id " + action.id());
        }
    }

    public List<Action> everywhere() {
        return List.copyOf(everywhere);
    }

    public List<Action> of(Place place) {
        return List.copyOf(byPlace.getOrDefault(place, List.of()));
    }

    /// Every action, those of all pages first in their order.
    public List<Placed> all() {
        List<Placed> all = new ArrayList<>();
        byPlace.forEach(
                (place, actions) -> actions.forEach(one -> all.add(new Placed(one, place))));
        everywhere.forEach(one -> all.add(new Placed(one, null)));
        return all;
    }

    /// The action that these keys do now: one of the page in front before one of everywhere.
    public Optional<Action> matching(KeyEvent event, Place front, boolean inText) {
        List<Action> candidates = new ArrayList<>(byPlace.getOrDefault(front, List.of()));
        candidates.addAll(everywhere);
        return candidates.stream()
                .filter(action -> action.keys().filter(k -> k.match(event, inText)).isPresent())
                .filter(action -> action.enabled().getAsBoolean())
                .findFirst();
    }
}
