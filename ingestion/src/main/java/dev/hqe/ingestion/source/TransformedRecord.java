package dev.hqe.ingestion.source;

import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.source.RecordJudge.Unfit;
import dev.hqe.ingestion.source.RecordJudge.Verdict;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One verdict of those on the records that a transform has made of one. Those that fit become
/// entities; what is wrong with the others is one dead letter, of the record that they come from,
/// so that trying it again goes through the transform again.
///
/// For one thread.
final class TransformedRecord {

    private final int of;
    private final int bytes;
    private final List<Entity> fit = new ArrayList<>();
    private final Map<EntityId, Integer> places = new HashMap<>();
    private final List<Unfit> unfit = new ArrayList<>();

    /// @param of how many records
    /// @param bytes of all of them
    TransformedRecord(int of, int bytes) {
        this.of = of;
        this.bytes = bytes;
    }

    Verdict judged(Stream<Verdict> verdicts) {
        List<Verdict> all = verdicts.toList();
        for (int i = 0; i < all.size(); i++) {
            int place = i + 1;
            all.get(i).fit().forEach(entity -> add(entity, place));
            all.get(i).unfit().ifPresent(one -> unfit.add(placed(one, place)));
        }
        return new Verdict(fit, whole(), bytes);
    }

    /// Of two with one id the later would take the place of the other, and nobody would know.
    private void add(Entity entity, int place) {
        Integer before = places.putIfAbsent(entity.id(), place);
        if (before == null) {
            fit.add(entity);
        } else if (!isThere(entity)) {
            unfit.add(
                    new Unfit(
                            Reason.UNMAPPED,
                            "records "
                                    + before
                                    + " and "
                                    + place
                                    + " of the "
                                    + of
                                    + " that the transform made have the same id; let map.id tell"
                                    + " them apart",
                            Optional.of(List.of(entity.id()))));
        }
    }

    private boolean isThere(Entity entity) {
        return fit.stream()
                .filter(one -> one.id().equals(entity.id()))
                .anyMatch(one ->
                        one.kind().equals(entity.kind()) && one.data().equals(entity.data()));
    }

    private Unfit placed(Unfit one, int place) {
        return of == 1
                ? one
                : new Unfit(
                        one.reason(),
                        "record "
                                + place
                                + " of the "
                                + of
                                + " that the transform made: "
                                + one.detail(),
                        one.about());
    }

    private Optional<Unfit> whole() {
        if (unfit.isEmpty()) {
            return Optional.empty();
        }
        Unfit first = unfit.getFirst();
        boolean known = unfit.stream().allMatch(one -> one.about().isPresent());
        return Optional.of(
                new Unfit(
                        first.reason(),
                        unfit.size() == 1
                                ? first.detail()
                                : first.detail() + "; and " + (unfit.size() - 1) + " more",
                        known
                                ? Optional.of(
                                        unfit.stream()
                                                .flatMap(one -> one.about().stream())
                                                .flatMap(List::stream)
                                                .toList())
                                : Optional.empty()));
    }
}
