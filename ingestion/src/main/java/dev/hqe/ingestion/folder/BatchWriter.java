package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.DeadLetters;
import dev.hqe.ingestion.DeadLetters.Refusal;
import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.PutSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes down what becomes of files, many at once: first the entities, then the letters, then that
/// the files were read. So a file that is said to be read is stored, and one that a crash caught in
/// between is read again, which changes nothing. For one thread.
final class BatchWriter {

    /// How long an unfinished batch waits for more.
    private static final long LINGER_MILLIS = 20;

    private final FolderStore folder;
    private final int batchEntities;
    private final int batchBytes;
    private final ByteBudget budget;
    private final RunState state;

    private final List<Fate.Store> entities = new ArrayList<>();
    private final List<Fate.Letter> letters = new ArrayList<>();
    private final List<Fate.Done> done = new ArrayList<>();
    private final Set<String> refusedByStore = new HashSet<>();
    private int bytes;

    BatchWriter(
            FolderStore folder,
            int batchEntities,
            int batchBytes,
            ByteBudget budget,
            RunState state) {
        this.folder = folder;
        this.batchEntities = batchEntities;
        this.batchBytes = batchBytes;
        this.budget = budget;
        this.state = state;
    }

    /// Writes until the end or until the run is stopped; a batch that is not full yet is dropped
    /// then.
    void drain(BlockingQueue<Fate> fates) throws InterruptedException {
        while (!state.stopped()) {
            boolean empty = entities.isEmpty() && letters.isEmpty() && done.isEmpty();
            @Nullable Fate fate =
                    fates.poll(
                            empty ? RunState.NOTICE_MILLIS : LINGER_MILLIS, TimeUnit.MILLISECONDS);
            switch (fate) {
                case null -> flush();
                case Fate.Store entity -> {
                    entities.add(entity);
                    bytes += entity.bytes();
                }
                case Fate.Refuse(Fate.Letter letter) -> letters.add(letter);
                case Fate.Done file -> done.add(file);
                case Fate.End() -> {
                    flush();
                    return;
                }
            }
            if (entities.size() >= batchEntities
                    || bytes >= batchBytes
                    || letters.size() >= batchEntities
                    || done.size() >= batchEntities) {
                flush();
            }
        }
    }

    private void flush() {
        if (entities.isEmpty() && letters.isEmpty() && done.isEmpty()) {
            return;
        }
        folder.begin();
        flushEntities();
        flushLetters();
        flushDone();
    }

    private void flushEntities() {
        if (entities.isEmpty()) {
            return;
        }
        List<Entity> batch = entities.stream().map(Fate.Store::entity).toList();
        try {
            count(folder.store().putAll(batch));
        } catch (EntityException e) { // one is refused; find out which
            entities.forEach(this::putAlone);
        }
        budget.giveBack(bytes);
        entities.clear();
        bytes = 0;
    }

    private void putAlone(Fate.Store one) {
        try {
            count(folder.store().putAll(List.of(one.entity())));
        } catch (EntityException e) {
            refusedByStore.add(one.path());
            letters.add(
                    new Fate.Letter(
                            one.item(),
                            Reason.INVALID,
                            String.valueOf(e.getMessage()),
                            one.record(),
                            one.payload().get()));
        }
    }

    private void count(PutSummary summary) {
        state.created.addAndGet(summary.created());
        state.updated.addAndGet(summary.updated());
        state.unchanged.addAndGet(summary.unchanged());
    }

    private void flushLetters() {
        for (int from = 0; from < letters.size(); from += DeadLetters.MAX_PAGE) {
            int to = Math.min(letters.size(), from + DeadLetters.MAX_PAGE);
            List<Fate.Letter> page = letters.subList(from, to);
            folder.letters().putAll(page.stream().map(this::refusal).toList());
            page.forEach(letter -> state.refused(letter.reason()));
        }
        letters.clear();
    }

    private Refusal refusal(Fate.Letter letter) {
        return new Refusal(
                folder.source().topicId(),
                folder.source().name(),
                letter.item(),
                letter.reason().word(),
                letter.detail(),
                letter.record(),
                letter.payload());
    }

    private void flushDone() {
        List<String> read = new ArrayList<>();
        List<FileRow> rows = new ArrayList<>();
        for (Fate.Done file : done) {
            if (file.sweep()) {
                state.deleted.addAndGet(folder.deleteUnseen(file.row().path(), file.seen()));
            }
            file.seen().ifPresent(SeenIds::close);
            if (file.letters()) {
                read.add(file.item());
            }
            rows.add(
                    refusedByStore.contains(file.row().path())
                            ? withLetters(file.row())
                            : file.row());
        }
        folder.removeOldLetters(read);
        folder.put(rows);
        done.clear();
        refusedByStore.clear();
    }

    private static FileRow withLetters(FileRow row) {
        return new FileRow(row.path(), row.stamp(), row.hash(), row.entities(), true, row.reason());
    }

    /// What a run that is stopped leaves behind.
    void close() {
        done.forEach(file -> file.seen().ifPresent(SeenIds::close));
    }
}
