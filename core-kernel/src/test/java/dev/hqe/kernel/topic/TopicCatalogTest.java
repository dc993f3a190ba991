package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.TopicId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicCatalogTest {

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

    @Test
    void oneBadFolderDoesNotHideTheGoodOnes() throws IOException {
        bench.topic("a", "health");
        bench.topic("b", "Bad Id");
        bench.topic("c", "finance");
        Files.createDirectories(bench.topics().resolve("no-topic"));
        Files.createDirectories(bench.topics().resolve(".hidden"));
        Files.writeString(bench.topics().resolve("file"), "");

        bench.catalog().load();

        assertThat(bench.catalog().entries())
                .extracting(entry -> entry.name() + " " + entry.status().word())
                .containsExactly("A ungranted", "b broken", "A ungranted", "no-topic broken");
        assertThat(bench.catalog().rejected())
                .flatExtracting(TopicCatalog.Rejected::problems)
                .extracting(Object::toString)
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "b/topic.yaml:1: /id: \"Bad Id\" does not match"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo("no-topic/topic.yaml: there is no such file"));
    }

    @Test
    void aTopicThatNobodyHasGrantedDoesNothing() throws IOException {
        bench.topic("a", "finance");

        bench.catalog().load();

        assertThat(bench.catalog().topics()).isEmpty();
        assertThatThrownBy(() -> bench.catalog().require("finance"))
                .isInstanceOf(TopicException.class)
                .hasMessage(
                        "the Topic 'finance' is not granted. To see what it may do and grant it:"
                                + " hqe topic grant finance");
    }

    @Test
    void aTopicThatWasGrantedRunsFromItsCopy() throws IOException {
        Path folder = bench.topic("a", "finance");

        TopicEntry granted = bench.grant("finance", Trust.THIRD_PARTY);

        assertThat(granted.status()).isEqualTo(new TopicStatus.Active());
        Topic running = bench.catalog().require("finance");
        assertThat(running.folder()).startsWithRaw(temp.resolve("home/topic-store"));
        assertThat(granted.folder()).isEqualTo(folder);
        assertThat(bench.catalog().find(new TopicId("finance"))).contains(running);
    }

    @Test
    void anUnknownTopicIsAnsweredWithTheKnownOnes() throws IOException {
        assertThatThrownBy(() -> bench.catalog().require("finance"))
                .isInstanceOf(TopicException.class)
                .hasMessage("there is no Topic 'finance'. None is loaded.");

        bench.topic("a", "finance");
        bench.topic("b", "health");
        bench.grant("finance", Trust.THIRD_PARTY);
        bench.grant("health", Trust.THIRD_PARTY);

        assertThatThrownBy(() -> bench.catalog().require("finanse"))
                .hasMessage(
                        "there is no Topic 'finanse' (did you mean 'finance'?). There are: finance,"
                                + " health");
    }

    @Test
    void onlyWhatIsDifferentIsTold() throws IOException {
        var told = new ConcurrentLinkedQueue<Fact>();
        bench.bus.subscribe("t1", TopicLoaded.class, 64, Overflow.BLOCK, e -> told.add(e.fact()));
        bench.bus.subscribe("t2", TopicRejected.class, 64, Overflow.BLOCK, e -> told.add(e.fact()));
        bench.bus.subscribe("t3", TopicGranted.class, 64, Overflow.BLOCK, e -> told.add(e.fact()));
        bench.topic("a", "finance");
        bench.topic("b", "Bad Id");
        bench.grant("finance", Trust.THIRD_PARTY);

        assertThat(bench.catalog().load()).isFalse();

        bench.bus.close();
        assertThat(told)
                .hasSize(3)
                .hasAtLeastOneElementOfType(TopicRejected.class)
                .hasAtLeastOneElementOfType(TopicGranted.class)
                .contains(new TopicLoaded(new TopicId("finance"), "1.0.0"));
    }

    @Test
    void aListenerHasHeardBeforeTheCallThatChangedSomethingReturns() throws IOException {
        bench.topic("a", "finance");
        List<Integer> seen = new ArrayList<>();
        bench.catalog().onChange(() -> seen.add(bench.catalog().topics().size()));

        bench.grant("finance", Trust.THIRD_PARTY);
        bench.catalog().revoke(new TopicId("finance"));

        assertThat(seen).containsExactly(0, 1, 0);
    }

    @Test
    void whatWasNotWrittenToIsNotReadAgainAlsoAfterANewStart() throws IOException {
        Path folder = bench.weather();
        Path program = folder.resolve("tools/weather.wasm");
        CatalogBench.longAgo(folder);
        bench.grant("weather", Trust.THIRD_PARTY);
        FileTime time = Files.getLastModifiedTime(program);
        Files.writeString(program, "NOT REALLY A PROGRAM"); // same size, and made to look the same
        Files.setLastModifiedTime(program, time);

        bench.restart();

        assertThat(bench.catalog().entry("weather").status()).isEqualTo(new TopicStatus.Active());
        assertThat(bench.catalog().require("weather").folder().resolve("tools/weather.wasm"))
                .hasContent("not really a program");
    }

    @Test
    void aNewGrantReadsAgainWhatLooksUnchanged() throws IOException {
        Path folder = bench.weather();
        Path program = folder.resolve("tools/weather.wasm");
        CatalogBench.longAgo(folder);
        bench.catalog().load();
        String seen = bench.catalog().entry("weather").card().orElseThrow().digest();
        FileTime time = Files.getLastModifiedTime(program);
        Files.writeString(program, "NOT REALLY A PROGRAM");
        Files.setLastModifiedTime(program, time);

        assertThatThrownBy(() -> bench.catalog().grant(new TopicId("weather"), Trust.AUTHOR, seen))
                .hasMessageContaining("has changed since you looked");
    }

    @Test
    void bombsInAManifestAreRefusedWithTheirLine() throws IOException {
        Path laughs = Files.createDirectories(bench.topics().resolve("a-laughs"));
        StringBuilder bomb = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Files.writeString(laughs.resolve("topic.yaml"), bomb);
        Path deep = Files.createDirectories(bench.topics().resolve("b-deep"));
        Files.writeString(deep.resolve("topic.yaml"), "id: " + "[".repeat(100_000));
        Path large = Files.createDirectories(bench.topics().resolve("c-large"));
        Files.writeString(large.resolve("topic.yaml"), "id: x\n#" + "x".repeat(4 << 20));

        bench.catalog().load();

        assertThat(bench.catalog().rejected())
                .flatExtracting(TopicCatalog.Rejected::problems)
                .extracting(Object::toString)
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "a-laughs/topic.yaml:2: YAML aliases are not read;"
                                                        + " write it out"),
                        problem -> assertThat(problem).startsWith("b-deep/topic.yaml"),
                        problem -> assertThat(problem).contains("c-large/topic.yaml: is larger"));
    }
}
