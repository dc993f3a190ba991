package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a folder, given what was granted. Where something goes on silently, the
/// decision is made once more on the copy that will run, since the folder may be written to
/// meanwhile.
///
/// Not thread-safe: the catalog's own.
final class TopicJudge {

    private static final Logger LOG = System.getLogger(TopicJudge.class.getName());

    private final TopicSnapshots snapshots;
    private final TopicGrants grants;
    private final ProgramInspection inspection;

    private final TopicCopies copies;

    /// What inspections have found, by digest.
    private final Map<String, TopicPreview.Inspected> inspected = new HashMap<>();

    TopicJudge(
            TopicSnapshots snapshots,
            TopicCopies copies,
            TopicGrants grants,
            ProgramInspection inspection) {
        this.snapshots = snapshots;
        this.copies = copies;
        this.grants = grants;
        this.inspection = inspection;
    }

    TopicEntry judge(FoundTopic found, Optional<TopicGrant> granted) {
        TopicGrant grant = granted.orElse(null);
        return found.bundled() ? bundled(found, grant) : dropped(found, grant);
    }

    private TopicEntry bundled(FoundTopic found, @Nullable TopicGrant grant) {
        Topic topic = found.topicOrNull();
        if (topic == null) {
            return entry(found, new TopicStatus.Broken(found.problems()), null, grant);
        }
        return grant != null && grant.state() == TopicGrant.State.REVOKED
                ? entry(found, new TopicStatus.Revoked(), null, grant)
                : entry(found, new TopicStatus.Active(), topic, grant);
    }

    private TopicEntry dropped(FoundTopic found, @Nullable TopicGrant grant) {
        Topic running = grant == null ? null : running(grant);
        Topic topic = found.topicOrNull();
        if (topic == null) {
            return entry(found, new TopicStatus.Broken(found.problems()), running, grant);
        }
        if (grant != null && grant.isGranted() && grant.digest().equals(found.digest())) {
            return asGranted(found, grant, running);
        }
        List<Problem> problems = inspect(topic, found.digest());
        if (!problems.isEmpty()) {
            return entry(found, new TopicStatus.Broken(problems), running, grant);
        }
        if (grant == null || grant.state() == TopicGrant.State.REMOVED) {
            return entry(found, new TopicStatus.Ungranted(), null, null);
        }
        if (!grant.isGranted()) {
            return entry(found, new TopicStatus.Revoked(), null, grant);
        }
        if (running == null) { // its copy is gone, so there is nothing to compare with
            return entry(found, new TopicStatus.Ungranted(), null, null);
        }
        return changed(found, topic, grant, running);
    }

    /// What lies there is what was granted. Its copy is made anew if somebody has deleted it.
    private TopicEntry asGranted(FoundTopic found, TopicGrant grant, @Nullable Topic running) {
        Topic runs = running;
        if (runs == null) {
            try {
                TopicContent content = snapshots.keep(found.folder());
                runs = content.digest().equals(grant.digest()) ? running(grant) : null;
            } catch (IOException | TopicFileException e) {
                return unreadable(found, grant, null, e);
            }
        }
        return runs == null
                ? entry(found, new TopicStatus.Ungranted(), null, null)
                : entry(found, new TopicStatus.Active(), runs, grant);
    }

    private TopicEntry changed(FoundTopic found, Topic topic, TopicGrant grant, Topic running) {
        try {
            TopicContent content = TopicContent.of(found.folder());
            List<TopicChange> changes = TopicChanges.between(grant, running, topic, content);
            if (changes.stream().noneMatch(TopicChange::asks)) {
                TopicContent copied = snapshots.keep(found.folder());
                Topic copy = copies.check(copied.digest());
                changes = TopicChanges.between(grant, running, copy, copied);
                List<Problem> problems = inspect(copy, copied.digest());
                if (!problems.isEmpty()) {
                    return entry(found, new TopicStatus.Broken(problems), running, grant);
                }
                if (changes.stream().noneMatch(TopicChange::asks)) {
                    TopicGrant now = grant.running(found.folderName(), copy, copied);
                    grants.put(now);
                    return entry(found, new TopicStatus.Active(), copy, now);
                }
            }
            return entry(found, new TopicStatus.Quarantined(changes), running, grant);
        } catch (IOException | TopicFileException | InvalidDocumentException e) {
            return unreadable(found, grant, running, e);
        }
    }

    private TopicEntry unreadable(
            FoundTopic found, TopicGrant grant, @Nullable Topic running, Exception e) {
        List<Problem> problems =
                switch (e) {
                    case TopicFileException file ->
                            List.of(TopicScan.problem(found.folderName(), file));
                    case InvalidDocumentException document -> document.problems();
                    default ->
                            List.of(
                                    new Problem(
                                            found.folderName(),
                                            0,
                                            "cannot be read: " + e.getMessage()));
                };
        return entry(found, new TopicStatus.Broken(problems), running, grant);
    }

    private TopicEntry entry(
            FoundTopic found,
            TopicStatus status,
            @Nullable Topic running,
            @Nullable TopicGrant grant) {
        Topic topic = found.topicOrNull();
        return new TopicEntry(
                found.folder(),
                found.bundled(),
                status,
                topic,
                running,
                topic == null ? null : card(topic, found),
                grant);
    }

    /// With what an inspection has found, where there was need of one.
    private CapabilityCard card(Topic topic, FoundTopic found) {
        return CapabilityCard.of(topic, found.folder(), found.digest())
                .warning(
                        inspected
                                .getOrDefault(found.digest(), TopicPreview.Inspected.NOTHING)
                                .warnings());
    }

    /// What was granted, if its copy is there and asks for no more than the grant says.
    private @Nullable Topic running(TopicGrant grant) {
        if (!grant.isGranted() || !snapshots.has(grant.digest())) {
            return null;
        }
        try {
            Topic copy = copies.topic(grant.digest());
            boolean fits =
                    copy.id().equals(grant.id())
                            && copy.manifest().permissions().isWithin(grant.permissions());
            return fits ? copy : null;
        } catch (InvalidDocumentException e) { // somebody has been at it
            LOG.log(Level.WARNING, () -> "the copy of Topic " + grant.id() + " is damaged", e);
            return null;
        }
    }

    /// What the programs import beyond what the manifest declares, and what the sandbox refuses.
    List<Problem> inspect(Topic topic, String digest) {
        return inspected
                .computeIfAbsent(
                        digest,
                        absent -> TopicPreview.inspect(topic, inspection, folderName(topic)))
                .problems();
    }

    private static String folderName(Topic topic) {
        return String.valueOf(topic.folder().getFileName());
    }

    /// Forgets what is of no more use.
    void forgetAllBut(Set<String> digests) {
        copies.forgetAllBut(digests);
        inspected.keySet().retainAll(digests);
    }
}
