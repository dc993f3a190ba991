package dev.hqe.ui.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.Sensitivity;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.MemoryState;
import dev.hqe.ui.MemoryBench;
import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.page.Delays;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryModelTest {

    private static final EntityId AGREEMENT = new EntityId("legal:msa-ostrava");

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private MemoryBench with;
    private MemoryModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        with = new MemoryBench(bench);
        model =
                new MemoryModel(
                        with.memory,
                        new SourceReading(bench.entities, null),
                        dispatcher,
                        Delays.NONE);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        with.close();
        bench.close();
    }

    @Test
    void findsByWordsAndByMeaningAndShowsTheSourceOfTheBest() {
        with.fill();
        with.start();

        search("an undisputed sum is an event of default");

        assertThat(first().hit().entity()).isEqualTo(AGREEMENT);
        assertThat(first().hit().scores().vectorRank()).isPresent();
        assertThat(first().marks()).isNotEmpty();
        pulses.until(() -> model.opened().get() instanceof Opened.Shown);
        SourceText text = shown().text();
        assertThat(text.lines().get(text.first()).cited()).isTrue();
        assertThat(text.lines())
                .filteredOn(SourceText.Line::cited)
                .anyMatch(line -> line.text().contains("undisputed sum"));
    }

    @Test
    void whatWasAskedLastWins() {
        with.fill();
        with.start();

        model.asked().set(Asked.NOTHING.words("copper"));
        model.asked().set(Asked.NOTHING.words("copper outlook"));
        search("interest cover test");

        assertThat(hits().asked().words()).isEqualTo("interest cover test");
        assertThat(first().hit().entity().value()).isEqualTo("finance:norvale-call");
    }

    @Test
    void looksOnlyInTheChosenTopicsKindsAndLabels() {
        with.fill();
        with.start();
        search("breach");

        model.asked().set(model.asked().get().toggle(MemoryBench.FINANCE));
        settle();
        assertThat(hits().hits())
                .allMatch(one -> one.hit().topic().equals(MemoryBench.FINANCE))
                .isNotEmpty();
        model.asked().set(model.asked().get().toggle(new Kind("Clause")));
        settle();
        assertThat(model.listing().get()).isInstanceOf(Listing.NoHits.class);
        model.asked().set(model.asked().get().anywhere().toggle(Sensitivity.INTERNAL));
        settle();
        assertThat(hits().hits()).isNotEmpty();
    }

    @Test
    void keepsTheChosenHitWhereItIsFoundAgain() {
        with.fill();
        with.start();
        search("breach notice");
        Found third = hits().hits().get(2);
        model.choose(third);

        search("breach notices");

        assertThat(chosen().hit().chunk()).isEqualTo(third.hit().chunk());
    }

    @Test
    void findsWhatIsLikeAHitAndGoesBackToTheWords() {
        with.fill();
        with.start();
        search("Report 3 revenue");
        EntityId report = first().hit().entity();
        pulses.until(() -> model.opened().get() instanceof Opened.Shown);

        model.similar();
        settle();
        List<Found> alike = hits().hits();
        model.asked().set(model.asked().get().like(null));
        settle();

        assertThat(alike).isNotEmpty().noneMatch(one -> one.hit().entity().equals(report));
        assertThat(hits().asked().words()).isEqualTo("Report 3 revenue");
    }

    @Test
    void answersByWordsWhileTheModelIsHeldUpAndByMeaningAfterwards() {
        with.model.gate = new CountDownLatch(1);
        with.fill();
        with.memory.start();
        pulses.until(() -> with.memory.state().pending() == 0);

        model.inFront(true);
        search("covenant");
        boolean onlyWords = model.wordsOnly().get();
        pulses.until(() -> state().withoutVector() > 0);
        Standing standing = Standing.of(state(), true, false);
        with.model.gate.countDown();
        with.await();
        model.again();
        pulses.until(() -> !model.wordsOnly().get() && !model.searching().get());

        assertThat(onlyWords).isTrue();
        assertThat(standing.text()).contains("can be found by their meaning");
        assertThat(first().hit().scores().cosine()).isPresent();
    }

    @Test
    void saysWhyMeaningIsMissing() {
        with.model.broken = true;
        with.fill();
        with.memory.start();
        pulses.until(() -> !with.memory.state().vectors().isEmpty());

        model.inFront(true);
        search("covenant");
        pulses.until(() -> !state().vectors().isEmpty());
        Standing standing = Standing.of(state(), model.wordsOnly().get(), false);

        assertThat(hits().hits()).isNotEmpty();
        assertThat(standing.text()).contains("words only", "the model's server does not answer");
    }

    @Test
    void saysWhatASearchFailsWith() {
        with.fill();
        with.start();

        model.asked().set(Asked.NOTHING.words("x".repeat(9_000)));
        pulses.until(() -> model.listing().get() instanceof Listing.Failed);

        assertThat(((Listing.Failed) model.listing().get()).message())
                .contains("the limit is 8000");
    }

    @Test
    void saysThatWhatWasCitedHasChanged() {
        with.fill();
        with.start();
        search("interest cover test");
        Found found = first();
        bench.entities.put(
                MemoryBench.text(
                        MemoryBench.FINANCE,
                        new Kind("Filing"),
                        "norvale-call",
                        "Norvale Energy, lender call 14 May",
                        "",
                        "Withdrawn."));

        Opened opened =
                new SourceReading(bench.entities, null).of(found, List.of(found), Terms.NONE);

        assertThat(((Opened.Shown) opened).source().changed()).isTrue();
        bench.entities.delete(found.hit().entity());
        assertThat(new SourceReading(bench.entities, null).of(found, List.of(found), Terms.NONE))
                .isInstanceOf(Opened.Gone.class);
    }

    @Test
    void nothingIsAskedWithoutWords() {
        with.fill();
        with.start();
        search("covenant");

        model.asked().set(Asked.NOTHING.mode(Mode.WORDS));

        assertThat(model.listing().get()).isInstanceOf(Listing.Unasked.class);
        assertThat(model.opened().get()).isInstanceOf(Opened.Nothing.class);
    }

    private void search(String words) {
        model.asked().set(model.asked().get().words(words));
        settle();
    }

    private void settle() {
        pulses.until(() ->
                !model.searching().get() && !(model.listing().get() instanceof Listing.Searching));
    }

    private Listing.Hits hits() {
        assertThat(model.listing().get()).isInstanceOf(Listing.Hits.class);
        return (Listing.Hits) model.listing().get();
    }

    private Found first() {
        return hits().hits().getFirst();
    }

    private Found chosen() {
        return Objects.requireNonNull(model.chosen().get());
    }

    private MemoryState state() {
        return Objects.requireNonNullElse(
                model.state().get(), new MemoryState(0, 0, 0, 0, "", "", 0, ""));
    }

    private Source shown() {
        return ((Opened.Shown) model.opened().get()).source();
    }
}
