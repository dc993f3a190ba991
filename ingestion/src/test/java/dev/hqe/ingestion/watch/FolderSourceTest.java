package dev.hqe.ingestion.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ingestion.DeadLetters.Filter;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.source.SourceReport;
import dev.hqe.ingestion.source.SourceReport.Outcome;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.kernel.entity.Entity;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder as a source: what its files become, and become again.
class FolderSourceTest {

    private static final MappingSpec BY_ID = Diary.MAPPING.with("id", ".id");

    @TempDir Path temp;
    private Diary diary;

    @BeforeEach
    void open() throws IOException {
        Path files = Files.createDirectories(temp.toRealPath().resolve("files"));
        diary = new Diary(Files.createDirectories(temp.resolve("home")), files);
    }

    @AfterEach
    void close() {
        diary.close();
    }

    /// So long ago that nobody can have written since without leaving a trace.
    private void settle() throws IOException {
        try (Stream<Path> all = Files.walk(diary.files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }

    @Test
    void readsEachFileByItsFormatAndKeepsFilesApart() {
        diary.write("a.md", "# Title\nwords\n");
        diary.write("sub/b.txt", "plain");
        diary.write("one.csv", "id,name\n1,x\n2,y\n");
        diary.write("two.csv", "id,name\n1,z\n");
        diary.add(Diary.MAPPING.with("id", ".id // .path"), List.of(), List.of());

        SourceReport report = diary.run();

        assertThat(report.counts().created()).isEqualTo(5);
        assertThat(diary.stored())
                .containsEntry("one.csv//1", "{\"id\":\"1\",\"name\":\"x\"}")
                .containsEntry("two.csv//1", "{\"id\":\"1\",\"name\":\"z\"}")
                .containsEntry(
                        "a.md//a.md",
                        "{\"path\":\"a.md\",\"title\":\"Title\",\"text\":\"# Title\\nwords\\n\"}")
                .containsKey("sub/b.txt//sub/b.txt");
    }

    @Test
    void readsAgainOnlyWhatHasChangedAndDeletesWhatIsGone() throws IOException {
        diary.write("a.csv", "id,name\n1,x\n2,y\n");
        diary.write("b.csv", "id,name\n1,x\n");
        diary.write("c.txt", "text");
        diary.add(Diary.MAPPING, List.of(), List.of());
        diary.run();
        settle();
        diary.run();
        assertThat(diary.run().counts().bytes()).isZero();

        diary.write("a.csv", "id,name\n1,x\n3,z\n");
        Files.delete(diary.files.resolve("b.csv"));
        Files.move(diary.files.resolve("c.txt"), diary.files.resolve("d.txt"));
        SourceReport report = diary.run();

        assertThat(report.counts().created()).isEqualTo(2);
        assertThat(report.counts().deleted()).isEqualTo(3);
        assertThat(report.counts().unchanged()).isEqualTo(1);
        assertThat(diary.stored()).hasSize(3).containsKey("d.txt").doesNotContainKey("c.txt");
    }

    @Test
    void takesOnlyWhatItsPatternsName() {
        diary.write("a.md", "1");
        diary.write("a.txt", "2");
        diary.write("docs/b.txt", "3");
        diary.write("docs/drafts/c.md", "4");
        diary.add(Diary.MAPPING, List.of("*.md", "docs/"), List.of("drafts/"));

        diary.run();

        assertThat(diary.stored()).containsOnlyKeys("a.md", "docs/b.txt");
        assertThatThrownBy(() -> diary.add(Diary.MAPPING, List.of("!no"), List.of()))
                .hasMessageContaining("'!no' names no files");
    }

    @Test
    void keepsADeadLetterForEachRecordUntilItsFileIsMended() {
        diary.write("a.csv", "id,text\n1,forbidden\n2,fine\n,\n");
        diary.write("b.xlsx", "no workbook");
        diary.add(BY_ID, List.of(), List.of());
        diary.run();
        assertThat(diary.dead())
                .containsExactlyInAnyOrder("a.csv//line 2", "a.csv//line 4", "b.xlsx");
        assertThat(diary.sources.replay(Filter.all()).refused()).isEqualTo(2);

        diary.write("a.csv", "id,text\n1,allowed\n2,fine\n");
        diary.run();

        assertThat(diary.dead()).containsExactly("b.xlsx");
        assertThat(diary.stored()).containsOnlyKeys("a.csv//1", "a.csv//2");
    }

    @Test
    void findsWhatAKilledRunHasStoredAndNotNoted() throws IOException {
        diary.write("a.csv", "id\n1\n");
        diary.add(BY_ID, List.of(), List.of());
        diary.run();
        settle();
        diary.run();
        diary.store.put(
                new Entity(
                        new EntityId("diary/notes/gone.csv//1"),
                        new TopicId("diary"),
                        new Kind("Note"),
                        Json.object(),
                        Instant.EPOCH));
        diary.database.write(
                transaction -> transaction.sql().update("UPDATE source_folder SET unfinished = 1"));

        SourceReport report = diary.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.counts().deleted()).isEqualTo(1);
        assertThat(diary.stored()).containsOnlyKeys("a.csv//1");
    }

    @Test
    void isWrittenAndReadAsASourceFileHasIt() {
        SourceSpec spec = diary.add(BY_ID, List.of("*.csv"), List.of("old/")).spec();

        assertThat(SourceSpec.of(spec.toJson())).isEqualTo(spec);
        assertThat(spec.toJson().toString())
                .contains("\"include\":[\"*.csv\"],\"exclude\":[\"old/\"],\"watch\":true");
    }
}
