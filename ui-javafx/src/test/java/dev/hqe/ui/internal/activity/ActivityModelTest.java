package dev.hqe.ui.internal.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.activity.Activity.Kind;
import dev.hqe.kernel.activity.Activity.Result;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.page.Delays;
import dev.hqe.ui.internal.rows.PagedRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityModelTest {

    private static final Instant NOW = Happenings.NOW;

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final AtomicInteger told = new AtomicInteger();
    private Happenings happenings;
    private ActivityModel model;

    @BeforeEach
    void open() {
        happenings = new Happenings(directory, fact -> told.incrementAndGet());
        model = new ActivityModel(happenings.log, dispatcher, Delays.NONE, () -> NOW);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        happenings.close();
    }

    @Test
    void saysThatNothingHasHappenedUntilSomethingDoes() {
        model.look();
        pulses.until(() -> model.listing().get() instanceof Listing.Nothing);

        happenings.add(Happenings.call("goose", "legal.find_clause", Result.OK));
        model.heard();

        pulses.until(() -> model.listing().get() instanceof Listing.Rows);
        assertThat(first().subject()).isEqualTo("legal.find_clause");
    }

    @Test
    void listsAllNewestFirstBeforeItHasLookedThroughThem() {
        happenings.fill(1_000, NOW, Duration.ofSeconds(2));

        model.look();
        pulses.until(() -> model.listing().get() instanceof Listing.Rows);
        boolean whole = rows().size() == 1_000;
        pulses.until(() -> model.figures().get().complete());

        assertThat(whole).isTrue();
        assertThat(first().at()).isEqualTo(NOW);
        assertThat(model.figures().get()).isEqualTo(new Figures(1_000, 1_000, 1_000));
    }

    @Test
    void filtersByWordsAndThenBySortWithoutLookingAgain() {
        happenings.fill(1_000, NOW, Duration.ofSeconds(2));
        happenings.add(
                Happenings.call(NOW, "codex", "rare.tool", Result.OK, 5, "x: 1"),
                Happenings.call(NOW, "codex", "rare.tool", Result.FAILED, 5, "x: 2"));
        complete();

        model.filter().set(Filter.NONE.words("RARE.tool"));
        pulses.until(() -> model.figures().get().shown() == 2);
        model.filter().set(model.filter().get().results(Set.of(Result.FAILED)));

        assertThat(model.figures().get().shown()).isEqualTo(1);
        assertThat(model.count(Result.OK)).isEqualTo(1);
        assertThat(first().result()).isEqualTo(Result.FAILED);
        assertThat(total(model.histogram().get())).isEqualTo(1);
    }

    @Test
    void namesTheFilterThatNothingFits() {
        happenings.fill(50, NOW, Duration.ofSeconds(2));
        complete();

        model.filter().set(Filter.NONE.actor("nobody"));

        pulses.until(() -> model.listing().get() instanceof Listing.NoMatch);
        assertThat(((Listing.NoMatch) model.listing().get()).filter().actor()).isEqualTo("nobody");
        model.clear();
        pulses.until(() -> model.listing().get() instanceof Listing.Rows && rows().size() == 50);
    }

    @Test
    void choosesAStretchOfTimeAndStillDrawsAllOfIt() {
        happenings.fill(600, NOW, Duration.ofSeconds(2));
        complete();
        int drawn = total(model.histogram().get());

        model.filter()
                .set(
                        Filter.NONE.stretch(
                                new Stretch(NOW.minusSeconds(60).toEpochMilli(), Stretch.OPEN)));
        long shown = model.figures().get().shown();

        assertThat(shown).isBetween(1L, 599L);
        assertThat(total(model.histogram().get())).isEqualTo(drawn).isEqualTo(600);
        assertThat(rows()).hasSize((int) shown);
    }

    @Test
    void letsNewRowsInOnTopWhileNobodyReads() {
        happenings.fill(120, NOW, Duration.ofSeconds(2));
        complete();
        PagedRows<ActivityRow> before = rows();

        happenings.add(Happenings.call("goose", "new.tool", Result.OK));
        model.heard();
        pulses.until(() -> before.size() == 121);

        assertThat(rows()).isSameAs(before);
        assertThat(first().subject()).isEqualTo("new.tool");
        assertThat(model.fresh().get()).isZero();
    }

    @Test
    void holdsNewRowsBackWhileSomebodyReadsAndCountsThem() {
        happenings.fill(120, NOW, Duration.ofSeconds(2));
        complete();
        model.reading().set(true);

        happenings.add(
                Happenings.call("goose", "new.tool", Result.OK),
                Happenings.call("goose", "newer.tool", Result.OK));
        model.heard();
        pulses.until(() -> model.fresh().get() == 2);
        int held = rows().size();
        model.reading().set(false);

        assertThat(held).isEqualTo(120);
        assertThat(rows()).hasSize(122);
        assertThat(model.fresh().get()).isZero();
        assertThat(first().subject()).isEqualTo("newer.tool");
    }

    @Test
    void letsOnlyThoseInThatTheFilterTakes() {
        happenings.fill(120, NOW, Duration.ofSeconds(2));
        complete();
        model.filter().set(Filter.NONE.kinds(Set.of(Kind.CALL)).actor("goose"));
        pulses.until(() -> model.figures().get().complete() && model.figures().get().shown() < 120);
        long before = model.figures().get().shown();

        happenings.add(
                Happenings.call("codex", "new.tool", Result.OK),
                Happenings.fact(NOW, Kind.TOPIC, Result.OK, "goose", "legal", "granted"),
                Happenings.call("goose", "new.tool", Result.OK));
        model.heard();

        pulses.until(() -> model.figures().get().shown() == before + 1);
        assertThat(first().actor()).isEqualTo("goose");
    }

    @Test
    void readsTheChosenOneInFull() {
        happenings.add(Happenings.call("goose", "legal.find_clause", Result.OK));
        complete();

        model.select(first());
        pulses.until(() -> model.detail().get() instanceof Detail.Shown);
        Detail shown = model.detail().get();
        model.select(null);

        assertThat(shown)
                .isInstanceOfSatisfying(
                        Detail.Shown.class,
                        detail ->
                                assertThat(
                                                detail.item()
                                                        .activity()
                                                        .detail()
                                                        .path("version")
                                                        .asString())
                                        .isEqualTo("2.1.4"));
        assertThat(model.detail().get()).isInstanceOf(Detail.Nothing.class);
    }

    @Test
    void saysWhatACallWasAskedWhereItWentWell() {
        happenings.add(
                Happenings.call(
                        NOW, "goose", "a.b", Result.OK, 7, "about: \"cure period\"\nlimit: 5"));

        complete();

        assertThat(first().said()).isEqualTo("cure period, 5");
    }

    private void complete() {
        model.look();
        pulses.until(() -> model.figures().get().kept() > 0 && model.figures().get().complete());
    }

    private PagedRows<ActivityRow> rows() {
        return ((Listing.Rows) model.listing().get()).rows();
    }

    private ActivityRow.Loaded first() {
        pulses.until(() -> rows().get(0) instanceof ActivityRow.Loaded);
        return (ActivityRow.Loaded) rows().get(0);
    }

    private static int total(Histogram histogram) {
        int total = 0;
        for (int bar = 0; bar < histogram.bars(); bar++) {
            total += histogram.all(bar);
        }
        return total;
    }
}
