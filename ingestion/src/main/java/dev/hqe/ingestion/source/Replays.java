package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetter.Form;
import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.DeadLetters.Refusal;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.source.RecordJudge.Unfit;
import dev.hqe.ingestion.source.RecordJudge.Verdict;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.Sources.Replayed;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Tries dead letters of sources again.
///
/// Thread-safe.
final class Replays {

    private final DeadLetters deadLetters;
    private final EntityStore store;
    private final Function<String, Optional<Source>> find;
    private final Function<Source, RecordJudge> judge;
    private final BooleanSupplier closed;

    /// @param closed whether to stop
    Replays(
            DeadLetters deadLetters,
            EntityStore store,
            Function<String, Optional<Source>> find,
            Function<Source, RecordJudge> judge,
            BooleanSupplier closed) {
        this.deadLetters = deadLetters;
        this.store = store;
        this.find = find;
        this.judge = judge;
        this.closed = closed;
    }

    /// Tries dead letters again, by the mapping and the schemas of now.
    Replayed of(Filter filter) {
        long last = deadLetters.lastSeq(); // a letter that is refused anew comes behind it
        long stored = 0;
        long refused = 0;
        long left = 0;
        long after = 0;
        Map<SourceName, RecordJudge> judges = new HashMap<>();
        while (!closed.getAsBoolean()) {
            DeadLetters.Page page = deadLetters.list(filter, after, DeadLetters.MAX_PAGE / 10);
            for (DeadLetter letter : page.items()) {
                if (letter.seq() > last) {
                    return new Replayed(stored, refused, left);
                }
                Optional<Boolean> fits = of(letter, judges);
                if (fits.isEmpty()) {
                    left++;
                } else if (fits.get()) {
                    stored++;
                } else {
                    refused++;
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            after = page.next().get();
        }
        return new Replayed(stored, refused, left);
    }

    /// Tries one dead letter again.
    ///
    /// @return whether it is an entity now; empty if it cannot be tried by itself
    Optional<Boolean> of(DeadLetter letter) {
        return of(letter, new HashMap<>());
    }

    /// @param judges of the sources that have been met, so that a transform that is broken is not
    ///   asked about each letter
    private Optional<Boolean> of(DeadLetter letter, Map<SourceName, RecordJudge> judges) {
        Payload payload = deadLetters.payload(letter.seq()).orElse(null);
        Optional<Source> source =
                find.apply(letter.source()).filter(s -> s.topicId().equals(letter.topicId()));
        if (payload == null || payload.form() != Form.RECORD || source.isEmpty()) {
            return Optional.empty();
        }
        RecordJudge by =
                judges.computeIfAbsent(source.get().name(), _ -> judge.apply(source.get()));
        Verdict verdict = judged(by, source.get(), letter, Json.MAPPER.readTree(payload.text()));
        Optional<Unfit> unfit = stored(verdict).or(verdict::unfit);
        if (unfit.isEmpty()) {
            deadLetters.remove(letter.seq());
            return Optional.of(true);
        }
        deadLetters.put(
                new Refusal(
                        letter.topicId(),
                        letter.source(),
                        letter.item(),
                        unfit.get().reason().word(),
                        unfit.get().detail(),
                        letter.record(),
                        payload));
        return Optional.of(false);
    }

    /// @return why the store takes one of them not, if it does not
    private Optional<Unfit> stored(Verdict verdict) {
        try {
            verdict.fit().forEach(store::put);
            return Optional.empty();
        } catch (EntityException e) {
            return Optional.of(new Unfit(Reason.INVALID, String.valueOf(e.getMessage())));
        }
    }

    private static Verdict judged(
            RecordJudge by, Source source, DeadLetter letter, JsonNode record) {
        try {
            if (!(source.spec() instanceof FolderSource)) {
                return by.judge(record);
            }
            String file = SourceFolder.beforeRecord(letter.item());
            return RecordFiles.judge(
                    by, FolderWalk.path(file).orElse(file), file.equals(letter.item()), record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException.Failed(source.name() + ": trying again was stopped", e);
        }
    }
}
