package dev.hqe.ui.internal.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.Page;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.json.Json;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.WindowException;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagedRowsTest {

    private static final int MILLION = 1_000_000;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final AtomicInteger reads = new AtomicInteger();
    private final List<RuntimeException> failures = new ArrayList<>();
    private volatile boolean failing;

    @Test
    void holdsFewRowsOfAMillionHoweverFarItIsScrolled() {
        PagedRows rows = open(MILLION);

        for (int seen = 0; seen < 20_000; seen = rows.size()) {
            int last = seen;
            rows.get(rows.size() - 1);
            pulses.until(() -> rows.size() > last);
        }

        assertThat(rows.cachedPages()).isEqualTo(PagedRows.CACHED_PAGES);
        assertThat(reads.get()).isLessThanOrEqualTo(rows.size() / PagedRows.PAGE);
        assertThat(rows.complete()).isFalse();
    }

    @Test
    void readsAPageAgainThatWasLetGo() {
        PagedRows rows = open(MILLION);
        for (int seen = 0; seen < 8_000; seen = rows.size()) {
            int last = seen;
            rows.get(rows.size() - 1);
            pulses.until(() -> rows.size() > last);
        }

        EntityRow first = rows.get(150);
        pulses.until(() -> rows.get(150) instanceof EntityRow.Loaded);

        assertThat(first).isInstanceOf(EntityRow.Pending.class);
        assertThat(rows.get(150))
                .isInstanceOfSatisfying(
                        EntityRow.Loaded.class,
                        row -> assertThat(row.id().value()).isEqualTo("e0000150"));
    }

    @Test
    void endsWhereTheQueryEnds() {
        PagedRows rows = open(250);

        rows.get(0);
        pulses.until(() -> rows.size() == 200);
        rows.get(199);
        pulses.until(rows::complete);

        assertThat(rows).hasSize(250);
        assertThat(rows.get(249)).isInstanceOf(EntityRow.Loaded.class);
    }

    @Test
    void looksForARowInMemoryOnly() {
        PagedRows rows = open(MILLION);
        int before = reads.get();

        int index = rows.indexOf(new EntityRow.Gone());

        assertThat(index).isEqualTo(-1);
        assertThat(reads.get()).isEqualTo(before);
    }

    @Test
    void asksAgainForAPageThatCouldNotBeRead() {
        PagedRows rows = open(MILLION);
        failing = true;
        rows.get(99);
        pulses.until(() -> failures.size() == 1);

        failing = false;
        rows.get(99);
        pulses.until(() -> rows.size() == 200);

        assertThat(rows.get(150)).isInstanceOf(EntityRow.Loaded.class);
    }

    private PagedRows open(int count) {
        EntityQuery query = Scope.all().query();
        return new PagedRows(
                query,
                page(query, count),
                wanted -> {
                    reads.incrementAndGet();
                    if (failing) {
                        throw new WindowException("the disk is gone", null);
                    }
                    return page(wanted, count);
                },
                dispatcher,
                failures::add);
    }

    /// A page of a store that holds `e0000000` and so on.
    private static Page page(EntityQuery query, int count) {
        int from = query.after().map(id -> Integer.parseInt(id.substring(1)) + 1).orElse(0);
        int to = Math.min(count, from + query.limit());
        List<StoredEntity> items =
                IntStream.range(from, to)
                        .mapToObj(i ->
                                new StoredEntity(
                                        new Entity(
                                                new EntityId("e%07d".formatted(i)),
                                                TestBench.CODE_AUDIT,
                                                TestBench.SOURCE_FILE,
                                                Json.object(),
                                                TestBench.NOW),
                                        1,
                                        TestBench.NOW,
                                        Sensitivity.INTERNAL))
                        .toList();
        return new Page(items, to == count ? null : items.getLast().id().value());
    }
}
