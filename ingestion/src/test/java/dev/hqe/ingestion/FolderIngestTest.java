package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.IngestReport.Outcome;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What a folder becomes, and what it becomes again.
class FolderIngestTest {

    @TempDir Path home;
    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void storesOneEntityPerFileWithItsTextAndWhatIsKnownOfIt() throws IOException {
        bench.file("src/Main.java", "class Main {}\n// é\n");

        IngestReport report = bench.run();

        ObjectNode data = bench.stored("src/Main.java").entity().data();
        assertThat(data.toString())
                .isEqualTo(
                        "{\"path\":\"src/Main.java\",\"root\":\"files\",\"language\":\"Java\","
                                + "\"size\":20,\"lines\":2,\"sha256\":"
                                + "\"902f92e4bee06663fbd88d961060e7e97e0c7f84d717d35042f6c79b87db4b4c\","
                                + "\"text\":\"class Main {}\\n// é\\n\"}");
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.counts().created()).isEqualTo(1);
    }

    @Test
    void namesEntitiesAfterTopicFolderAndPath() throws IOException {
        bench.file("a b/c.txt", "x");

        bench.run();

        assertThat(bench.stored("a b/c.txt").id().value())
                .matches("code/files-[0-9a-f]{8}/a b/c\\.txt");
    }

    @Test
    void keepsFoldersOfOneNameApart() throws IOException {
        Path one = Files.createDirectories(bench.files.resolve("one/src"));
        Path two = Files.createDirectories(bench.files.resolve("two/src"));
        Files.writeString(one.resolve("a.txt"), "1");
        Files.writeString(two.resolve("a.txt"), "2");

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            ingest.run(one, bench.topic, p -> {});
            ingest.run(two, bench.topic, p -> {});
        }

        assertThat(bench.store.count(EntityQuery.all())).isEqualTo(2);
    }

    @Test
    void storesOnlyWhatChangedWhenItRunsAgain() throws IOException {
        bench.file("same.txt", "same");
        bench.file("changed.txt", "before");
        bench.run();

        bench.file("changed.txt", "behind");
        bench.file("new.txt", "new");
        IngestProgress counts = bench.run().counts();

        assertThat(List.of(counts.created(), counts.updated(), counts.unchanged()))
                .containsExactly(1L, 1L, 1L);
        assertThat(bench.stored("same.txt").version()).isEqualTo(1);
        assertThat(bench.stored("changed.txt").version()).isEqualTo(2);
        assertThat(text("changed.txt")).isEqualTo("behind");
    }

    @Test
    void deletesWhatIsGoneAndNothingElse() throws IOException {
        bench.file("files/stays.txt", "stays");
        bench.file("files/goes.txt", "goes");
        bench.file("files/sub/goes.txt", "goes");
        bench.file("files-other/stays.txt", "of another folder");
        Path folder = bench.files.resolve("files");
        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            ingest.run(folder, bench.topic, p -> {});
            ingest.run(bench.files.resolve("files-other"), bench.topic, p -> {});
            Files.delete(folder.resolve("goes.txt"));
            Files.delete(folder.resolve("sub/goes.txt"));

            IngestReport report = ingest.run(folder, bench.topic, p -> {});

            assertThat(report.counts().deleted()).isEqualTo(2);
        }
        assertThat(bench.store.count(EntityQuery.all())).isEqualTo(2);
    }

    @Test
    void deletesWhatIsIgnoredFromNowOn() throws IOException {
        bench.file("kept.txt", "x");
        bench.file("build/out.txt", "x");
        bench.run();

        bench.file(".gitignore", "build/\n");
        IngestReport report = bench.run();

        assertThat(bench.stored()).containsOnlyKeys(".gitignore", "kept.txt");
        assertThat(report.counts().ignored()).isEqualTo(1);
    }

    @Test
    void deletesWhatHasBecomeBinaryAndSaysWhy() throws IOException {
        bench.file("a.dat", "text");
        bench.file("back\\slash.dat", "text");
        bench.run();

        bench.file("a.dat", 1, 0, 2);
        bench.file("back\\slash.dat", 1, 0, 2);
        IngestReport report = bench.run();

        assertThat(bench.stored()).isEmpty();
        assertThat(report.counts().deleted()).isEqualTo(2);
        assertThat(bench.reasons())
                .isEqualTo(Map.of("a.dat", "binary", "back\\\\slash.dat", "binary"));
    }

    @Test
    void removesDeadLettersThatNoLongerApply() throws IOException {
        bench.file("mended.txt", 0xE9);
        Path gone = bench.file("gone.bin", 0);
        bench.file("still.bin", 0);
        bench.run();
        assertThat(bench.reasons()).hasSize(3);

        bench.file("mended.txt", "é");
        Files.delete(gone);
        bench.run();

        assertThat(bench.reasons()).isEqualTo(Map.of("still.bin", "binary"));
        assertThat(text("mended.txt")).isEqualTo("é");
    }

    @Test
    void accountsForEveryFile() throws IOException {
        bench.file("ok.txt", "ok");
        bench.file("empty.txt", "");
        bench.file("latin.txt", 'a', 0xE9);
        bench.file("binary.bin", 0);
        bench.file("large.txt", "x".repeat(101));
        bench.file("forbidden.txt", "forbidden");
        bench.file(".gitignore", "*.log\n");
        bench.file("a.log", "x");

        IngestReport report = bench.run(IngestSettings.DEFAULT.withMaxFileBytes(100));

        assertThat(report.counts().found()).isEqualTo(7).isEqualTo(report.counts().done());
        assertThat(report.reasons())
                .isEqualTo(
                        Map.of(
                                Reason.BINARY, 1L,
                                Reason.TOO_LARGE, 1L,
                                Reason.ENCODING, 1L,
                                Reason.INVALID, 1L));
        assertThat(report.counts().skipped()).isEqualTo(2);
        assertThat(report.counts().rejected()).isEqualTo(2);
        assertThat(report.counts().ignored()).isEqualTo(1);
    }

    @Test
    void saysInTheDeadLetterWhatToMend() throws IOException {
        bench.file("latin.txt", 'a', '\n', 'b', 0xE9, '!');
        bench.file("large.txt", "x".repeat(101));
        bench.file("forbidden.txt", "forbidden");

        bench.run(IngestSettings.DEFAULT.withMaxFileBytes(100));

        assertThat(bench.letters.list(Filter.all(), 0, 10).items())
                .extracting(DeadLetter::detail)
                .containsExactlyInAnyOrder(
                        "not UTF-8: byte 3 (line 2) is 0xE9. Convert the file to UTF-8.",
                        "it has 101 bytes, more than the limit of 100",
                        "/text: does not follow not {\"const\":\"forbidden\"} (found string of length 9)");
        assertThat(bench.letters.list(Filter.all(), 0, 10).items())
                .allMatch(letter -> letter.source().equals(bench.files.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"pattern\": \"^[0-9]*$\"",
                "\"enum\": [\"1\", \"2\"]",
                "\"const\": \"1\"",
                "\"maxLength\": 3"
            })
    void keepsWhatIsInAFileOutOfItsDeadLetter(String rule) throws IOException {
        bench.file("s.env", "password=not-a-real-one\n");
        Topic strict =
                Workbench.topic(
                        home.resolve("strict"),
                        "SourceFile",
                        "{\"properties\": {\"text\": {" + rule + "}}}");

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            ingest.run(bench.files, strict, p -> {});
        }

        assertThat(bench.letters.list(Filter.all(), 0, 10).items())
                .singleElement()
                .extracting(DeadLetter::detail, InstanceOfAssertFactories.STRING)
                .startsWith("/text: ")
                .endsWith("(found string of length 24)")
                .doesNotContain("password", "real");
    }

    @Test
    void storesEmptyFiles() throws IOException {
        bench.file("empty.txt", "");

        bench.run();

        assertThat(text("empty.txt")).isEmpty();
    }

    @Test
    void refusesTopicWithoutSourceFilesBeforeAnythingIsStored() throws IOException {
        bench.file("a.txt", "x");
        Topic other = Workbench.topic(home.resolve("other"), "Invoice");

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            assertThatThrownBy(() -> ingest.start(bench.files, other))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining("Topic 'code' has no kind SourceFile")
                    .hasMessageContaining("data_schema");
        }

        assertThat(bench.stored()).isEmpty();
    }

    @Test
    void refusesFolderThatIsNotThereOrIsNoFolder() throws IOException {
        Path file = bench.file("a.txt", "x");

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            assertThatThrownBy(() -> ingest.start(home.resolve("no"), bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessage(
                            home.resolve("no")
                                    + ": there is no such folder. Check the spelling of the path.");
            assertThatThrownBy(() -> ingest.start(file, bench.topic))
                    .isInstanceOf(IngestException.Refused.class)
                    .hasMessageContaining("is a file, not a folder");
        }
    }

    @Test
    void stopsWithAnErrorAtTooManyFilesAndDeletesNothing() throws IOException {
        bench.file("old.txt", "x");
        bench.run();
        Files.delete(bench.files.resolve("old.txt"));
        for (int i = 0; i < 11; i++) {
            bench.file("many/" + i + ".txt", "x");
        }

        assertThatThrownBy(() -> bench.run(IngestSettings.DEFAULT.withMaxFiles(10)))
                .isInstanceOf(IngestException.Failed.class)
                .hasMessageContaining("more than 10 entries (reached in 'many/')");

        assertThat(bench.stored()).containsKey("old.txt");
    }

    private String text(String path) {
        return bench.stored(path).entity().data().get("text").asString();
    }
}
