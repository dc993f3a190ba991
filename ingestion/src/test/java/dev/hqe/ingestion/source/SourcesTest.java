package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.DeadLetter;
import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.Reason;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.Sources.Preview;
import dev.hqe.ingestion.source.Sources.Replayed;
import dev.hqe.kernel.entity.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SourcesTest {

    private static final String DIRTY = "symbol,close\nA,1.5\nB,none\nC,-1\nD,4,5,6\nE,5\n";

    @TempDir Path home;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(home);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "S" + i + "," + i)
                .collect(Collectors.joining("\n", "symbol,close\n", "\n"));
    }

    @Test
    void storesEachRecordAsAnEntity() {
        Source source = shop.add(shop.file("p.csv", "symbol,close,day\nA,1.5,2026-01-02\nB,2,\n"));

        SourceReport report = shop.run(source);

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.counts().created()).isEqualTo(2);
        Entity first = shop.stored().getFirst().entity();
        assertThat(first.id().value()).isEqualTo("shop/p/A");
        assertThat(first.data()).hasToString("{\"symbol\":\"A\",\"close\":1.5}");
        assertThat(first.createdAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void storesNothingOfWhatIsStoredAlready() {
        Source source = shop.add(shop.file("p.csv", rows(700)));
        shop.run(source);

        SourceReport again = shop.run(source);

        assertThat(again.counts().unchanged()).isEqualTo(700);
        assertThat(again.counts().stored()).isZero();
        assertThat(shop.stored()).hasSize(700).allMatch(entity -> entity.version() == 1);
    }

    @Test
    void takesInWhatHasChangedInTheFile() {
        Source source = shop.add(shop.file("p.csv", "symbol,close\nA,1\nB,2\n"));
        shop.run(source);
        shop.file("p.csv", "symbol,close\nA,1\nB,3\nC,4\n");

        SourceReport again = shop.run(source);

        assertThat(again.counts().created()).isEqualTo(1);
        assertThat(again.counts().updated()).isEqualTo(1);
        assertThat(again.counts().unchanged()).isEqualTo(1);
    }

    @Test
    void putsWhatDoesNotFitIntoTheDeadLetters() {
        Source source = shop.add(shop.file("p.csv", DIRTY));

        SourceReport report = shop.run(source);

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.ids()).contains("shop/p/A", "shop/p/E");
        assertThat(shop.dead())
                .filteredOn(letter -> letter.item().equals("line 3"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(Reason.UNMAPPED.word());
                    assertThat(letter.detail()).startsWith("map.data: ");
                    assertThat(letter.excerpt()).contains("\"none\"");
                    assertThat(letter.record()).isEqualTo(2);
                });
        assertThat(shop.dead())
                .filteredOn(letter -> letter.item().equals("line 4"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(Reason.INVALID.word());
                    assertThat(letter.detail()).contains("/close").doesNotContain("-1");
                });
    }

    @Test
    void triesDeadLettersAgainAfterTheSchemaWasMended() {
        Source source = shop.add(shop.file("p.csv", "symbol,close\nA,1\nC,-1\n"));
        shop.run(source);
        shop.topic = shop.topic("{\"type\": \"object\"}");

        Replayed replayed = shop.sources.replay(Filter.all());

        assertThat(replayed).isEqualTo(new Replayed(1, 0, 0));
        assertThat(shop.ids()).containsExactly("shop/p/A", "shop/p/C");
        assertThat(shop.dead()).isEmpty();
    }

    @Test
    void keepsALetterThatStillDoesNotFit() {
        Source source = shop.add(shop.file("p.csv", "symbol,close\nC,-1\n"));
        shop.run(source);
        DeadLetter before = shop.dead().getFirst();

        Replayed replayed = shop.sources.replay(Filter.all());

        assertThat(replayed).isEqualTo(new Replayed(0, 1, 0));
        assertThat(shop.dead())
                .singleElement()
                .satisfies(after -> {
                    assertThat(after.seq()).isGreaterThan(before.seq());
                    assertThat(after.excerpt()).isEqualTo(before.excerpt());
                    assertThat(after.record()).isEqualTo(before.record());
                });
    }

    @Test
    void removesTheLettersOfEarlierRunsOnceTheFileIsMended() {
        Source source = shop.add(shop.file("p.csv", "symbol,close\nA,1\nC,-1\n"));
        shop.run(source);
        assertThat(shop.dead()).hasSize(1);
        shop.file("p.csv", "symbol,close\nA,1\nC,1\n");

        shop.run(source);

        assertThat(shop.dead()).isEmpty();
        assertThat(shop.ids()).containsExactly("shop/p/A", "shop/p/C");
    }

    @Test
    void goesOnWhereItWasCancelled() throws InterruptedException {
        Source source = shop.add(shop.file("p.csv", rows(20_000)));
        CountDownLatch under = new CountDownLatch(1);
        SourceRun run = shop.sources.start(source, progress -> under.countDown());
        under.await();
        run.cancel();
        SourceReport first = run.await();

        SourceReport second = shop.run(source);

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        if (first.outcome() == Outcome.CANCELLED) {
            assertThat(second.counts().passed()).isEqualTo(first.counts().stored());
        }
        assertThat(shop.stored()).hasSize(20_000).allMatch(entity -> entity.version() == 1);
    }

    @Test
    void beginsAnewIfTheFileIsAnotherThanTheOneThatWasBegun() {
        Source source = shop.add(shop.file("p.jsonl", "{\"symbol\": \"A\", \"close\": 1}\n"));
        shop.database.write(transaction ->
                transaction
                        .sql()
                        .update("UPDATE source SET resume_after = 1, resume_stamp = 'another'"));

        SourceReport report = shop.run(source);

        assertThat(report.counts().passed()).isZero();
        assertThat(shop.ids()).containsExactly("shop/p/A");
    }

    @Test
    void keepsWhatCameBeforeTheFileBreaks() {
        Source source =
                shop.add(
                        shop.file(
                                "p.json",
                                "[{\"symbol\": \"A\", \"close\": 1},"
                                        + " {\"symbol\": \"B\", \"close\": 2}, {\"symbol\": "));

        SourceReport report = shop.run(source);

        assertThat(shop.ids()).containsExactly("shop/p/A", "shop/p/B");
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("p.json").endsWith("again to go on.");
    }

    @Test
    void keepsAllEntitiesOfABatchButTheOneThatIsRefused() {
        shop.run(shop.add(shop.file("p.csv", "symbol,close\nA,1\n")));
        shop.database.write(transaction ->
                transaction.sql().update("UPDATE entity SET kind = 'Other' WHERE id = 'shop/p/A'"));
        shop.file("p.csv", "symbol,close\nA,2\nB,3\n");

        SourceReport report = shop.run(shop.sources.require("p"));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(shop.dead())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.detail()).contains("belongs to shop/Other");
                    assertThat(letter.excerpt()).contains("\"A\"");
                });
    }

    @Test
    void showsWhatRecordsWouldBecomeAndStoresNothing() {
        Path file = shop.file("p.csv", DIRTY);
        SourceSpec spec = new FileSource(file, Reading.DEFAULT, Shop.MAPPING);

        Preview preview = shop.sources.preview(new SourceName("p"), shop.topic, spec, 1);

        assertThat(preview.entities())
                .singleElement()
                .satisfies(entity -> assertThat(entity.id().value()).isEqualTo("shop/p/A"));
        assertThat(shop.stored()).isEmpty();
        assertThat(shop.sources.list()).isEmpty();
    }

    @Test
    void takesAFieldThatIsCalledIdForTheId() {
        Path file = shop.file("p.csv", "ID,close\n7,1\n");
        SourceSpec spec = new FileSource(file, Reading.DEFAULT, Shop.MAPPING.with("id", ""));

        SourceSpec withId = shop.sources.withId(spec);

        assertThat(withId.mapping().id()).isEqualTo(".[\"ID\"]");
    }

    @Test
    void refusesToRunAPausedSource() {
        Source source = shop.add(shop.file("p.csv", rows(1)));
        shop.sources.pause(source);

        assertThatThrownBy(() -> shop.run(source))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessageContaining("is paused");

        shop.sources.resume(source);
        assertThat(shop.run(source).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void forgetsWhatASourceHasStored() {
        Source kept = shop.add(shop.file("p.csv", rows(3)));
        Source removed = shop.add(shop.file("p2.csv", DIRTY));
        shop.run(kept);
        shop.run(removed);

        long deleted = shop.sources.remove(removed, true);

        assertThat(deleted).isPositive();
        assertThat(shop.ids()).hasSize(3).allMatch(id -> id.startsWith("shop/p/"));
        assertThat(shop.dead()).isEmpty();
        assertThat(shop.sources.list()).extracting(Source::name).containsExactly(kept.name());
    }

    @Test
    void refusesWhatCannotBeASource() {
        Path file = shop.file("p.csv", rows(1));

        assertThatThrownBy(() -> shop.add(file, Shop.MAPPING.with("kind", "Prize")))
                .hasMessageContaining("has no kind 'Prize' (did you mean 'Price'?)");
        assertThatThrownBy(() -> shop.add(file, Shop.MAPPING.with("id", ".a |")))
                .hasMessageContaining("map.id is no jq expression");
        assertThatThrownBy(() -> shop.add(Path.of("p.csv"))).hasMessageContaining("root");
        shop.add(file);
        assertThatThrownBy(() -> shop.add(file)).hasMessageContaining("a source 'p' already");
    }

    @Test
    void saysThatTheFileIsGone() throws IOException {
        Path file = shop.file("p.csv", rows(1));
        Source source = shop.add(file);
        Files.delete(file);

        assertThatThrownBy(() -> shop.run(source)).hasMessageContaining("there is no such file");
    }

    @Test
    void remembersItsLastRun() {
        Source source = shop.add(shop.file("p.csv", rows(3)));
        shop.run(source);

        Source now = shop.sources.require("p");

        assertThat(now.lastRun().orElseThrow().path("created").asInt()).isEqualTo(3);
        assertThat(now.spec()).isEqualTo(source.spec());
        assertThat(now.resumeAfter()).isZero();
    }
}
