package dev.hqe.kernel.topic;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The Topics in the copies, each read once: a copy does not change. Thread-safe.
final class TopicCopies {

    private final TopicSnapshots snapshots;
    private final Map<String, Topic> read = new ConcurrentHashMap<>();

    TopicCopies(TopicSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    boolean has(String digest) {
        return snapshots.has(digest);
    }

    /// The Topic in a copy.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it does not hold together
    Topic topic(String digest) {
        return topic(digest, false);
    }

    /// The same of a copy of which something else says that nothing is wrong with it.
    ///
    /// @param checkedBefore by the rules of today
    Topic topic(String digest, boolean checkedBefore) {
        Topic known = read.get(digest);
        if (known == null) {
            Path folder = snapshots.folder(digest);
            String name = digest.substring(0, 12);
            known =
                    checkedBefore
                            ? TopicReader.readAgain(folder, name)
                            : TopicReader.read(folder, name);
            read.put(digest, known);
        }
        return known;
    }

    void forgetAllBut(Set<String> digests) {
        read.keySet().retainAll(digests);
    }
}
