package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a scan has seen in one folder.
///
/// @param stamp of the files as they were listed; empty if that was not possible
/// @param settled whether the newest file was written a while before, so that another write would
///   show in the stamp
/// @param digest of the files that matter; empty if they could not be read
/// @param topicOrNull if it holds together
/// @param problems if it does not
record FoundTopic(
        Path folder,
        boolean bundled,
        String stamp,
        boolean settled,
        String digest,
        @Nullable Topic topicOrNull,
        List<Problem> problems) {

    FoundTopic {
        problems = List.copyOf(problems);
    }

    static FoundTopic broken(Path folder, boolean bundled, List<Problem> problems) {
        return new FoundTopic(folder, bundled, "", false, "", null, problems);
    }

    /// The same content in files of other times.
    FoundTopic writtenAgain(String newStamp, boolean nowSettled) {
        return new FoundTopic(folder, bundled, newStamp, nowSettled, digest, topicOrNull, problems);
    }

    Optional<Topic> topic() {
        return Optional.ofNullable(topicOrNull);
    }

    String folderName() {
        return folder.getFileName().toString();
    }
}
