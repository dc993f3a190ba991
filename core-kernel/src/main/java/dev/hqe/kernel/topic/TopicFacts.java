package dev.hqe.kernel.topic;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells what is different from before.
record TopicFacts(EventBus bus) {

    void tell(TopicsNow before, TopicsNow now) {
        now.running()
                .forEach((id, topic) -> {
                    if (!topic.equals(before.running().get(id))) {
                        bus.publish(new TopicLoaded(id, topic.manifest().version()));
                    }
                });
        Map<Path, TopicStatus> statuses = new HashMap<>();
        before.entries().forEach(entry -> statuses.put(entry.folder(), entry.status()));
        for (TopicEntry entry : now.entries()) {
            if (!entry.status().equals(statuses.get(entry.folder()))) {
                tell(entry);
            }
        }
        int rejected = (int) now.entries().stream().filter(e -> !e.problems().isEmpty()).count();
        bus.publish(new CatalogLoaded(now.running().size(), rejected));
    }

    private void tell(TopicEntry entry) {
        switch (entry.status()) {
            case TopicStatus.Quarantined(var changes) ->
                    entry.found()
                            .ifPresent(topic ->
                                    bus.publish(
                                            new TopicQuarantined(
                                                    topic.id(),
                                                    topic.manifest().version(),
                                                    changes.size())));
            case TopicStatus.Broken(var problems) ->
                    bus.publish(new TopicRejected(entry.folder(), problems));
            case TopicStatus.Collision(var problem) ->
                    bus.publish(new TopicRejected(entry.folder(), List.of(problem)));
            case TopicStatus.Active() -> {}
            case TopicStatus.Ungranted() -> {}
            case TopicStatus.Revoked() -> {}
        }
    }

    /// The state of the catalog at one time.
    ///
    /// @param running what runs, by id
    record TopicsNow(List<TopicEntry> entries, Map<TopicId, Topic> running) {

        static final TopicsNow NOTHING = new TopicsNow(List.of(), Map.of());
    }
}
