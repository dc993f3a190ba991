package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.store.DatabaseSettings.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DatabaseTest {

    private static final List<Migration> NOTES =
            List.of(new Migration("notes", "CREATE TABLE note (text TEXT NOT NULL UNIQUE) STRICT"));

    @TempDir Path temp;

    private Database open(int queue, Duration timeout) {
        return Database.open(
                temp.resolve("test.db"),
                NOTES,
                new DatabaseSettings(3, queue, 64, timeout, Durability.PROCESS_CRASH));
    }

    private Database open() {
        return open(256, Duration.ofSeconds(30));
    }

    private static void add(Database database, String text) {
        database.write(transaction -> add(transaction, text));
    }

    private static int add(Transaction transaction, String text) throws SQLException {
        return transaction.sql().update("INSERT INTO note VALUES (?)", text);
    }

    private static List<String> notes(Database database) {
        return database.read(
                sql -> sql.list("SELECT text FROM note ORDER BY text", row -> row.getString(1)));
    }

    private static int waitAt(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Thread waiting(Runnable work) {
        Thread thread = Thread.startVirtualThread(work);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void onlyTheOwnerCanReadItsFiles() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (Database database = open();
                Stream<Path> files = Files.list(temp)) {
            add(database, "mine");

            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file))
                                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void everyReaderSeesEveryAcknowledgedWrite() {
        try (Database database = open()) {
            for (int i = 1; i <= 500; i++) {
                add(database, "note " + i);

                int expected = i;
                assertThat(notes(database)).hasSize(expected);
            }
        }
    }

    @Test
    void writesSurviveClosingAndOpening() {
        try (Database database = open()) {
            add(database, "a");
        }

        try (Database database = open()) {
            assertThat(notes(database)).containsExactly("a");
            assertThat(database.integrityProblems()).isEmpty();
        }
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsRoom() {
        try (Database database = open()) {
            add(database, "before");
            mostPages(database, 1); // SQLite takes this for the size that the file has

            assertThatThrownBy(() -> add(database, "x".repeat(1 << 20)))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(
                            database.file()
                                    + ": a write failed, because the disk is full. Make room on it;"
                                    + " what was stored before is safe");
            mostPages(database, 100_000);
            add(database, "after");

            assertThat(notes(database)).containsExactlyInAnyOrder("before", "after");
        }
    }

    private static void mostPages(Database database, int pages) {
        database.write(transaction ->
                transaction.sql().first("PRAGMA max_page_count = " + pages, row -> row.getLong(1)));
    }

    @Test
    void readersCannotWrite() {
        try (Database database = open()) {
            assertThatThrownBy(
                            () -> database.read(sql -> sql.update("INSERT INTO note VALUES ('a')")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith(database.file() + ": a read failed: [SQLITE_READONLY]");
        }
    }

    @Test
    void aReadOrWriteInsideAnotherIsRefusedAtOnce() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.write(transaction -> notes(database)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a read inside another would wait for itself; use the Sql at hand");
            assertThatThrownBy(() -> database.read(sql -> database.write(other -> add(other, "a"))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tooFewArgumentsAreRefusedInsteadOfTakenFromTheCallBefore() {
        try (Database database = open()) {
            add(database, "a");

            assertThatThrownBy(() ->
                            database.write(transaction ->
                                    transaction.sql().update("INSERT INTO note VALUES (?)")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("INSERT INTO note VALUES (?): takes 1 arguments, not 0");
        }
    }

    @Test
    void moreStatementsThanAreKeptPreparedStillWork() {
        try (Database database = open()) {
            add(database, "a");

            for (int i = 0; i < 300; i++) {
                String query = "SELECT " + i + " FROM note";
                int number = i;
                Optional<Integer> found =
                        database.read(sql -> sql.first(query, row -> row.getInt(1)));

                assertThat(found).hasValue(number);
            }
        }
    }

    @Test
    void aCallerGivesUpAfterItsTimeAndWhatHadNotBegunNeverHappens() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (Database database = open(8, Duration.ofMillis(400))) {
            Thread holder =
                    Thread.startVirtualThread(() -> {
                        try {
                            database.write(transaction -> waitAt(gate));
                        } catch (StorageException late) {
                            assertThat(late).hasMessageContaining("no answer to a write");
                        }
                    });
            await().until(() -> holder.getState() == Thread.State.TIMED_WAITING);

            assertThatThrownBy(() -> add(database, "late"))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(database.file() + ": no answer to a write after 400 ms");
            gate.countDown();
            holder.join();
            add(database, "next");

            assertThat(notes(database)).containsExactly("next");
        }
    }

    @Test
    void aFullQueueIsSaidToBeFull() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Database database = open(1, Duration.ofMillis(400))) {
            Thread holder =
                    Thread.startVirtualThread(() ->
                            assertThatThrownBy(() ->
                                            database.write(transaction -> {
                                                running.countDown();
                                                return waitAt(gate);
                                            }))
                                    .hasMessageContaining("no answer to a write"));
            running.await(); // its group is closed: whoever comes now has to queue
            Thread queued =
                    Thread.startVirtualThread(() ->
                            assertThatThrownBy(() -> add(database, "queued"))
                                    .hasMessageContaining("no answer to a write"));
            await().until(() -> queued.getState() == Thread.State.TIMED_WAITING);

            assertThatThrownBy(() -> add(database, "one too many"))
                    .hasMessage(database.file() + ": 1 writes are waiting after 400 ms");

            queued.join();
            gate.countDown();
            holder.join();
        }
    }

    @Test
    void anInterruptedCallerStaysInterruptedAndTheWriterGoesOn() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicReference<String> said = new AtomicReference<>("");
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Database database = open()) {
            Thread holder = waiting(() -> database.write(transaction -> waitAt(gate)));
            Thread caller =
                    waiting(() -> {
                        try {
                            add(database, "interrupted");
                        } catch (StorageException e) {
                            said.set(String.valueOf(e.getMessage()));
                            interrupted.set(Thread.currentThread().isInterrupted());
                        }
                    });

            caller.interrupt();
            caller.join();
            gate.countDown();
            holder.join();
            add(database, "next");

            assertThat(said.get()).isEqualTo(database.file() + ": a write was interrupted");
            assertThat(interrupted).isTrue();
            assertThat(notes(database)).containsExactly("next");
        }
    }

    @Test
    void closeFinishesWhatWasAcceptedAndRefusesTheRest() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        Database database = open();
        Thread holder = waiting(() -> database.write(transaction -> waitAt(gate)));
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = "note " + i;
            writers.add(waiting(() -> addOrRefuse(database, text, acknowledged, refused)));
        }

        Thread closer = waiting(database::close);
        for (int i = 0; i < 40; i++) {
            addOrRefuse(database, "late " + i, acknowledged, refused);
        }
        gate.countDown();
        closer.join();
        holder.join();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(refused).hasSize(40).allSatisfy(text -> assertThat(text).startsWith("late"));
        try (Database reopened = open()) {
            assertThat(notes(reopened)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    private static void addOrRefuse(
            Database database,
            String text,
            ConcurrentLinkedQueue<String> acknowledged,
            ConcurrentLinkedQueue<String> refused) {
        try {
            add(database, text);
            acknowledged.add(text);
        } catch (StorageException e) {
            assertThat(e).hasMessage(database.file() + ": is closed");
            refused.add(text);
        }
    }

    @Test
    void writersThatRaceWithCloseAreEitherAcknowledgedOrHaveNotHappened()
            throws InterruptedException {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 20; round++) {
            Database database = open();
            CountDownLatch some = new CountDownLatch(20);
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                String name = round + "/" + w + "/";
                writers.add(
                        Thread.startVirtualThread(() -> {
                            for (int i = 0; i < 50; i++) {
                                addOrRefuse(database, name + i, acknowledged, refused);
                                some.countDown();
                            }
                        }));
            }
            some.await();
            database.close();
            for (Thread writer : writers) {
                writer.join();
            }
        }

        try (Database reopened = open()) {
            assertThat(notes(reopened)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @Test
    void closeByAnInterruptedThreadStillFinishesWhatWasAccepted() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        Database database = open();
        Thread holder = waiting(() -> database.write(transaction -> waitAt(gate)));
        Thread writer = waiting(() -> add(database, "accepted"));
        AtomicBoolean interrupted = new AtomicBoolean();

        Thread closer =
                waiting(() -> {
                    Thread.currentThread().interrupt();
                    database.close();
                    interrupted.set(Thread.currentThread().isInterrupted());
                });
        gate.countDown();
        closer.join();
        writer.join();
        holder.join();

        assertThat(interrupted).isTrue();
        try (Database reopened = open()) {
            assertThat(notes(reopened)).containsExactly("accepted");
        }
    }

    @Test
    void opensAFileWhoseNameMeansSomethingInAnAddress() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("50% what#is=ü &x;y"));
        Path file = folder.resolve("a?mode=memory.db");

        try (Database database = Database.open(file, NOTES, DatabaseSettings.DEFAULT)) {
            add(database, "a");
        }

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void saysWhyAFileCannotBeOpened() throws IOException {
        Path text = Files.writeString(temp.resolve("text.db"), "This is no database. ".repeat(99));

        assertThatThrownBy(() -> Database.open(text, NOTES, DatabaseSettings.DEFAULT))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(text + ": cannot be opened: ")
                .hasMessageContaining("file is not a database");
        assertThatThrownBy(() -> Database.open(temp, NOTES, DatabaseSettings.DEFAULT))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(temp + ": cannot be opened: ");
        assertThat(text).content().startsWith("This is no database.");
    }

    @Test
    void settingsHaveBounds() {
        assertThatThrownBy(() -> open(0, Duration.ofSeconds(1)))
                .hasMessage("queue must be 1 to 1048576, not 0");
        assertThatThrownBy(() -> open(1, Duration.ZERO))
                .hasMessage("timeout in ms must be 1 to 86400000, not 0");
    }

    @Test
    void powerLossDurabilityIsWhatTheConnectionHas() {
        DatabaseSettings settings =
                new DatabaseSettings(1, 8, 8, Duration.ofSeconds(10), Durability.POWER_LOSS);

        try (Database database = Database.open(temp.resolve("full.db"), NOTES, settings)) {
            String synchronous = "PRAGMA synchronous";
            Optional<Integer> found =
                    database.write(transaction ->
                            transaction.sql().first(synchronous, row -> row.getInt(1)));

            assertThat(found).hasValue(2);
        }
    }
}
