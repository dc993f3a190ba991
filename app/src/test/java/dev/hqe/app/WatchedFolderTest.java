package dev.hqe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.source.Reading;
import dev.hqe.ingestion.source.SourceName;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.EntityDeleted;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.EntityStored;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.memory.MemoryAnswer;
import dev.hqe.memory.MemoryHit;
import dev.hqe.memory.MemoryHit.Scores;
import dev.hqe.memory.MemoryQuery;
import dev.hqe.memory.MemoryQuery.Mode;
import dev.hqe.memory.MemoryState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A folder is followed by a workbench that is killed, as by `kill -9`, again and again while files
/// are added, edited, renamed and deleted, and while somebody searches. In the end the store and
/// the memory are what a workbench has that sees the folder for the first time.
///
/// The whole size: `-Dhqe.watch.files=5000 -Dhqe.watch.changes=500 -Dhqe.watch.kills=50`.
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class WatchedFolderTest {

    private static final int FILES = Integer.getInteger("hqe.watch.files", 300);
    private static final int CHANGES = Integer.getInteger("hqe.watch.changes", 40);
    private static final int KILLS = Integer.getInteger("hqe.watch.kills", 3);

    /// Of a life, in milliseconds; opening takes about half of it.
    private static final int LONGEST_LIFE = 9_000;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int QUERIES = 100;

    /// Of a cosine: the lanes of a processor may be added up in any order.
    private static final double ROUNDING = 1e-6;

    private static final SourceName NAME = new SourceName("docs");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.txt$");

    @TempDir private Path work = Path.of("");
    private final Random random = new Random(20261123);
    private final Map<String, String> last =
            new ConcurrentHashMap<>(); // by id: S and version, or D
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong searches = new AtomicLong();
    private volatile boolean killing;

    /// The process that is killed. Says what is committed: `S 2 ID`, `D ID`; of what is deleted it
    /// says `FOUND ID` if a search finds it afterwards, and `Q` for each search.
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) throws InterruptedException {
            Workbench workbench =
                    Workbench.open(Path.of(System.getenv("HQE_HOME")), HqeProcess.installation());
            BlockingQueue<EntityId> deleted = new ArrayBlockingQueue<>(10_000);
            workbench
                    .bus()
                    .subscribe(
                            "stored",
                            EntityStored.class,
                            4096,
                            Overflow.BLOCK,
                            e -> say("S " + e.fact().version() + " " + e.fact().id()));
            workbench
                    .bus()
                    .subscribe(
                            "deleted",
                            EntityDeleted.class,
                            4096,
                            Overflow.BLOCK,
                            e -> {
                                say("D " + e.fact().id());
                                deleted.offer(e.fact().id());
                            });
            workbench.watches().start();
            while (true) {
                EntityId gone = deleted.poll(200, TimeUnit.MILLISECONDS);
                String words = gone == null ? "unique7 baterdane" : word(gone.value());
                MemoryAnswer answer =
                        workbench.memory().search(MemoryQuery.of(words).mode(Mode.WORDS));
                say("Q");
                if (answer.hits().stream().anyMatch(hit -> hit.entity().equals(gone))
                        && workbench.entities().get(gone).isEmpty()) {
                    say("FOUND " + gone);
                }
            }
        }

        private static synchronized void say(String line) {
            System.out.println(line);
        }
    }

    private static String word(String path) {
        Matcher number = NUMBER.matcher(path);
        return number.find() ? "unique" + number.group(1) : "nothing";
    }

    private static void topic(Path home) throws Exception {
        Path topic = Files.createDirectories(home.resolve("topics/notes/schemas"));
        Files.writeString(
                topic.resolveSibling("topic.yaml"),
                """
                id: notes
                name: Notes
                version: 1.0.0
                data_schema:
                  Note: schemas/note.json
                """);
        Files.writeString(topic.resolve("note.json"), "{\"type\": \"object\"}");
        assertThat(HqeProcess.run(home, "topic", "grant", "notes", "--yes").exitCode()).isZero();
    }

    private static void add(Workbench workbench, Path folder) {
        workbench
                .sources()
                .add(
                        NAME,
                        workbench.topics().require("notes"),
                        new FolderSource(
                                folder,
                                List.of(),
                                List.of(),
                                true,
                                Reading.DEFAULT,
                                MappingSpec.DEFAULT.with("kind", "Note")));
    }

    @Test
    void endsAsAFreshScanWouldHoweverOftenItIsKilled() throws Exception {
        Path folder = Files.createDirectories(work.toRealPath().resolve("files"));
        IntStream.range(0, FILES).forEach(i -> write(folder, path(i), i, 0));
        Path home = work.resolve("home");
        topic(home);
        try (Workbench workbench = open(home)) {
            add(workbench, folder);
        }

        List<Runnable> changes = changes(folder);
        int perLife = (changes.size() + KILLS) / (KILLS + 1);
        for (int kill = 0; kill < KILLS; kill++) {
            int from = Math.min(changes.size(), kill * perLife);
            live(home, changes.subList(from, Math.min(changes.size(), from + perLife)));
            requireAcknowledged(home, folder, kill % 10 == 0);
        }

        try (Workbench workbench = open(home)) {
            workbench.watches().start();
            changes.subList(Math.min(changes.size(), KILLS * perLife), changes.size())
                    .forEach(Runnable::run);
            Map<String, String> expected = inFolder(folder);
            Instant began = Instant.now();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(texts(workbench)).isEqualTo(expected));
            say(
                    "followed to the end after %d ms"
                            .formatted(Duration.between(began, Instant.now()).toMillis()));
            assertAll(
                    () -> requireSameAsFresh(workbench, folder),
                    () -> assertThat(complaints).as("what victims said").isEmpty());
        }
        say(
                "%d files, %d changes, %d kills: %d changes acknowledged, %d searches meanwhile"
                        .formatted(
                                FILES, changes.size(), KILLS, acknowledged.get(), searches.get()));
    }

    private static Workbench open(Path home) {
        return Workbench.open(home, HqeProcess.installation());
    }

    private static void say(String what) {
        System.out.println("watched folder test: " + what);
    }

    private static String path(int number) {
        return "d" + number % 23 + "/e" + number % 7 + "/" + number + ".txt";
    }

    /// So many words that most texts differ in length and rank.
    private static void write(Path folder, String path, int number, int version) {
        Random words = new Random(number * 31L + version);
        StringBuilder text = new StringBuilder("unique" + number + " version" + version);
        int count = 10 + words.nextInt(60);
        for (int i = 0; i < count; i++) {
            text.append(' ').append(WORDS.get(words.nextInt(WORDS.size())));
        }
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// So many that each is in less than a hundred texts.
    private static final List<String> WORDS = words();

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (String begin :
                "ba ce di fo gu ha je ki lo mu na pe ri so tu va we zi".split(" ", -1)) {
            for (String middle : "lan ter min gor sul ban der kim fol rus".split(" ", -1)) {
                for (String end : "da ne gi to bu la re mi so va de ku".split(" ", -1)) {
                    words.add(begin + middle + end);
                }
            }
        }
        return words;
    }

    /// Adds, edits, renames and deletes, in any order, of files that are different ones each.
    private List<Runnable> changes(Path folder) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, FILES).boxed().toList());
        Collections.shuffle(numbers, random);
        List<Runnable> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            int added = FILES + i;
            int edited = numbers.get(i);
            Path renamed = folder.resolve(path(numbers.get(CHANGES + i)));
            Path deleted = folder.resolve(path(numbers.get(2 * CHANGES + i)));
            String to = "r" + i % 5 + "/" + renamed.getFileName();
            changes.add(() -> write(folder, path(added), added, 0));
            changes.add(() -> write(folder, path(edited), edited, 1));
            changes.add(() -> {
                try {
                    Files.createDirectories(folder.resolve(to).getParent());
                    Files.move(renamed, folder.resolve(to));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            changes.add(() -> {
                try {
                    Files.delete(deleted);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
        Collections.shuffle(changes, random);
        return changes;
    }

    /// A process follows the folder while these changes are made, and is killed.
    private void live(Path home, List<Runnable> changes) throws Exception {
        killing = false;
        Process victim = HqeProcess.start(home, Victim.class);
        Thread listening = Thread.ofVirtual().start(() -> hear(victim));
        long millis = 500L + random.nextInt(LONGEST_LIFE);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            long share = (end - System.nanoTime()) / (changes.size() - i);
            victim.waitFor(Math.max(0, share), TimeUnit.NANOSECONDS);
        }
        victim.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (!victim.isAlive()) {
            complaints.add("a workbench ended by itself: " + victim.exitValue());
        }
        killing = true;
        victim.destroyForcibly().waitFor();
        listening.join();
    }

    private void hear(Process victim) {
        try (BufferedReader lines = victim.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] said = line.split(" ", 3);
                switch (said[0]) {
                    case "S" -> note(said[2], "S" + said[1]);
                    case "D" -> note(said[1], "D");
                    case "Q" -> searches.incrementAndGet();
                    default -> complaints.add(line);
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            if (!killing) { // else it was cut off by that
                complaints.add("a workbench cannot be heard: " + e);
            }
        }
    }

    private void note(String id, String what) {
        acknowledged.incrementAndGet();
        last.put(id, what);
    }

    /// What was said to be stored is stored in that version or a later one, unless its file is
    /// gone; what was said to be deleted is, unless its file is back.
    private void requireAcknowledged(Path home, Path folder, boolean thorough) {
        try (Workbench workbench = open(home)) {
            if (thorough) {
                assertThat(workbench.database().integrityProblems()).isEmpty();
            }
            last.forEach((id, what) -> {
                Optional<StoredEntity> stored = workbench.entities().get(new EntityId(id));
                boolean there = Files.exists(folder.resolve(id.substring("notes/docs/".length())));
                if (what.equals("D")) {
                    assertThat(stored.isPresent() && !there).as("deleted %s", id).isFalse();
                } else if (there) {
                    assertThat(stored).as("stored %s", id).isPresent();
                    assertThat(stored.orElseThrow().version())
                            .isGreaterThanOrEqualTo(Long.parseLong(what.substring(1)));
                }
            });
        }
    }

    private static Map<String, String> inFolder(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        }
    }

    private static Map<String, String> texts(Workbench workbench) {
        return workbench
                .entities()
                .scan(EntityQuery.all().limit(1000))
                .collect(
                        Collectors.toMap(
                                e -> e.id().value().substring("notes/docs/".length()),
                                e -> e.entity().data().path("text").asString(),
                                (a, b) -> a + b,
                                TreeMap::new));
    }

    private void requireSameAsFresh(Workbench followed, Path folder) throws Exception {
        Path home = work.resolve("fresh");
        topic(home);
        try (Workbench fresh = open(home)) {
            add(fresh, folder);
            fresh.sources().start(fresh.sources().require("docs"), progress -> {}).await();
            assertThat(data(followed)).isEqualTo(data(fresh));

            awaitMemory(followed);
            awaitMemory(fresh);
            assertThat(followed.memory().state().chunks())
                    .isEqualTo(fresh.memory().state().chunks());
            int hits = 0;
            for (int i = 0; i < QUERIES; i++) {
                int number = random.nextInt(FILES + CHANGES);
                String word = WORDS.get(random.nextInt(WORDS.size()));
                hits += requireSame(followed, fresh, "unique" + number, Mode.HYBRID);
                hits += requireSame(followed, fresh, word, Mode.WORDS);
                hits += requireSame(followed, fresh, word + " " + number, Mode.VECTORS);
            }
            say(
                    "%d entities, %d chunks and %d hits of %d searches are those of a fresh scan"
                            .formatted(
                                    texts(fresh).size(),
                                    fresh.memory().state().chunks(),
                                    hits,
                                    QUERIES * 3));
        }
    }

    private static Map<String, String> data(Workbench workbench) {
        Map<String, String> data = new HashMap<>();
        workbench
                .entities()
                .scan(EntityQuery.all().limit(1000))
                .forEach(e -> data.put(e.id().value(), e.entity().data().toString()));
        return data;
    }

    private static void awaitMemory(Workbench workbench) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    MemoryState state = workbench.memory().state();
                    return state.pending() == 0
                            && (state.withoutVector() == 0 || !state.vectors().isEmpty());
                });
    }

    private static int requireSame(Workbench followed, Workbench fresh, String words, Mode mode) {
        List<Found> found = found(followed, words, mode);
        List<Found> expected = found(fresh, words, mode);
        assertThat(found.stream().map(Found::what).toList())
                .as("%s: %s", mode, words)
                .isEqualTo(expected.stream().map(Found::what).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).cosine())
                    .as("%s: %s", words, found.get(i).what())
                    .isCloseTo(expected.get(i).cosine(), within(ROUNDING));
        }
        return found.size();
    }

    /// What must be alike, and what may differ by what rounding does to it.
    private record Found(String what, double cosine) {

        static Found of(MemoryHit hit) {
            String what =
                    String.format(
                            Locale.ROOT,
                            "%s %.6f %s",
                            hit.cited(),
                            hit.scores().bm25().orElse(0),
                            hit.passage().text());
            return new Found(what, hit.scores().cosine().orElse(-1));
        }
    }

    /// In no order, for what is as good as another may come before or behind it; and where there is
    /// more than was asked for, without those that are as good as the last.
    private static List<Found> found(Workbench workbench, String words, Mode mode) {
        List<MemoryHit> hits =
                workbench
                        .memory()
                        .search(MemoryQuery.of(words).mode(mode).limit(MemoryQuery.MAX_LIMIT))
                        .hits();
        boolean all = hits.size() < MemoryQuery.MAX_LIMIT;
        return hits.stream()
                .filter(hit -> all || !asGood(hit.scores(), hits.getLast().scores()))
                .map(Found::of)
                .sorted(Comparator.comparing(Found::what))
                .toList();
    }

    private static boolean asGood(Scores one, Scores other) {
        return one.fused() - other.fused() < 1e-9
                || isNear(one.bm25(), other.bm25())
                || isNear(one.cosine(), other.cosine());
    }

    private static boolean isNear(OptionalDouble one, OptionalDouble other) {
        return one.isPresent()
                && other.isPresent()
                && Math.abs(one.getAsDouble() - other.getAsDouble()) < ROUNDING;
    }
}
