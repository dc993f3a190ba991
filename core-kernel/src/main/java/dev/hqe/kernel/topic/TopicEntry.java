package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Topic folder and what became of it.
///
/// @param folder where it lies; what runs, runs from a copy
/// @param bundled whether it came with the program
/// @param foundOrNull what lies there, if it holds together
/// @param runningOrNull what runs, which may be an earlier version
/// @param cardOrNull what it can do, as it lies there; what a grant would grant
/// @param grantOrNull what was granted and when, if it was
public record TopicEntry(
        Path folder,
        boolean bundled,
        TopicStatus status,
        @Nullable Topic foundOrNull,
        @Nullable Topic runningOrNull,
        @Nullable CapabilityCard cardOrNull,
        @Nullable TopicGrant grantOrNull) {

    /// Its id, where it can be told.
    public Optional<TopicId> id() {
        return found().or(this::running).map(Topic::id);
    }

    /// What people call it: the name in its manifest, or else its folder's.
    public String name() {
        return found().or(this::running)
                .map(topic -> topic.manifest().name())
                .orElseGet(this::folderName);
    }

    /// Why it cannot be used; empty if it could be.
    public List<Problem> problems() {
        return switch (status) {
            case TopicStatus.Broken(var problems) -> problems;
            case TopicStatus.Collision(var problem) -> List.of(problem);
            case TopicStatus.Active() -> List.of();
            case TopicStatus.Ungranted() -> List.of();
            case TopicStatus.Quarantined(var changes) -> List.of();
            case TopicStatus.Revoked() -> List.of();
        };
    }

    boolean has(TopicId id) {
        return id().filter(id::equals).isPresent();
    }

    String folderName() {
        return folder.getFileName().toString();
    }

    public Optional<Topic> found() {
        return Optional.ofNullable(foundOrNull);
    }

    public Optional<Topic> running() {
        return Optional.ofNullable(runningOrNull);
    }

    public Optional<CapabilityCard> card() {
        return Optional.ofNullable(cardOrNull);
    }

    public Optional<TopicGrant> grant() {
        return Optional.ofNullable(grantOrNull);
    }
}
