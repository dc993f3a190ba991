package dev.hqe.ingestion;

import dev.hqe.ingestion.internal.FileBytes;
import dev.hqe.ingestion.internal.FileText;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.ingestion.internal.Languages;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.JsonSchema;
import dev.hqe.kernel.json.JsonSchema.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Reads files and makes entities of them. For one thread.
final class SourceFileReader {

    private static final int ATTEMPTS = 3;
    private static final Languages LANGUAGES = Languages.load();

    /// A file to be read.
    ///
    /// @param storedSha256 of what is stored of it, empty if nothing is
    record Candidate(Entry.RegularFile file, String storedSha256) {

        boolean stored() {
            return !storedSha256.isEmpty();
        }
    }

    private final SourceFolder source;
    private final JsonSchema schema;
    private final InstantSource clock;
    private final int maxBytes;
    private final ByteBudget budget;
    private final RunState state;

    SourceFileReader(
            SourceFolder source,
            JsonSchema schema,
            InstantSource clock,
            int maxBytes,
            ByteBudget budget,
            RunState state) {
        this.source = source;
        this.schema = schema;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.state = state;
    }

    /// Reads a file. Waits until the budget has room for it.
    ///
    /// @return empty if there is nothing to write: it is unchanged, it is gone, or the run has been
    ///   stopped
    Optional<Fate> read(Candidate candidate) throws InterruptedException {
        long size = candidate.file().size();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (size > maxBytes) {
                return refused(candidate, Reason.TOO_LARGE, tooLarge(size));
            }
            int taken = (int) size;
            if (!budget.take(taken, state)) {
                return Optional.empty();
            }
            boolean kept = false;
            try {
                switch (FileBytes.read(candidate.file().file(), taken)) {
                    case FileBytes.Whole whole -> {
                        Optional<Fate> fate = fate(candidate, whole.bytes());
                        kept = fate.filter(Fate.Store.class::isInstance).isPresent();
                        return fate;
                    }
                    case FileBytes.Resized(long now) -> size = now;
                    case FileBytes.Unreadable(String why) -> {
                        return refused(candidate, Reason.UNREADABLE, why);
                    }
                    case FileBytes.Gone() -> {
                        state.vanished.incrementAndGet();
                        return Optional.empty();
                    }
                }
            } finally {
                if (!kept) {
                    budget.giveBack(taken);
                }
            }
        }
        return refused(
                candidate,
                Reason.UNREADABLE,
                "it changes while it is read. Ingest the folder again once it is at rest.");
    }

    private String tooLarge(long size) {
        return "it has " + size + " bytes, more than the limit of " + maxBytes;
    }

    private Optional<Fate> fate(Candidate candidate, byte[] bytes) {
        state.bytes.addAndGet(bytes.length);
        String hash = Sha256.of(bytes);
        if (hash.equals(candidate.storedSha256())) {
            state.unchanged.incrementAndGet();
            return Optional.empty();
        }
        return switch (FileText.of(bytes)) {
            case FileText.Text text -> ofText(candidate, text, bytes.length, hash);
            case FileText.Binary(String where) -> refused(candidate, Reason.BINARY, where);
            case FileText.NotUnicode(String why) -> refused(candidate, Reason.ENCODING, why);
        };
    }

    private Optional<Fate> ofText(Candidate candidate, FileText.Text text, int size, String hash) {
        String path = candidate.file().path();
        ObjectNode data = Json.object();
        data.put("path", path);
        data.put("root", source.label());
        data.put("language", LANGUAGES.of(path, text.text()));
        data.put("size", size);
        data.put("lines", text.lines());
        data.put("sha256", hash);
        data.put("text", text.text());
        String violations = violations(data);
        if (!violations.isEmpty()) {
            return refused(candidate, Reason.INVALID, violations);
        }
        Entity entity =
                new Entity(
                        source.id(path),
                        source.topicId(),
                        FolderIngest.KIND,
                        data,
                        clock.instant());
        return Optional.of(new Fate.Store(entity, candidate.file().item(), size));
    }

    /// Says nothing of what is in the file: dead letters are shown, and a file may hold a secret.
    private String violations(ObjectNode data) {
        try {
            List<Violation> violations = schema.violations(data);
            return violations.stream()
                    .map(Violation::withoutValues)
                    .collect(Collectors.joining("; "));
        } catch (RuntimeException | StackOverflowError e) {
            // the edge: a Topic's pattern over a file's text, and neither is ours
            return "the Topic's schema cannot judge it: " + e.getClass().getSimpleName();
        }
    }

    private Optional<Fate> refused(Candidate candidate, Reason reason, String detail) {
        if (candidate.stored() && reason != Reason.UNREADABLE) {
            state.obsolete.incrementAndGet();
        }
        return Optional.of(new Fate.Refuse(candidate.file().item(), reason, detail));
    }
}
