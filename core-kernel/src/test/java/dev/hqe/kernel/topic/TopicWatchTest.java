package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicWatchTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final TopicWatch.Pace BY_EVENTS =
            new TopicWatch.Pace(Duration.ofMillis(50), Duration.ofSeconds(1), NEVER);

    @TempDir Path temp;
    private CatalogBench bench;

    @BeforeEach
    void open() {
        bench = new CatalogBench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private TopicWatch watch(TopicWatch.Pace pace) {
        return TopicWatch.start(bench.topics(), () -> bench.catalog().load(), pace);
    }

    private boolean isKnown(String name) {
        return bench.catalog().entries().stream()
                .anyMatch(entry -> entry.folderName().equals(name) && entry.found().isPresent());
    }

    @Test
    void aFolderThatIsDroppedInIsNoticed() throws Exception {
        try (TopicWatch watch = watch(BY_EVENTS)) {
            bench.weather();

            await().atMost(Duration.ofSeconds(20)).until(() -> isKnown("weather"));
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void anEditInAFolderBelowIsNoticed() throws Exception {
        Path folder = bench.weather();
        bench.grant("weather", Trust.AUTHOR);
        try (TopicWatch watch = watch(BY_EVENTS)) {
            CatalogBench.write(folder, "tools/weather.wasm", "a new program");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(
                                            bench.catalog()
                                                    .require("weather")
                                                    .folder()
                                                    .resolve("tools/weather.wasm"))
                                    .hasContent("a new program"));
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void itLooksByItselfWhereNothingIsSaid() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        TopicWatch.Pace often =
                new TopicWatch.Pace(
                        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(20));

        try (TopicWatch watch =
                TopicWatch.start(temp.resolve("new/topics"), looks::incrementAndGet, often)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> looks.get() > 3);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void aFailureToReadDoesNotEndTheWatch() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        TopicWatch.Pace often =
                new TopicWatch.Pace(
                        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(20));
        Runnable failing =
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new TopicException("the disk is gone", new IOException());
                    }
                };

        try (TopicWatch watch = TopicWatch.start(bench.topics(), failing, often)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> looks.get() > 2);
            assertThat(watch).isNotNull();
        }
    }
}
