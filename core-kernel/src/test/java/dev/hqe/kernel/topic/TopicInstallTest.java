package dev.hqe.kernel.topic;

import static dev.hqe.kernel.topic.CatalogBench.edit;
import static dev.hqe.kernel.topic.CatalogBench.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.InvalidDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicInstallTest {

    private static final TopicId NOTES = new TopicId("notes");

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

    private Path notes(String folder, String version) throws IOException {
        Path source = temp.resolve(folder);
        write(source, "topic.yaml", "id: notes\nname: Notes\nversion: " + version + "\n");
        write(source, "README.md", "Read me.\n");
        write(source, "tests/one.yaml", "tests: []\n");
        return source;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderIsCopiedWholeUnderItsIdAndDoesNothingYet() throws IOException {
        TopicEntry installed = bench.catalog().install(notes("download/My Notes (2)", "1.0.0"));

        assertThat(installed.folder()).isEqualTo(bench.topics().resolve("notes"));
        assertThat(installed.status()).isEqualTo(new TopicStatus.Ungranted());
        assertThat(names(installed.folder())).containsExactly("README.md", "tests", "topic.yaml");
        assertThat(names(bench.topics())).containsExactly("notes");
    }

    @Test
    void aZipIsInstalledAsAFolderIs() throws IOException {
        Path zip = temp.resolve("notes.zip");
        TopicPack.write(notes("source", "1.0.0"), zip);

        TopicEntry installed = bench.catalog().install(zip);

        assertThat(installed.status()).isEqualTo(new TopicStatus.Ungranted());
        assertThat(names(installed.folder())).containsExactly("README.md", "tests", "topic.yaml");
    }

    @Test
    void twoFoldersOfOneIdAreBothPutAsideEachUnderANameOfItsOwn() throws IOException {
        bench.topic("here", "notes");
        bench.topic("there", "notes");
        bench.catalog().load();
        TopicShelf stopped =
                new TopicShelf(
                        bench.places(), InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));

        stopped.install(notes("two", "2.0.0"), bench.catalog().entries());

        assertThat(names(bench.topics())).containsExactly("notes");
        assertThat(names(bench.places().removed()))
                .containsExactly("notes-20261122-100000000", "notes-20261122-100000001");
    }

    @Test
    void anInstallationThatFailsPutsBackWhatItHasMoved() throws IOException {
        bench.topic("here", "notes");
        Files.writeString(bench.topics().resolve("notes"), "a file in the way");
        Path source = notes("two", "2.0.0");

        assertThatThrownBy(() -> bench.catalog().install(source))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("cannot be installed");

        assertThat(names(bench.topics())).containsExactly("here", "notes");
        assertThat(names(bench.places().removed())).isEmpty();
    }

    @Test
    void aLinkAmongTheTopicsIsSaidToBeOneAndNotWalkedThrough() throws IOException {
        Path elsewhere = notes("elsewhere", "1.0.0");
        Files.createSymbolicLink(bench.topics().resolve("linked"), elsewhere);

        bench.catalog().load();

        TopicEntry entry = bench.catalog().entry("linked");
        assertThat(entry.status().word()).isEqualTo("broken");
        assertThat(entry.problems())
                .singleElement()
                .asString()
                .startsWith("linked: is a link, which is not followed.");
        bench.catalog().remove("linked");
        assertThat(names(elsewhere)).contains("topic.yaml");
    }

    @Test
    void aNewVersionPutsTheOldOneAsideAndIsJudgedByItsGrant() throws IOException {
        bench.catalog().install(notes("one", "1.0.0"));
        bench.grant("notes", Trust.THIRD_PARTY);

        TopicEntry silent = bench.catalog().install(notes("two", "1.0.1"));
        Path third = notes("three", "2.0.0");
        edit(third, "name: Notes", "name: Notes\npermissions: {clock: true}");
        TopicEntry asking = bench.catalog().install(third);

        assertThat(silent.status()).isEqualTo(new TopicStatus.Active());
        assertThat(asking.status()).isInstanceOf(TopicStatus.Quarantined.class);
        assertThat(bench.catalog().require("notes").manifest().version()).isEqualTo("1.0.1");
        assertThat(names(bench.places().removed())).hasSize(2);
    }

    @Test
    void whatIsNoTopicChangesNothing() throws IOException {
        bench.catalog().install(notes("one", "1.0.0"));
        Path broken = temp.resolve("broken");
        write(broken, "topic.yaml", "id: notes\n");

        assertThatThrownBy(() -> bench.catalog().install(broken))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("broken/topic.yaml");
        assertThatThrownBy(() -> bench.catalog().install(temp.resolve("nowhere")))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("there is no such folder or zip");

        assertThat(names(bench.topics())).containsExactly("notes");
        assertThat(bench.status("notes")).isEqualTo(new TopicStatus.Ungranted());
    }

    @Test
    void theFolderOfAnotherTopicIsNotOverwritten() throws IOException {
        bench.topic("notes", "finance");

        assertThatThrownBy(() -> bench.catalog().install(notes("one", "1.0.0")))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("is the folder of another Topic");

        assertThat(names(bench.topics())).containsExactly("notes");
        assertThat(names(bench.places().removed())).isEmpty();
    }

    @Test
    void aTopicOfTheInstallationIsNotReplaced() throws IOException {
        write(
                temp.resolve("bundled/notes"),
                "topic.yaml",
                "id: notes\nname: Notes\nversion: 1.0.0\n");

        assertThatThrownBy(() -> bench.catalog().install(notes("one", "1.0.0")))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("which came with the program");
    }

    @Test
    void aRemovedTopicStopsAndComesBackWithItsGrant() throws IOException {
        bench.catalog().install(notes("one", "1.0.0"));
        bench.grant("notes", Trust.THIRD_PARTY);

        Path aside = bench.catalog().remove("notes");

        assertThat(aside).isDirectory().startsWith(bench.places().removed());
        assertThat(bench.catalog().topics()).isEmpty();
        assertThat(bench.catalog().entries()).isEmpty();
        bench.restart();
        assertThat(bench.catalog().restore("notes").status()).isEqualTo(new TopicStatus.Active());
        assertThat(bench.catalog().find(NOTES)).isPresent();
    }

    @Test
    void whatIsInstalledAfterARemovalHasNoGrant() throws IOException {
        Path source = notes("one", "1.0.0");
        bench.catalog().install(source);
        bench.grant("notes", Trust.THIRD_PARTY);
        bench.catalog().remove("notes");

        assertThat(bench.catalog().install(source).status()).isEqualTo(new TopicStatus.Ungranted());
    }

    @Test
    void aBrokenFolderIsRemovedByItsName() throws IOException {
        write(bench.topics().resolve("half"), "topic.yaml", "id: [");

        bench.catalog().remove("half");

        assertThat(bench.catalog().entries()).isEmpty();
        assertThatThrownBy(() -> bench.catalog().remove("half"))
                .hasMessage("there is no Topic 'half'. There is none.");
    }

    @Test
    void anInstallationThatDidNotEndLeavesNothing() throws IOException {
        write(bench.topics().resolve(".installing-123"), "topic.yaml", "id: notes\n");

        bench.restart();

        assertThat(names(bench.topics())).isEmpty();
        assertThat(bench.catalog().entries()).isEmpty();
    }

    @Test
    void onlySoManyRemovedFoldersAreKept() throws IOException {
        Path source = notes("one", "1.0.0");
        for (int i = 0; i < TopicShelf.MAX_REMOVED + 3; i++) {
            bench.catalog().install(source);
            bench.catalog().remove("notes");
        }

        assertThat(names(bench.places().removed()))
                .hasSizeLessThanOrEqualTo(TopicShelf.MAX_REMOVED);
    }
}
