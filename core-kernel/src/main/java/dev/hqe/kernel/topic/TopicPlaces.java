package dev.hqe.kernel.topic;

import java.nio.file.Path;
import java.util.List;

/// Where Topics lie.
///
/// @param bundled folders of Topic folders that came with the program; they run where they lie
/// @param home the data directory
public record TopicPlaces(List<Path> bundled, Path home) {

    public TopicPlaces {
        bundled = List.copyOf(bundled);
    }

    /// Where a person drops Topic folders. Nothing ever runs from here.
    public Path topics() {
        return home.resolve("topics");
    }

    /// Copies of what was granted, each in a folder named by its digest; what runs, runs from here.
    public Path store() {
        return home.resolve("topic-store");
    }

    /// Folders that were removed or replaced, so that it can be undone.
    public Path removed() {
        return home.resolve("topics-removed");
    }
}
