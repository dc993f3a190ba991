package dev.hqe.ui.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final PagedRows.Blanks<String> BLANKS =
            new PagedRows.Blanks<>("reading", "gone");

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final AtomicInteger reads = new AtomicInteger();
    private final List<RuntimeException> failures = new ArrayList<>();
    private volatile boolean failing;

    /// Rows that the store has.
    private volatile int available = Integer.MAX_VALUE;

    @Test
    void holdsFewRowsOfAMillionHoweverFarItIsScrolled() {
        PagedRows<String> rows = from(MILLION);

        scroll(rows, 20_000);

        assertThat(rows.cachedPages()).isEqualTo(PagedRows.CACHED_PAGES);
        assertThat(reads.get()).isLessThanOrEqualTo(rows.size() / PagedRows.PAGE);
        assertThat(rows.complete()).isFalse();
    }

    @Test
    void readsAPageAgainThatWasLetGo() {
        PagedRows<String> rows = from(MILLION);
        scroll(rows, 8_000);

        String first = rows.get(150);
        pulses.until(() -> !rows.get(150).equals("reading"));

        assertThat(first).isEqualTo("reading");
        assertThat(rows.get(150)).isEqualTo("row 150");
    }

    private void scroll(PagedRows<String> rows, int to) {
        for (int seen = 0; seen < to; seen = rows.size()) {
            int last = seen;
            rows.get(rows.size() - 1);
            pulses.until(() -> rows.size() > last);
        }
    }

    @Test
    void endsWhereTheRowsEnd() {
        PagedRows<String> rows = from(250);

        rows.get(0);
        pulses.until(() -> rows.size() == 200);
        rows.get(199);
        pulses.until(rows::complete);

        assertThat(rows).hasSize(250);
        assertThat(rows.get(249)).isEqualTo("row 249");
    }

    @Test
    void looksForARowInMemoryOnly() {
        PagedRows<String> rows = from(MILLION);
        int before = reads.get();

        int index = rows.indexOf("row 999");

        assertThat(index).isEqualTo(-1);
        assertThat(reads.get()).isEqualTo(before);
    }

    @Test
    void asksAgainForAPageThatCouldNotBeRead() {
        PagedRows<String> rows = from(MILLION);
        failing = true;
        rows.get(99);
        pulses.until(() -> failures.size() == 1);

        failing = false;
        rows.get(99);
        pulses.until(() -> rows.size() == 200);

        assertThat(rows.get(150)).isEqualTo("row 150");
    }

    @Test
    void jumpsToTheMiddleOfAListOfKnownLength() {
        PagedRows<String> rows = of(MILLION);

        rows.get(500_000);
        pulses.until(() -> rows.get(500_000).equals("row 500000"));

        assertThat(rows).hasSize(MILLION);
        assertThat(reads.get()).isEqualTo(1);
    }

    @Test
    void readsThePagesAtWhichAFastDragStops() {
        PagedRows<String> rows = of(MILLION);

        for (int index = 0; index < MILLION; index += 10_000) {
            rows.get(index);
        }

        pulses.until(() -> {
            rows.get(990_000);
            return rows.get(990_000).equals("row 990000");
        });
        assertThat(reads.get()).isLessThan(100);
    }

    @Test
    void keepsWhatItHasReadWhenRowsComeInBeforeTheFirst() {
        PagedRows<String> rows = of(1_000);
        pulses.until(() -> rows.get(10).equals("row 10"));

        rows.addBefore(3);
        pulses.until(() -> rows.get(0).equals("row -3"));
        rows.addBefore(120);
        pulses.until(() -> rows.get(0).equals("row -123") && rows.get(121).equals("row -2"));

        assertThat(rows).hasSize(1_123);
        assertThat(rows.get(133)).isEqualTo("row 10");
        assertThat(rows.indexOf("row 10")).isEqualTo(133);
        assertThat(reads.get()).isEqualTo(3);
    }

    @Test
    void growsBehindTheLast() {
        PagedRows<String> rows = of(150);
        pulses.until(() -> rows.get(149).equals("row 149"));

        rows.addBehind(100);
        pulses.until(() -> rows.get(160).equals("row 160"));

        assertThat(rows).hasSize(250);
        assertThat(rows.get(120)).isEqualTo("row 120");
    }

    @Test
    void saysOfARowThatWentAwayThatItIsGone() {
        PagedRows<String> rows = of(50);
        available = 40;

        pulses.until(() -> rows.get(39).equals("row 39"));

        assertThat(rows.get(40)).isEqualTo("gone");
    }

    private PagedRows<String> from(int count) {
        available = count;
        return PagedRows.from(
                chunk(0, PagedRows.PAGE), source(), BLANKS, dispatcher, failures::add);
    }

    private PagedRows<String> of(int count) {
        return PagedRows.of(count, source(), BLANKS, dispatcher, failures::add);
    }

    private PageSource<String> source() {
        return (from, to) ->
                () -> {
                    reads.incrementAndGet();
                    if (failing) {
                        throw new WindowException("the disk is gone", null);
                    }
                    return chunk(from, to);
                };
    }

    private PageSource.Chunk<String> chunk(int from, int to) {
        return new PageSource.Chunk<>(
                IntStream.range(from, Math.min(to, available))
                        .mapToObj(position -> "row " + position)
                        .toList(),
                to < available);
    }
}
