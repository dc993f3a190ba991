package dev.hqe.kernel.topic;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The Topics in the copies, each read once: a copy does not change. Thread-safe.
final class TopicCopies {

    private final TopicSnapshots snapshots;
    private final CheckedManifests manifests;
    private final Map<String, Topic> read = new ConcurrentHashMap<>();

    TopicCopies(TopicSnapshots snapshots, CheckedManifests manifests) {
        this.snapshots = snapshots;
        this.manifests = manifests;
    }

    boolean has(String digest) {
        return snapshots.has(digest);
    }

    /// The Topic in a copy.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it does not hold together
    Topic topic(String digest) {
        Topic known = read.get(digest);
        if (known == null) {
            Optional<JsonNode> manifest = manifests.find(digest);
            known =
                    manifest.isPresent()
                            ? TopicReader.readAgain(
                                    snapshots.folder(digest), name(digest), manifest.get())
                            : inFull(digest);
            read.put(digest, known);
        }
        return known;
    }

    /// The same, looked at in full whatever is known of it: what is to be granted.
    ///
    /// @throws dev.hqe.kernel.json.InvalidDocumentException if it does not hold together
    Topic check(String digest) {
        Topic checked = inFull(digest);
        read.put(digest, checked);
        return checked;
    }

    private Topic inFull(String digest) {
        return TopicReader.read(
                snapshots.folder(digest),
                name(digest),
                manifest -> manifests.keep(digest, manifest));
    }

    private static String name(String digest) {
        return digest.substring(0, 12);
    }

    void forgetAllBut(Set<String> digests) {
        read.keySet().retainAll(digests);
    }
}
