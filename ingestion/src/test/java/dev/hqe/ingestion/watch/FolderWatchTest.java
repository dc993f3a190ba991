package dev.hqe.ingestion.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.ingestion.watch.WatchState.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is stored follows the folder.
@Timeout(180)
class FolderWatchTest {

    private static final WatchSettings SOON =
            new WatchSettings(
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(200),
                    Duration.ofMillis(300),
                    Duration.ofHours(1),
                    100,
                    10_000);

    private static final long BETWEEN_LINES = 1_000_000;

    @TempDir Path temp;
    private Path files;
    private Diary diary;

    @BeforeEach
    void open() throws IOException {
        files = Files.createDirectories(temp.toRealPath().resolve("files"));
        diary = new Diary(Files.createDirectories(temp.resolve("home")), files);
    }

    @AfterEach
    void close() {
        diary.close();
    }

    private static void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }

    private Mode mode(SourceWatches watches) {
        return watches.state(diary.sources.require("notes").name()).orElseThrow().mode();
    }

    private void follows() {
        soon(() -> assertThat(diary.texts()).isEqualTo(inFolder()));
    }

    private Map<String, String> inFolder() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Files.walkFileTree(
                files,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        texts.put(files.relativize(file).toString(), Files.readString(file));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return texts;
    }

    @Test
    void catchesUpAndThenFollowsEachKindOfChange() throws IOException {
        diary.write("before.txt", "was there");
        diary.add();

        try (SourceWatches watches = diary.watch(SOON)) {
            follows();
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));

            diary.write("new.txt", "one");
            diary.write("deep/er/and/new.txt", "two");
            follows();
            diary.write("new.txt", "one, changed");
            Files.move(files.resolve("before.txt"), files.resolve("deep/after.txt"));
            follows();
            Files.move(files.resolve("deep"), files.resolve("moved"));
            follows();
            diary.write("moved/er/and/more.txt", "in a folder that was renamed");
            diary.write("deep/again.txt", "in another of its old name");
            follows();
            Files.delete(files.resolve("moved/er/and/more.txt"));
            Files.delete(files.resolve("moved/er/and/new.txt"));
            Files.delete(files.resolve("moved/er/and"));
            follows();
        }
    }

    @Test
    void remembersNoMoreThanItsBoundAndMissesNothing() {
        diary.add();
        try (SourceWatches watches = diary.watch(SOON.withMaxPending(5))) {
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));

            IntStream.range(0, 300)
                    .forEach(i -> diary.write("d" + i % 30 + "/" + i + ".txt", "note " + i));

            follows();
            assertThat(diary.stored()).hasSize(300);
        }
    }

    @Test
    void looksByItselfWhereTheSystemTellsOfNoMoreFolders() {
        diary.write("a/b/one.txt", "1");
        diary.add();
        try (SourceWatches watches = diary.watch(SOON.withMaxFolders(1))) {
            follows();
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.POLLING));

            diary.write("a/b/two.txt", "2");
            diary.write("a/b/c/three.txt", "3");

            follows();
        }
    }

    @Test
    void deletesNothingWhileTheFolderIsAwayAndGoesOnWhenItIsBack() throws IOException {
        diary.write("kept.txt", "1");
        diary.write("changed.txt", "2");
        diary.add();
        Path away = temp.resolve("away");
        try (SourceWatches watches = diary.watch(SOON)) {
            follows();
            Map<String, String> before = diary.texts();

            Files.move(files, away);
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.ROOT_MISSING));
            assertThat(diary.texts()).isEqualTo(before);
            Files.writeString(away.resolve("changed.txt"), "while it was away");
            Files.move(away, files);

            follows();
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));
            diary.write("later.txt", "3");
            follows();
        }
    }

    @Test
    void deletesNothingWhenTheFolderOfAMountIsEmpty() throws IOException {
        diary.write("kept.txt", "1");
        diary.add();
        diary.run();
        Path away = temp.resolve("away");
        Files.move(files, away);
        Files.createDirectory(files);

        try (SourceWatches watches = diary.watch(SOON)) {
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.FAILING));

            assertThat(diary.texts()).containsOnlyKeys("kept.txt");
            assertThat(watches.state(diary.sources.require("notes").name()).orElseThrow().note())
                    .contains("Nothing was deleted");
            Files.delete(files);
            Files.move(away, files);
            diary.write("new.txt", "2");
            follows();
        }
    }

    @Test
    void holdsStillWhilePausedAndCatchesUpWhenResumed() {
        diary.add();
        try (SourceWatches watches = diary.watch(SOON)) {
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));

            diary.sources.pause(diary.sources.require("notes"));
            diary.write("a.txt", "1");
            assertThat(watches.state(diary.sources.require("notes").name())).isEmpty();
            assertThat(diary.stored()).isEmpty();

            diary.sources.resume(diary.sources.require("notes"));
            follows();
            assertThat(diary.sources.remove(diary.sources.require("notes"), true)).isEqualTo(1);
            assertThat(diary.stored()).isEmpty();
        }
    }

    @Test
    void takesInIgnoreRulesThatChange() {
        diary.add();
        diary.write("drafts/a.txt", "1");
        diary.write("b.txt", "2");
        try (SourceWatches watches = diary.watch(SOON)) {
            follows();

            diary.write(".gitignore", "drafts/\n.gitignore\n");

            soon(() -> assertThat(diary.texts()).containsOnlyKeys("b.txt"));
            assertThat(watches.state(diary.sources.require("notes").name())).isPresent();
        }
    }

    @Test
    void goesOnWhenAFileFails() {
        diary.add();
        try (SourceWatches watches = diary.watch(SOON)) {
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));

            diary.write("bad.txt", "forbidden");
            diary.write("bad.xlsx", "no workbook");
            diary.write("good.txt", "fine");

            soon(() -> assertThat(diary.dead()).containsExactlyInAnyOrder("bad.txt", "bad.xlsx"));
            soon(() -> assertThat(diary.texts()).containsOnlyKeys("good.txt"));
            diary.write("bad.txt", "mended");
            soon(() -> assertThat(diary.dead()).containsExactly("bad.xlsx"));
            assertThat(mode(watches)).isEqualTo(Mode.WATCHING);
        }
    }

    @Test
    void readsAFileThatIsWrittenToAllTheTimeAfterAWhile() throws Exception {
        diary.add();
        try (SourceWatches watches = diary.watch(SOON)) {
            soon(() -> assertThat(mode(watches)).isEqualTo(Mode.WATCHING));
            Thread writing =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                                    diary.write("log.txt", "line " + i);
                                    LockSupport.parkNanos(BETWEEN_LINES);
                                }
                            });

            try {
                soon(() -> assertThat(diary.texts()).containsKey("log.txt"));
            } catch (UncheckedIOException e) {
                throw new IOException(e);
            } finally {
                writing.interrupt();
                writing.join();
            }
            follows();
        }
    }
}
