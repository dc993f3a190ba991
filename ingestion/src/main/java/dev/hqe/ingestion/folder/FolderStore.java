package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.EntityStore.FieldValue;
import dev.hqe.kernel.entity.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is stored of a folder: its entities, its letters, and what is known of its files. For one
/// run; methods block, and may be called by any of its threads.
final class FolderStore {

    private static final String HASH = "$.sha256";

    private final SourceFolder source;
    private final EntityStore store;
    private final DeadLetters letters;
    private final FileRows files;
    private final boolean hashed;
    private final long lettersBefore;
    private final FileRows.Folder before;
    private volatile FileRows.Folder row;
    private boolean begun;

    /// @param hashed see [FileReading#isHashed]
    FolderStore(SourceFolder source, FolderScan.Context context, boolean hashed) {
        this.source = source;
        this.store = context.store();
        this.letters = context.deadLetters();
        this.files = new FileRows(context.database());
        this.hashed = hashed;
        this.lettersBefore = letters.lastSeq();
        this.before = files.of(source.idPrefix());
        this.row = before;
    }

    SourceFolder source() {
        return source;
    }

    EntityStore store() {
        return store;
    }

    DeadLetters letters() {
        return letters;
    }

    /// The folder as earlier runs left it.
    FileRows.Folder before() {
        return before;
    }

    /// Notes, before the first change, that the run is not at its end.
    synchronized void begin() {
        if (!begun) {
            row = files.begin(source.idPrefix(), source.folder().toString());
            begun = true;
        }
    }

    /// Notes that the run has come to a good end.
    void finish(String rootKey) {
        if (begun
                || !rootKey.equals(before.rootKey())
                || before.unfinished()
                || !before.path().equals(source.folder().toString())) {
            begin();
            files.finish(row, rootKey);
        }
    }

    /// Nothing is known of the folder any more.
    void forget() {
        files.forget(source.idPrefix());
    }

    /// Whether there are entities or letters of it.
    boolean isKnown() {
        Filter filter = Filter.all().topic(source.topicId()).source(source.name());
        return !store.query(all(source.idPrefix()).limit(1)).items().isEmpty()
                || !letters.list(filter, 0, 1).items().isEmpty();
    }

    void put(List<FileRow> rows) {
        files.put(row, rows);
    }

    List<FileRow> rowsAfter(String path) {
        return files.page(row, path);
    }

    /// Some hashes of what is stored, in the order of paths; only where that is one entity per
    /// file.
    List<FieldValue> hashesAfter(String path) {
        EntityQuery query = all(source.idPrefix());
        return scan(path.isEmpty() ? query : query.after(source.idPrefix() + path));
    }

    private EntityQuery all(String idPrefix) {
        EntityQuery query =
                EntityQuery.all()
                        .topic(source.topicId())
                        .idPrefix(idPrefix)
                        .sort(Sort.ID)
                        .limit(EntityQuery.MAX_LIMIT);
        return hashed ? query.kind(FolderIngest.KIND) : query;
    }

    private List<FieldValue> scan(EntityQuery query) {
        return store.scanField(query, HASH).limit(EntityQuery.MAX_LIMIT).toList();
    }

    private Iterator<EntityId> records(String path) {
        return store.scanField(all(source.recordPrefix(path)), HASH).map(FieldValue::id).iterator();
    }

    /// Deletes what is stored of a file and was not seen in it.
    ///
    /// @return how many there were
    long deleteUnseen(String path, Optional<SeenIds> seen) {
        if (path.length() > source.maxPathLength()) {
            return 0; // nothing of it can be stored
        }
        Deleting deleting = new Deleting(store);
        EntityId whole = source.id(path);
        if (seen.isEmpty()) {
            deleting.add(whole);
            if (!hashed) {
                records(path).forEachRemaining(deleting::add);
            }
        } else {
            seen.get().notSeen(() -> List.of(whole).iterator(), deleting::add);
            seen.get().notSeen(() -> records(path), deleting::add);
        }
        return deleting.end();
    }

    /// @param goOn asked before each batch
    long deleteAll(Runnable goOn) {
        long deleted = 0;
        while (true) {
            List<EntityId> ids = scan(all(source.idPrefix())).stream().map(FieldValue::id).toList();
            if (ids.isEmpty()) {
                return deleted;
            }
            goOn.run();
            deleted += store.deleteAll(ids);
        }
    }

    /// Deletes in batches.
    private static final class Deleting {
        private final EntityStore store;
        private final List<EntityId> batch = new ArrayList<>();
        private long deleted;

        private Deleting(EntityStore store) {
            this.store = store;
        }

        private void add(EntityId id) {
            batch.add(id);
            if (batch.size() == EntityStore.MAX_BATCH) {
                flush();
            }
        }

        private void flush() {
            if (!batch.isEmpty()) {
                deleted += store.deleteAll(batch);
                batch.clear();
            }
        }

        private long end() {
            flush();
            return deleted;
        }
    }

    /// Deletes all there is of files that are gone.
    ///
    /// @param paths some hundreds
    /// @return how many entities there were
    long deleteFiles(Collection<String> paths) {
        begin();
        Deleting deleting = new Deleting(store);
        for (String path : paths) {
            if (path.length() <= source.maxPathLength() && !path.endsWith("/")) {
                deleting.add(source.id(path));
                if (!hashed) {
                    records(path).forEachRemaining(deleting::add);
                }
            }
        }
        long deleted = deleting.end();
        removeOldLetters(paths.stream().map(FolderWalk::item).toList());
        files.remove(row, paths);
        return deleted;
    }

    /// Removes the letters of files that were written before this run.
    void removeOldLetters(Collection<String> items) {
        letters.removeItems(
                source.topicId(), source.name(), items, SourceFolder.IN_FILE, lettersBefore);
    }

    /// Deletes entities and letters of which no file is known: a run before was stopped between
    /// writing them and noting their file.
    ///
    /// @return how many entities there were
    long deleteUnknown(RunState state) {
        long deleted = 0;
        String after = "";
        while (!hashed && !state.stopped()) {
            EntityQuery query = all(source.idPrefix());
            List<EntityId> ids =
                    scan(after.isEmpty() ? query : query.after(after)).stream()
                            .map(FieldValue::id)
                            .toList();
            if (ids.isEmpty()) {
                break;
            }
            after = ids.getLast().value();
            Map<String, FileRow> known =
                    files.of(row, ids.stream().map(source::pathOf).distinct().toList());
            begin();
            deleted +=
                    store.deleteAll(
                            ids.stream()
                                    .filter(id -> !known.containsKey(source.pathOf(id)))
                                    .toList());
        }
        removeUnknownLetters(state);
        return deleted;
    }

    private void removeUnknownLetters(RunState state) {
        Filter filter = Filter.all().topic(source.topicId()).source(source.name());
        Optional<Long> after = Optional.of(0L);
        while (after.isPresent() && !state.stopped()) {
            DeadLetters.Page page = letters.list(filter, after.get(), DeadLetters.MAX_PAGE / 10);
            Map<String, String> items = new HashMap<>();
            for (DeadLetter letter : page.items()) {
                String item = SourceFolder.beforeRecord(letter.item());
                items.put(item, FolderWalk.path(item).orElse(item));
            }
            Map<String, FileRow> known = files.of(row, items.values());
            removeOldLetters(
                    items.entrySet().stream()
                            .filter(one ->
                                    Optional.ofNullable(known.get(one.getValue()))
                                            .filter(FileRow::letters)
                                            .isEmpty())
                            .map(Map.Entry::getKey)
                            .toList());
            after = page.next();
        }
    }
}
