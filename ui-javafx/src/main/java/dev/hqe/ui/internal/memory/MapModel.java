package dev.hqe.ui.internal.memory;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.memory.Memory;
import dev.hqe.memory.MemoryMap;
import dev.hqe.ui.internal.FxDispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The map of what the filters let through. The memory keeps the last ones, so it costs next to
/// nothing to look again while nothing has changed; the map that is shown stays until another one
/// is there. For the JavaFX thread; it never blocks it.
final class MapModel {

    /// A Topic on the map.
    ///
    /// @param number its place in the legend, from 0: which colour and shape it has
    record Legend(TopicId topic, int number, int points) {}

    private final Memory memory;
    private final FxDispatcher dispatcher;
    private final ReadOnlyObjectWrapper<MapState> state =
            new ReadOnlyObjectWrapper<>(new MapState.Unasked());
    private final ReadOnlyBooleanWrapper drawing = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Set<TopicId>> hidden = new SimpleObjectProperty<>(Set.of());
    private final ReadOnlyObjectWrapper<MemoryMap.@Nullable Point> chosen =
            new ReadOnlyObjectWrapper<>();
    private final AtomicLong asks = new AtomicLong();
    private final Lock turn = new ReentrantLock();

    MapModel(Memory memory, FxDispatcher dispatcher) {
        this.memory = memory;
        this.dispatcher = dispatcher;
    }

    /// Lays out what the filters let through.
    void show(Asked asked) {
        long number = asks.incrementAndGet();
        drawing.set(true);
        if (!(state.get() instanceof MapState.Drawn)) {
            state.set(new MapState.Drawing());
        }
        Thread.ofVirtual().name("window-map").start(() -> read(number, asked));
    }

    private void read(long number, Asked asked) {
        turn.lock();
        try {
            if (asks.get() != number) {
                return;
            }
            long began = System.nanoTime();
            MemoryMap map = memory.map(asked.words("").query(1), MemoryMap.MAX_POINTS);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            post(number, stateOf(map, took));
        } catch (RuntimeException e) { // the edge: shown to the person
            post(number, new MapState.Failed(String.valueOf(e.getMessage())));
        } finally {
            turn.unlock();
        }
    }

    private static MapState stateOf(MemoryMap map, Duration took) {
        if (!map.points().isEmpty()) {
            return new MapState.Drawn(map, took);
        }
        return map.entities() == 0 ? new MapState.Empty() : new MapState.NoVectors(map.entities());
    }

    private void post(long number, MapState now) {
        dispatcher.post(() -> {
            if (asks.get() == number) {
                drawing.set(false);
                MemoryMap.Point before = chosen.get();
                state.set(now);
                boolean stays =
                        before != null
                                && now instanceof MapState.Drawn(MemoryMap map, _)
                                && map.points().contains(before);
                if (!stays) {
                    chosen.set(null);
                }
            }
        });
    }

    /// The Topics of a map, the most points first.
    static List<Legend> legend(MemoryMap map) {
        Map<TopicId, Integer> counts = new TreeMap<>();
        map.points().forEach(point -> counts.merge(point.topic(), 1, Integer::sum));
        List<TopicId> topics = new ArrayList<>(counts.keySet());
        topics.sort(
                Comparator.comparingInt((TopicId topic) -> -counts.getOrDefault(topic, 0))
                        .thenComparing(Comparator.naturalOrder()));
        List<Legend> legend = new ArrayList<>();
        for (TopicId topic : topics) {
            legend.add(new Legend(topic, legend.size(), counts.getOrDefault(topic, 0)));
        }
        return legend;
    }

    /// Hides the points of a Topic, or shows them again.
    void toggle(TopicId topic) {
        Set<TopicId> now = new HashSet<>(hidden.get());
        if (!now.remove(topic)) {
            now.add(topic);
        }
        hidden.set(Set.copyOf(now));
    }

    void choose(MemoryMap.@Nullable Point point) {
        chosen.set(point);
    }

    ReadOnlyObjectProperty<MapState> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether one is being laid out, also while an older one is shown.
    ReadOnlyBooleanProperty drawing() {
        return drawing.getReadOnlyProperty();
    }

    /// Topics whose points are not drawn.
    ObjectProperty<Set<TopicId>> hidden() {
        return hidden;
    }

    ReadOnlyObjectProperty<MemoryMap.@Nullable Point> chosen() {
        return chosen.getReadOnlyProperty();
    }
}
