package dev.hqe.ingestion;

import dev.hqe.ingestion.DeadLetters.Refusal;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityException;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.PutSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes down what becomes of files, many at once. For one thread.
final class BatchWriter {

    /// How long an unfinished batch waits for more.
    private static final long LINGER_MILLIS = 20;

    private final EntityStore store;
    private final DeadLetters deadLetters;
    private final SourceFolder source;
    private final IngestSettings settings;
    private final ByteBudget budget;
    private final RunState state;

    private final List<Fate.Store> entities = new ArrayList<>();
    private final List<Fate.Refuse> refusals = new ArrayList<>();
    private int bytes;

    BatchWriter(
            EntityStore store,
            DeadLetters deadLetters,
            SourceFolder source,
            IngestSettings settings,
            ByteBudget budget,
            RunState state) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.source = source;
        this.settings = settings;
        this.budget = budget;
        this.state = state;
    }

    /// Writes until the end or until the run is stopped; a batch that is not full yet is dropped
    /// then.
    void drain(BlockingQueue<Fate> fates) throws InterruptedException {
        while (!state.stopped()) {
            boolean empty = entities.isEmpty() && refusals.isEmpty();
            @Nullable Fate fate =
                    fates.poll(
                            empty ? RunState.NOTICE_MILLIS : LINGER_MILLIS, TimeUnit.MILLISECONDS);
            switch (fate) {
                case null -> flush();
                case Fate.Store entity -> {
                    entities.add(entity);
                    bytes += entity.bytes();
                    if (entities.size() >= settings.batchEntities()
                            || bytes >= settings.batchBytes()) {
                        flushEntities();
                    }
                }
                case Fate.Refuse refusal -> {
                    refusals.add(refusal);
                    if (refusals.size() >= settings.batchEntities()) {
                        flushRefusals();
                    }
                }
                case Fate.End() -> {
                    flush();
                    return;
                }
            }
        }
    }

    private void flush() {
        flushEntities();
        flushRefusals();
    }

    private void flushEntities() {
        if (entities.isEmpty()) {
            return;
        }
        List<Entity> batch = entities.stream().map(Fate.Store::entity).toList();
        try {
            count(store.putAll(batch));
        } catch (EntityException e) { // one is refused; find out which
            entities.forEach(this::putAlone);
        }
        budget.giveBack(bytes);
        entities.clear();
        bytes = 0;
    }

    private void putAlone(Fate.Store one) {
        try {
            count(store.putAll(List.of(one.entity())));
        } catch (EntityException e) {
            refusals.add(
                    new Fate.Refuse(one.item(), Reason.INVALID, String.valueOf(e.getMessage())));
        }
    }

    private void count(PutSummary summary) {
        state.created.addAndGet(summary.created());
        state.updated.addAndGet(summary.updated());
        state.unchanged.addAndGet(summary.unchanged());
    }

    private void flushRefusals() {
        for (int from = 0; from < refusals.size(); from += DeadLetters.MAX_PAGE) {
            int to = Math.min(refusals.size(), from + DeadLetters.MAX_PAGE);
            List<Fate.Refuse> page = refusals.subList(from, to);
            deadLetters.putAll(page.stream().map(this::letter).toList());
            page.forEach(refusal -> state.refused(refusal.reason()));
        }
        refusals.clear();
    }

    private Refusal letter(Fate.Refuse refusal) {
        return new Refusal(
                source.topicId(),
                source.name(),
                refusal.item(),
                refusal.reason().word(),
                refusal.detail());
    }
}
