package dev.hqe.ingestion.source;

import dev.hqe.ingestion.DeadLetter.Payload;
import dev.hqe.ingestion.Reason;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Records that are committed together, in the order of their source. For one thread at a time.
final class RecordBatch {

    /// A record that becomes an entity.
    record Fit(Entity entity, JsonNode record, long number, String place) {}

    /// A record that becomes a dead letter.
    record Unfit(Reason reason, String detail, Payload payload, long number, String place) {}

    private final List<Fit> fit = new ArrayList<>();
    private final List<Unfit> unfit = new ArrayList<>();
    private final List<EntityId> ids = new ArrayList<>();
    private long lastNumber;
    private long weight;
    private boolean last;

    void add(Fit one) {
        fit.add(one);
        ids.add(one.entity().id());
    }

    void add(Unfit one) {
        unfit.add(one);
    }

    /// The entities are there, whether or not their record fits.
    void names(List<EntityId> there) {
        ids.addAll(there);
    }

    /// A record is done; perhaps nothing came of it.
    ///
    /// @param bytes that a transform has made of it
    void done(long number, int bytes) {
        lastNumber = number;
        weight += bytes;
    }

    /// What transforms have made of its records, in bytes.
    long weight() {
        return weight;
    }

    /// The entities that its records are about, as far as they are known.
    List<EntityId> ids() {
        return ids;
    }

    List<Fit> fit() {
        return fit;
    }

    List<Unfit> unfit() {
        return unfit;
    }

    int size() {
        return fit.size() + unfit.size();
    }

    /// The number of its last record; 0 if it has none.
    long lastNumber() {
        return lastNumber;
    }

    /// Nothing comes after it.
    void markLast() {
        last = true;
    }

    boolean isLast() {
        return last;
    }
}
