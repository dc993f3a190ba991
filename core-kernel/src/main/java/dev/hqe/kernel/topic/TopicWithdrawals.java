package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The Topics that may no longer do what they did, and who has to end what is going of them.
///
/// Thread-safe.
final class TopicWithdrawals {

    private final List<Consumer<TopicId>> listeners = new CopyOnWriteArrayList<>();
    private final TreeSet<TopicId> untold = new TreeSet<>();

    void add(Consumer<TopicId> listener) {
        listeners.add(listener);
    }

    /// Takes note of those that have gone or run with other permissions. New code with the same
    /// permissions that needed nobody's yes takes nothing from a call that is going.
    synchronized void compare(Map<TopicId, Topic> before, Map<TopicId, Topic> now) {
        before.forEach((id, old) -> {
            Topic runs = now.get(id);
            if (runs == null
                    || !runs.manifest().permissions().equals(old.manifest().permissions())) {
                untold.add(id);
            }
        });
    }

    /// Takes note of one in whose place a person has granted another version.
    synchronized void replaced(Topic old) {
        untold.add(old.id());
    }

    /// Says each of them once.
    void tell() {
        List<TopicId> ids;
        synchronized (this) {
            ids = List.copyOf(untold);
            untold.clear();
        }
        ids.forEach(id -> listeners.forEach(listener -> listener.accept(id)));
    }
}
