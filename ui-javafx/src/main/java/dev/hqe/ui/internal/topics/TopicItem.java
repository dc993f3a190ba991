package dev.hqe.ui.internal.topics;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.ui.internal.IngestState;
import java.nio.file.Path;

/// One row of the list of Topics.
public sealed interface TopicItem {

    /// A Topic that runs.
    ///
    /// @param folder where a person finds it; what runs is a copy
    record Loaded(Topic topic, Path folder) implements TopicItem {}

    /// A folder that cannot.
    record Broken(TopicCatalog.Rejected rejected) implements TopicItem {}

    default Path folder() {
        return switch (this) {
            case Loaded loaded -> loaded.folder();
            case Broken broken -> broken.rejected().folder();
        };
    }

    /// What people call it.
    default String name() {
        return switch (this) {
            case Loaded loaded -> loaded.topic().manifest().name();
            case Broken broken -> IngestState.nameOf(broken.rejected().folder());
        };
    }
}
