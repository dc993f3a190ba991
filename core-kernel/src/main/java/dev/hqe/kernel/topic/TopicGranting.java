package dev.hqe.kernel.topic;

import dev.hqe.kernel.json.InvalidDocumentException;
import dev.hqe.kernel.json.Problem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Grants and revokes. First the copy, complete and on the disk, then the row that names it: what
/// ends in between has granted nothing.
record TopicGranting(
        TopicGrants grants,
        TopicSnapshots snapshots,
        TopicCopies copies,
        TopicJudge judge,
        InstantSource clock) {

    void grant(TopicEntry entry, Trust trust, String digest) {
        switch (entry.status()) {
            case TopicStatus.Broken(var problems) -> throw unusable(entry, problems);
            case TopicStatus.Collision(var problem) -> throw unusable(entry, List.of(problem));
            case TopicStatus.Active() -> {}
            case TopicStatus.Ungranted() -> {}
            case TopicStatus.Quarantined(var changes) -> {}
            case TopicStatus.Revoked() -> {}
        }
        Topic found = entry.found().orElseThrow(() -> unusable(entry, List.of()));
        if (entry.bundled()) {
            if (!entry.card().map(CapabilityCard::digest).orElse("").equals(digest)) {
                throw changed(found);
            }
            entry.grant()
                    .ifPresent(
                            row -> grants.put(row.in(TopicGrant.State.REMOVED, clock.instant())));
            return;
        }
        try {
            copy(entry, found, trust, digest);
        } catch (TopicFileException e) {
            throw unusable(entry, List.of(TopicScan.problem(entry.folderName(), e)));
        } catch (InvalidDocumentException e) {
            throw unusable(entry, e.problems());
        } catch (IOException e) {
            throw new TopicException(
                    entry.folder()
                            + ": cannot be copied: "
                            + e.getMessage()
                            + ". Nothing was"
                            + " granted.",
                    e);
        }
    }

    private void copy(TopicEntry entry, Topic found, Trust trust, String digest)
            throws IOException, TopicFileException {
        TopicContent content = snapshots.keep(entry.folder());
        if (!content.digest().equals(digest)) {
            throw changed(found);
        }
        Topic copy = copies.check(digest);
        List<Problem> problems = judge.inspect(copy, digest);
        if (!problems.isEmpty()) {
            throw unusable(entry, problems);
        }
        if (!copy.id().equals(found.id())) {
            throw changed(found);
        }
        grants.put(
                new TopicGrant(
                        copy.id(),
                        entry.folderName(),
                        copy.manifest().version(),
                        copy.manifest().permissions(),
                        trust,
                        digest,
                        content.files(),
                        TopicGrant.State.GRANTED,
                        clock.instant()));
    }

    private static TopicException changed(Topic topic) {
        return new TopicException(
                "the folder of Topic '"
                        + topic.id()
                        + "' has changed since you looked. Nothing was granted; look at it again:"
                        + " hqe topic show "
                        + topic.id(),
                null);
    }

    private static TopicException unusable(TopicEntry entry, List<Problem> problems) {
        return new TopicException(
                entry.folder()
                        + ": cannot be granted:\n"
                        + problems.stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining("\n")),
                null);
    }

    void revoke(TopicEntry entry) {
        Topic topic =
                entry.running()
                        .orElseThrow(() ->
                                new TopicException(
                                        "the Topic '"
                                                + entry.id()
                                                        .map(Object::toString)
                                                        .orElse(entry.name())
                                                + "' is not granted; nothing of it runs",
                                        null));
        TopicGrant row =
                entry.grant()
                        .orElseGet(() ->
                                new TopicGrant(
                                        topic.id(),
                                        entry.folderName(),
                                        topic.manifest().version(),
                                        topic.manifest().permissions(),
                                        Trust.THIRD_PARTY,
                                        "",
                                        Map.of(),
                                        TopicGrant.State.REVOKED,
                                        clock.instant()));
        grants.put(row.in(TopicGrant.State.REVOKED, clock.instant()));
    }

    /// Before the folder goes: what ends in between leaves a Topic that is not granted.
    void removed(TopicEntry entry) {
        entry.grant()
                .filter(TopicGrant::isGranted)
                .ifPresent(row -> grants.put(row.in(TopicGrant.State.REMOVED, clock.instant())));
    }

    /// Gives a Topic the grant back that it was removed with, if what lies there is what was
    /// granted.
    void restored(TopicEntry entry) {
        String digest = entry.card().map(CapabilityCard::digest).orElse("");
        entry.id()
                .flatMap(id -> Optional.ofNullable(grants.all().get(id)))
                .filter(row -> row.state() == TopicGrant.State.REMOVED)
                .filter(row -> row.digest().equals(digest))
                .ifPresent(row ->
                        grants.put(
                                row.in(TopicGrant.State.GRANTED, clock.instant())
                                        .inFolder(entry.folderName())));
    }
}
