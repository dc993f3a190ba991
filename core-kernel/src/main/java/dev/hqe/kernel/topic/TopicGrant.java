package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import java.time.Instant;
import java.util.Map;

/// What a person has granted. What the definitions were is in the copy that the digest names.
///
/// @param folder name of the folder below `topics`
/// @param version of what runs
/// @param permissions the most that it may do; what runs may ask for less
/// @param digest of what runs; see [CapabilityCard#digest]
/// @param files SHA-256 of each file that matters, by path
/// @param at when a person said so last
public record TopicGrant(
        TopicId id,
        String folder,
        String version,
        Permissions permissions,
        Trust trust,
        String digest,
        Map<String, String> files,
        State state,
        Instant at) {

    /// What a person has said last.
    public enum State {
        GRANTED,
        REVOKED,
        /// The Topic was removed; putting it back brings the grant back.
        REMOVED
    }

    public TopicGrant {
        files = Map.copyOf(files);
    }

    boolean isGranted() {
        return state == State.GRANTED;
    }

    /// The same grant, by which something else runs now that asks for no more.
    TopicGrant running(String folder, Topic topic, TopicContent content) {
        return new TopicGrant(
                id,
                folder,
                topic.manifest().version(),
                permissions,
                trust,
                content.digest(),
                content.files(),
                state,
                at);
    }

    TopicGrant inFolder(String name) {
        return new TopicGrant(id, name, version, permissions, trust, digest, files, state, at);
    }

    TopicGrant in(State other, Instant when) {
        return new TopicGrant(id, folder, version, permissions, trust, digest, files, other, when);
    }
}
