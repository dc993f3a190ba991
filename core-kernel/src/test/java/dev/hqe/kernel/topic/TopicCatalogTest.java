package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicCatalogTest {

    @TempDir Path temp;
    private CatalogBench bench;

    @org.junit.jupiter.api.BeforeEach
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
                .hasMessage("there is no Topic 'finance'. None is loaded.");
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
}
