package dev.hqe.ui.internal.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.kept.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class PaletteModelTest {

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private final Kept kept = Kept.inMemory();
    private final PaletteModel model = new PaletteModel(dispatcher, kept, Duration.ZERO);
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void fill() {
        list(Section.PAGES, "Home", "Topics");
        list(Section.COMMANDS, "Rescan Topics", "Larger text");
        list(Section.TOOLS, "finance.price_bars", "energy.price_bars");
    }

    @AfterEach
    void close() {
        model.close();
        dispatcher.close();
    }

    @Test
    void showsPagesAndCommandsBeforeAnythingIsTyped() {
        open("");

        assertThat(names()).containsExactly("Home", "Topics", "Rescan Topics", "Larger text");
        assertThat(model.selected().get()).isEqualTo(1);
    }

    @Test
    void showsWhatWasChosenLastFirst() {
        open("larger");
        model.run();
        open("");

        assertThat(names().getFirst()).isEqualTo("Larger text");
        assertThat(model.rows().getFirst()).isEqualTo(new Row.Head(Section.RECENT));
        assertThat(done).containsExactly("Larger text");
    }

    @Test
    void marksWhatFits() {
        open("price b");

        assertThat(names()).containsExactly("finance.price_bars", "energy.price_bars");
        assertThat(((Row.Item) model.rows().get(1)).inName())
                .containsExactly(new FuzzyMatch.Span(8, 15));
    }

    @Test
    void showsLooseLettersOnlyWhereNothingElseFits() {
        list(Section.TOPICS, "Trade sheets");

        open("the");
        assertThat(names()).isEmpty();

        open("trdsh");
        assertThat(names()).containsExactly("Trade sheets");

        list(Section.TOOLS, "trdsh.report");
        open("trds");
        assertThat(names()).containsExactly("trdsh.report");
    }

    @Test
    void movesOverHeadings() {
        open("top");
        model.move(1);

        assertThat(model.rows().get(model.selected().get()))
                .isInstanceOfSatisfying(
                        Row.Item.class,
                        item -> assertThat(item.entry().name()).isEqualTo("Rescan Topics"));
        model.move(50);
        model.move(-50);
        assertThat(model.selected().get()).isEqualTo(1);
    }

    @Test
    void looksInOneSectionAlone() {
        open("");
        model.narrow(1);
        model.narrow(1);
        pulses.until(() -> model.isSettled());

        assertThat(model.only().get()).isEqualTo(Optional.of(Section.COMMANDS));
        assertThat(names()).containsExactly("Rescan Topics", "Larger text");
    }

    @Test
    void showsAFewOfEachSectionHoweverManyFit() {
        list(
                Section.TOPICS,
                IntStream.range(0, 3000).mapToObj(i -> "Price " + i).toArray(String[]::new));

        open("price");

        assertThat(names()).hasSize(2 + Ranking.MOST_OF_ONE);
    }

    @Test
    void addsWhatASearchFinds() {
        model.add(
                new PaletteSource.Searched(
                        Section.ENTITIES, (words, most) -> List.of(entry("Norvale for " + words))));

        open("price");
        pulses.until(() -> names().size() == 3);

        assertThat(names()).endsWith("Norvale for price");
    }

    @Test
    void endsASearchWhenSomebodyTypesOn() throws InterruptedException {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        model.add(
                new PaletteSource.Searched(
                        Section.ENTITIES,
                        (words, most) -> {
                            if (words.equals("price")) {
                                searching.countDown();
                                try {
                                    new CountDownLatch(1).await();
                                } finally {
                                    ended.countDown();
                                }
                            }
                            return List.of(entry("found " + words));
                        }));
        open("price");
        assertThat(searching.await(20, TimeUnit.SECONDS)).isTrue();

        model.words().set("price b");

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        pulses.until(() -> names().contains("found price b"));
        assertThat(names()).doesNotContain("found price");
    }

    @Test
    void goesOnWhenASearchFails() {
        model.add(
                new PaletteSource.Searched(
                        Section.ENTITIES,
                        (words, most) -> {
                            throw new IllegalStateException("no store");
                        }));

        open("home");

        assertThat(names()).containsExactly("Home");
    }

    @Test
    void enterWaitsForWhatWasTypedLast() {
        open("home");
        model.words().set("topics");
        model.run();
        pulses.until(() -> !done.isEmpty());

        assertThat(done).containsExactly("Topics");
        assertThat(model.isOpen().get()).isFalse();
    }

    private void open(String words) {
        model.open();
        model.words().set(words);
        pulses.until(model::isSettled);
    }

    private List<String> names() {
        return model.rows().stream()
                .filter(Row.Item.class::isInstance)
                .map(row -> ((Row.Item) row).entry().name())
                .toList();
    }

    private void list(Section section, String... names) {
        List<PaletteEntry> entries =
                IntStream.range(0, names.length).mapToObj(i -> entry(names[i])).toList();
        model.add(new PaletteSource.Listed(section, () -> entries));
    }

    private PaletteEntry entry(String name) {
        return PaletteEntry.of(name, Feather.TOOL, name, "", "Run", () -> done.add(name));
    }
}
