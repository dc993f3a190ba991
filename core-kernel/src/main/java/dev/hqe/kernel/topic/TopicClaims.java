package dev.hqe.kernel.topic;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who has which id. A Topic of the installation has its own; then the folder that was granted has
/// it, also while what lies there is broken; then whoever is alone. Of several that nobody has
/// granted, none has it.
final class TopicClaims {

    private final Map<TopicId, TopicGrant> grants;
    private final TopicNames names;
    private final Map<TopicId, List<FoundTopic>> claimants = new HashMap<>();
    private final Map<TopicId, FoundTopic> owners = new HashMap<>();
    private final Map<String, TopicGrant> byFolder = new HashMap<>();

    TopicClaims(List<FoundTopic> found, Map<TopicId, TopicGrant> grants, TopicNames names) {
        this.grants = grants;
        this.names = names;
        grants.values().stream()
                .filter(TopicGrant::isGranted)
                .forEach(grant -> byFolder.put(grant.folder(), grant));
        for (FoundTopic one : found) {
            one.topic()
                    .map(Topic::id)
                    .or(() -> grantByFolder(one).map(TopicGrant::id))
                    .ifPresent(id ->
                            claimants.computeIfAbsent(id, absent -> new ArrayList<>()).add(one));
        }
        claimants.forEach((id, all) -> owner(id, all).ifPresent(one -> owners.put(id, one)));
    }

    private Optional<TopicGrant> grantByFolder(FoundTopic found) {
        return found.bundled()
                ? Optional.empty()
                : Optional.ofNullable(byFolder.get(found.folderName()));
    }

    private Optional<FoundTopic> owner(TopicId id, List<FoundTopic> all) {
        Optional<FoundTopic> bundled = all.stream().filter(FoundTopic::bundled).findFirst();
        if (bundled.isPresent()) {
            return bundled;
        }
        TopicGrant grant = grants.get(id);
        Optional<FoundTopic> granted =
                grant == null || grant.state() == TopicGrant.State.REMOVED
                        ? Optional.empty()
                        : all.stream()
                                .filter(one -> one.folderName().equals(grant.folder()))
                                .findFirst();
        return granted.isPresent() || all.size() > 1 ? granted : Optional.of(all.getFirst());
    }

    /// What was granted to the Topic in this folder.
    Optional<TopicGrant> grant(FoundTopic found) {
        Topic topic = found.topicOrNull();
        return topic == null ? grantByFolder(found) : Optional.ofNullable(grants.get(topic.id()));
    }

    /// Why it cannot have its id.
    Optional<Problem> collision(FoundTopic found) {
        Topic topic = found.topicOrNull();
        if (topic == null) {
            return Optional.empty();
        }
        TopicId id = topic.id();
        FoundTopic owner = owners.get(id);
        if (owner == null || !owner.folder().equals(found.folder())) {
            return Optional.of(
                    problem(
                            found,
                            "there is a Topic '"
                                    + id
                                    + "' already, in "
                                    + twin(id, found).folder()
                                    + ". Change the id or remove one of them."));
        }
        TopicGrant grant = grants.get(id);
        boolean granted = found.bundled() || (grant != null && grant.isGranted());
        return granted
                ? Optional.empty()
                : names.holder(id)
                        .map(who ->
                                problem(
                                        found,
                                        "the id '"
                                                + id
                                                + "' is the name of "
                                                + who
                                                + ", and both would have tools of the same names."
                                                + " Change the id, or rename that."));
    }

    private FoundTopic twin(TopicId id, FoundTopic found) {
        FoundTopic owner = owners.get(id);
        return owner != null
                ? owner
                : claimants.getOrDefault(id, List.of()).stream()
                        .filter(one -> !one.folder().equals(found.folder()))
                        .findFirst()
                        .orElse(found);
    }

    private static Problem problem(FoundTopic found, String message) {
        return new Problem(found.folderName() + "/" + TopicReader.MANIFEST, 0, message);
    }

    /// A folder whose id belongs to another.
    static TopicEntry refused(FoundTopic found, Problem problem) {
        return new TopicEntry(
                found.folder(),
                found.bundled(),
                new TopicStatus.Collision(problem),
                found.topicOrNull(),
                null,
                null,
                null);
    }
}
