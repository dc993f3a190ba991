package dev.hqe.ingestion;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.ingestion.internal.TooManyRules;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The end of a run that has seen the whole folder: takes away what is no longer there.
///
/// Only walks that came to their end delete, and what the walk could not look into stays. For one
/// thread.
final class Reconciliation {

    /// Ids held at once; if more are gone, the folder is walked again for the rest.
    static final int HELD = 50_000;

    private final EntityStore store;
    private final DeadLetters deadLetters;
    private final SourceFolder source;
    private final IngestSettings settings;
    private final RunState state;

    Reconciliation(
            EntityStore store,
            DeadLetters deadLetters,
            SourceFolder source,
            IngestSettings settings,
            RunState state) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.source = source;
        this.settings = settings;
        this.state = state;
    }

    /// @param lettersBefore the newest letter that was there before the run
    void run(long lettersBefore) {
        if (state.gone.get() + state.vanished.get() > 0) {
            deleteGone();
        }
        if (state.obsolete.get() > 0) {
            deleteObsolete(lettersBefore);
        }
        if (!state.stopped()) {
            deadLetters.removeUpTo(source.topicId(), source.name(), lettersBefore);
        }
    }

    private void deleteGone() {
        int found = HELD;
        while (found >= HELD && !state.stopped()) {
            List<EntityId> gone = gone();
            found = gone.size();
            for (int from = 0; from < found && !state.stopped(); from += EntityStore.MAX_BATCH) {
                delete(gone.subList(from, Math.min(found, from + EntityStore.MAX_BATCH)));
            }
        }
    }

    /// Compares the store with the names in the folder, which is quick, once more: holding on to
    /// what the first walk missed would need memory for all of it.
    private List<EntityId> gone() {
        List<EntityId> gone = new ArrayList<>();
        StoredFiles stored =
                new StoredFiles(
                        store,
                        source,
                        id -> {
                            if (gone.size() < HELD) {
                                gone.add(id);
                            }
                        },
                        state);
        FolderWalk walk = again();
        for (Optional<Entry> entry = walk.next(); entry.isPresent(); entry = walk.next()) {
            if (state.stopped()) {
                return List.of();
            }
            switch (entry.get()) {
                case Entry.RegularFile file -> stored.sha256(file.path());
                case Entry.Unreadable folder -> stored.keepBelow(folder.path());
                case Entry.TooMany tooMany -> throw tooMany(source, settings, tooMany);
                case Entry.Link _, Entry.Special _, Entry.Unnamable _ -> {}
            }
        }
        stored.end();
        return gone;
    }

    /// What could be stored once and cannot be now has a letter of this run.
    private void deleteObsolete(long lettersBefore) {
        Filter filter = Filter.all().topic(source.topicId()).source(source.name());
        Optional<Long> after = Optional.of(lettersBefore);
        while (after.isPresent() && !state.stopped()) {
            DeadLetters.Page page = deadLetters.list(filter, after.get(), DeadLetters.MAX_PAGE);
            List<EntityId> ids = new ArrayList<>();
            for (DeadLetter letter : page.items()) {
                if (!letter.reason().equals(Reason.UNREADABLE.word())) {
                    FolderWalk.path(letter.item())
                            .filter(path -> path.length() <= source.maxPathLength())
                            .ifPresent(path -> ids.add(source.id(path)));
                }
            }
            delete(ids);
            after = page.next();
        }
    }

    private void delete(List<EntityId> ids) {
        state.deleted.addAndGet(store.deleteAll(ids));
    }

    static FolderWalk open(SourceFolder source, IngestSettings settings) {
        try {
            return new FolderWalk(source.folder(), settings.maxFiles(), source.maxPathLength());
        } catch (TooManyRules e) {
            throw new IngestException.Refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw SourceFolder.unreadable(source.folder(), e);
        }
    }

    private FolderWalk again() {
        try {
            return open(source, settings);
        } catch (IngestException.Refused e) { // by now the run has begun
            throw new IngestException.Failed(String.valueOf(e.getMessage()), e);
        }
    }

    static IngestException tooMany(
            SourceFolder source, IngestSettings settings, Entry.TooMany where) {
        return new IngestException.Failed(
                source.folder()
                        + ": has more than "
                        + settings.maxFiles()
                        + " entries (reached in '"
                        + where.item()
                        + "'). Name what is not wanted in a .gitignore, ingest a folder further"
                        + " down, or raise the limit.");
    }
}
