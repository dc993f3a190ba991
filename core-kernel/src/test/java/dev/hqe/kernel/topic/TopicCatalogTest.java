package dev.hqe.kernel.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.TopicId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicCatalogTest {

    @TempDir Path temp;
    private final EventBus bus = new EventBus(InstantSource.system());

    private Path topic(String root, String folder, String id) throws IOException {
        Path directory = Files.createDirectories(temp.resolve(root).resolve(folder));
        Files.writeString(
                directory.resolve("topic.yaml"), "id: " + id + "\nname: A\nversion: 1.0.0\n");
        return directory;
    }

    private TopicCatalog catalog(String... roots) {
        TopicCatalog catalog =
                new TopicCatalog(List.of(roots).stream().map(temp::resolve).toList(), bus);
        catalog.load();
        return catalog;
    }

    @Test
    void oneBadFolderDoesNotHideTheGoodOnes() throws IOException {
        topic("user", "a", "health");
        topic("user", "b", "Bad Id");
        topic("user", "c", "finance");
        Files.createDirectories(temp.resolve("user/no-topic"));
        Files.createDirectories(temp.resolve("user/.hidden"));
        Files.writeString(temp.resolve("user/file"), "");

        TopicCatalog catalog = catalog("user", "missing");

        assertThat(catalog.topics())
                .extracting(topic -> topic.id().value())
                .containsExactly("finance", "health");
        assertThat(catalog.rejected())
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
    void theEarlierRootWins() throws IOException {
        Path ours = topic("user", "mine", "finance");
        topic("builtin", "theirs", "finance");

        TopicCatalog catalog = catalog("user", "builtin");

        assertThat(catalog.require("finance").folder()).isEqualTo(ours);
        assertThat(catalog.rejected())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.problems())
                                .extracting(Object::toString)
                                .containsExactly(
                                        "theirs/topic.yaml: there is a Topic 'finance'"
                                                + " already, in "
                                                + ours
                                                + ". Change the id or remove one of them."));
    }

    @Test
    void anUnknownTopicIsAnsweredWithTheKnownOnes() throws IOException {
        assertThatThrownBy(() -> catalog("user").require("finance"))
                .isInstanceOf(TopicException.class)
                .hasMessage("there is no Topic 'finance'. None is loaded.");

        topic("user", "a", "finance");
        topic("user", "b", "health");

        assertThatThrownBy(() -> catalog("user").require("finanse"))
                .hasMessage(
                        "there is no Topic 'finanse' (did you mean 'finance'?). There are: finance,"
                                + " health");
    }

    @Test
    void loadingAgainSeesWhatChangedAndTellsIt() throws IOException {
        var told = new ConcurrentLinkedQueue<Fact>();
        bus.subscribe("loaded", TopicLoaded.class, 64, Overflow.BLOCK, e -> told.add(e.fact()));
        bus.subscribe("rejected", TopicRejected.class, 64, Overflow.BLOCK, e -> told.add(e.fact()));
        Path folder = topic("user", "a", "finance");
        TopicCatalog catalog = catalog("user");

        Files.writeString(folder.resolve("topic.yaml"), "id: finance\n");
        catalog.load();

        assertThat(catalog.find(new TopicId("finance"))).isEmpty();
        bus.close();
        assertThat(told)
                .hasSize(2)
                .contains(new TopicLoaded(new TopicId("finance"), "1.0.0"))
                .hasAtLeastOneElementOfType(TopicRejected.class);
    }

    @Test
    void moreFoldersThanTheLimitAreSaidToBeLeftOut() throws IOException {
        for (int i = 0; i <= TopicCatalog.MAX_FOLDERS; i++) {
            topic("user", "f" + (10_000 + i), "t" + i);
        }

        TopicCatalog catalog = catalog("user");

        assertThat(catalog.topics()).hasSize(TopicCatalog.MAX_FOLDERS);
        assertThat(catalog.rejected())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.problems())
                                .extracting(Object::toString)
                                .containsExactly(
                                        temp.resolve("user")
                                                + ": has 2001 Topics; only the first 2000"
                                                + " are read"));
    }
}
