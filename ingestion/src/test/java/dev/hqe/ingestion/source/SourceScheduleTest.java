package dev.hqe.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.Backoff;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.http.HttpFetch;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SourceScheduleTest {

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration JITTER = Duration.ofMinutes(1);

    @TempDir Path home;
    private final StillTime time = new StillTime();
    private Shop shop;
    private SourceSchedule schedule;

    @BeforeEach
    void open() {
        shop =
                new Shop(
                        home,
                        new HttpAsking(
                                HttpFetch.NONE, time, time, new Random(7), Backoff.DEFAULT, home));
        schedule = new SourceSchedule(shop.sources, time);
    }

    @AfterEach
    void close() {
        schedule.close();
        shop.close();
    }

    private Source add(String name, String rows) {
        Path file = shop.file(name + ".csv", "symbol,close\n" + rows);
        return shop.sources.add(
                new SourceName(name),
                shop.topic,
                new FileSource(
                        file, Reading.DEFAULT, Optional.empty(), Shop.MAPPING, Optional.of(EVERY)));
    }

    /// Begins what is due, and waits for its end.
    private Duration tick() {
        Duration sleep = schedule.tick();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        shop.sources.list().stream()
                                .allMatch(s -> shop.sources.running(s.name()).isEmpty()));
        return sleep;
    }

    private Instant next(Source source) {
        return shop.sources.timing(source).next().orElseThrow();
    }

    private Instant lastRun(String name) {
        return Instant.parse(
                shop.sources.require(name).lastRun().orElseThrow().path("started_at").asString());
    }

    @Test
    void runsASourceWhenItIsDueAndNotBefore() {
        Source source = add("p", "A,1\n");
        time.pass(JITTER.multipliedBy(2));
        tick();
        tick(); // the first one has planned it
        time.pass(JITTER.multipliedBy(2));
        tick();
        Instant first = lastRun("p");

        time.pass(Duration.ofMinutes(10));
        tick();
        Instant still = lastRun("p");
        time.pass(Duration.ofMinutes(7));
        tick();

        assertThat(shop.ids()).containsExactly("shop/p/A");
        assertThat(still).isEqualTo(first);
        assertThat(lastRun("p")).isAfter(first);
        assertThat(Duration.between(lastRun("p"), next(source)))
                .isBetween(EVERY, EVERY.plus(JITTER));
    }

    @Test
    void doesNotMakeUpForTimesThatNobodyWasThereFor() {
        Source source = add("p", "A,1\n");
        shop.run(source);
        time.pass(Duration.ofDays(3));
        close();
        open();

        tick();
        Instant once = lastRun("p");
        tick();

        assertThat(once).isEqualTo(time.instant());
        assertThat(next(source)).isAfter(time.instant());
    }

    @Test
    void countsFromTheLastRunWhoeverHasBegunIt() {
        Source source = add("p", "A,1\n");
        time.pass(Duration.ofMinutes(5));

        shop.run(source);

        assertThat(Duration.between(time.instant(), next(source)))
                .isBetween(EVERY, EVERY.plus(JITTER));
    }

    @Test
    void asksLessAndLessOfOneThatFailsAndSaysWhy() throws IOException {
        Source source = add("p", "A,1\n");
        shop.run(source);
        Files.delete(home.resolve("p.csv"));
        time.pass(Duration.ofHours(1));

        tick();
        Duration afterOne = Duration.between(time.instant(), next(source));
        time.pass(Duration.ofHours(2));
        tick();
        Duration afterTwo = Duration.between(time.instant(), next(source));

        assertThat(afterOne).isBetween(EVERY.multipliedBy(2), EVERY.multipliedBy(2).plus(JITTER));
        assertThat(afterTwo).isBetween(EVERY.multipliedBy(4), EVERY.multipliedBy(4).plus(JITTER));
        assertThat(shop.sources.timing(source).failures()).isEqualTo(2);
        assertThat(shop.sources.timing(source).problem()).contains("there is no such file");

        shop.file("p.csv", "symbol,close\nB,2\n");
        time.pass(Duration.ofHours(2));
        tick();
        assertThat(shop.sources.timing(source).failures()).isZero();
        assertThat(shop.sources.timing(source).problem()).isEmpty();
    }

    @Test
    void leavesPausedAndRemovedOnesAlone() {
        Source paused = add("p", "A,1\n");
        Source removed = add("q", "B,1\n");
        tick();
        shop.sources.pause(paused);
        shop.sources.remove(removed, false);
        time.pass(Duration.ofHours(1));

        tick();
        assertThat(shop.ids()).isEmpty();

        shop.sources.resume(shop.sources.require("p"));
        tick();
        time.pass(JITTER.multipliedBy(2));
        tick();
        assertThat(shop.ids()).containsExactly("shop/p/A");
    }

    @Test
    void runsAsManyAsAreDueButNotAllAtOnce() {
        for (int i = 0; i < 5; i++) {
            add("p" + i, "A,1\n");
        }
        tick();
        time.pass(JITTER.multipliedBy(2));

        int rounds = 0;
        while (shop.ids().size() < 5 && rounds < 10) {
            tick();
            rounds++;
        }

        assertThat(shop.ids()).hasSize(5);
        assertThat(rounds).isEqualTo(3);
    }

    @Test
    void wakesUpForWhatIsAdded() {
        schedule.start();
        Source source = add("p", "A,1\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shop.sources.timing(source).next().isPresent());

        time.pass(JITTER.multipliedBy(2));
        add("q", "B,1\n");

        await().atMost(Duration.ofSeconds(20)).until(shop::ids, ids -> ids.contains("shop/p/A"));
    }

    @Test
    void changesSingleThingsOfASource() {
        Source source = add("p", "A,1\n");
        shop.run(source);
        shop.database.write(transaction ->
                transaction
                        .sql()
                        .update("UPDATE source SET resume_after = 1, resume_stamp = 'there'"));
        FileSource spec = (FileSource) source.spec();

        Source mapped =
                shop.sources.edit(
                        source, shop.topic, spec.withMapping(Shop.MAPPING.with("id", ".close")));
        assertThat(mapped.resumeAfter()).as("it reads the same").isEqualTo(1);

        Source moved =
                shop.sources.edit(
                        mapped, shop.topic, spec.withPath(shop.file("q.csv", "symbol,close\n")));
        assertThat(moved.resumeAfter()).isZero();

        Source manual =
                shop.sources.edit(
                        moved,
                        shop.topic,
                        new FileSource(spec.path(), spec.reading(), spec.mapping()));
        assertThat(manual.spec().every()).isEmpty();
        assertThat(shop.sources.timing(manual).next()).isEmpty();
        assertThatThrownBy(() ->
                        shop.sources.edit(
                                manual,
                                shop.topic,
                                spec.withMapping(Shop.MAPPING.with("id", ".a |"))))
                .isInstanceOf(IngestException.Refused.class)
                .hasMessageContaining("map.id is no jq expression");
    }
}
