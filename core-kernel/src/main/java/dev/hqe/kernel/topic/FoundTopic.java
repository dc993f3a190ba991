package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a scan has seen in one folder.
///
/// @param stamp of the files as they were listed; empty if that was not possible
/// @param digest of the files that matter; empty if they could not be read
/// @param topicOrNull if it holds together
/// @param problems if it does not
record FoundTopic(
        Path folder,
        boolean bundled,
        String stamp,
        String digest,
        @Nullable Topic topicOrNull,
        List<Problem> problems) {

    FoundTopic {
        problems = List.copyOf(problems);
    }

    static FoundTopic broken(Path folder, boolean bundled, String stamp, List<Problem> problems) {
        return new FoundTopic(folder, bundled, stamp, "", null, problems);
    }

    Optional<Topic> topic() {
        return Optional.ofNullable(topicOrNull);
    }

    String folderName() {
        return folder.getFileName().toString();
    }
}
