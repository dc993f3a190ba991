package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.store.DatabaseSettings.Durability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of changes that share a transaction. A gate holds the writer until all of them
/// wait.
@Timeout(120)
class GroupCommitTest {

    private static final List<Migration> TABLES =
            List.of(
                    new Migration(
                            "tables",
                            """
                            CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
                            CREATE TABLE note (
                                number INTEGER NOT NULL UNIQUE,
                                parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED
                            ) STRICT
                            """));
    private static final int GROUP_LIMIT = 30;

    @TempDir Path temp;

    private Database database;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        temp.resolve("test.db"),
                        TABLES,
                        new DatabaseSettings(
                                1,
                                256,
                                GROUP_LIMIT,
                                Duration.ofSeconds(60),
                                Durability.PROCESS_CRASH));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static int add(Transaction transaction, int number) throws SQLException {
        return transaction.sql().update("INSERT INTO note (number) VALUES (?)", number);
    }

    private List<Integer> numbers() {
        return database.read(
                sql -> sql.list("SELECT number FROM note ORDER BY number", row -> row.getInt(1)));
    }

    /// Runs changes that all wait for the writer before the first of them begins.
    ///
    /// @return what became of each: "ok" or the message of the failure
    private Map<Integer, String> together(int count, ChangeOf change) throws InterruptedException {
        return together(count, number -> false, change);
    }

    /// The same, some of them as large ones.
    private Map<Integer, String> together(int count, IntPredicate large, ChangeOf change)
            throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Thread holder =
                Thread.startVirtualThread(() -> database.write(transaction -> waitAt(held, gate)));
        held.await();
        Map<Integer, String> outcomes = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int number = i;
            Thread thread =
                    Thread.startVirtualThread(() -> {
                        try {
                            Database.Change<Integer> one =
                                    transaction -> change.run(transaction, number);
                            if (large.test(number)) {
                                database.writeMany(one);
                            } else {
                                database.write(one);
                            }
                            outcomes.put(number, "ok");
                        } catch (RuntimeException e) {
                            outcomes.put(number, String.valueOf(e.getMessage()));
                        }
                    });
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            threads.add(thread);
        }
        gate.countDown();
        holder.join();
        for (Thread thread : threads) {
            thread.join();
        }
        return new TreeMap<>(outcomes);
    }

    @FunctionalInterface
    private interface ChangeOf {
        int run(Transaction transaction, int number) throws SQLException;
    }

    private static int waitAt(CountDownLatch held, CountDownLatch gate) {
        held.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Test
    void aLargeChangeIsCommittedBehindThoseThatWaitBesideIt() throws Exception {
        Map<Integer, Integer> seenByOthers = new ConcurrentHashMap<>();
        try (Connection outside =
                DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("test.db"))) {
            together(
                    3,
                    number -> number == 2,
                    (transaction, number) -> {
                        transaction.afterCommit(() -> seenByOthers.put(number, count(outside)));
                        return add(transaction, number);
                    });
        }

        assertThat(seenByOthers).isEqualTo(Map.of(1, 1, 2, 2, 3, 3));
    }

    @Test
    void aLargeChangeThatFailsHasNotHappenedAndTakesNothingElseWithIt() throws Exception {
        Map<Integer, String> outcomes =
                together(
                        3,
                        number -> number == 2,
                        (transaction, number) -> {
                            add(transaction, number);
                            if (number == 2) {
                                throw new IllegalStateException("no more");
                            }
                            return number;
                        });

        assertThat(outcomes).isEqualTo(Map.of(1, "ok", 2, "no more", 3, "ok"));
        assertThat(numbers()).containsExactly(1, 3);
    }

    @Test
    void changesThatWaitTogetherAreCommittedTogether() throws Exception {
        Map<Integer, Integer> seenByOthers = new ConcurrentHashMap<>();
        try (Connection outside =
                DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("test.db"))) {
            together(
                    GROUP_LIMIT * 2,
                    (transaction, number) -> {
                        transaction.afterCommit(() -> seenByOthers.put(number, count(outside)));
                        return add(transaction, number);
                    });
        }

        assertThat(seenByOthers.values()).hasSize(GROUP_LIMIT * 2);
        assertThat(seenByOthers.entrySet())
                .allSatisfy(seen ->
                        assertThat(seen.getValue())
                                .isEqualTo(
                                        seen.getKey() <= GROUP_LIMIT
                                                ? GROUP_LIMIT
                                                : GROUP_LIMIT * 2));
    }

    private static int count(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM note")) {
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneFailingChangeTakesNothingElseDown() throws InterruptedException {
        Map<Integer, String> outcomes =
                together(
                        20,
                        (transaction, number) -> {
                            add(transaction, number);
                            if (number == 7) {
                                throw new IllegalStateException("seven on purpose");
                            }
                            if (number == 8) {
                                throw new AssertionError("eight on purpose");
                            }
                            return number == 9 ? add(transaction, 1) : 0;
                        });

        assertThat(outcomes).containsEntry(7, "seven on purpose");
        assertThat(outcomes.get(8))
                .endsWith(": a write failed: java.lang.AssertionError: eight on purpose");
        assertThat(outcomes.get(9)).contains("a write failed: [SQLITE_CONSTRAINT_UNIQUE]");
        assertThat(outcomes.values().stream().filter("ok"::equals)).hasSize(17);
        assertThat(numbers()).hasSize(17).doesNotContain(7, 8, 9);
    }

    @Test
    void anActionAfterTheCommitThatFailsHarmsNobody() throws InterruptedException {
        Map<Integer, String> outcomes =
                together(
                        10,
                        (transaction, number) -> {
                            transaction.afterCommit(() -> {
                                if (number == 3) {
                                    throw new IllegalStateException("on purpose");
                                }
                            });
                            return add(transaction, number);
                        });

        assertThat(outcomes.values()).hasSize(10).containsOnly("ok");
        assertThat(database.<Integer>write(transaction -> add(transaction, 11))).isEqualTo(1);
    }

    @Test
    void actionsAfterTheCommitRunForCommittedChangesOnly() throws InterruptedException {
        Map<Integer, Boolean> ran = new ConcurrentHashMap<>();

        together(
                6,
                (transaction, number) -> {
                    transaction.afterCommit(() -> ran.put(number, true));
                    if (number % 2 == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    return add(transaction, number);
                });

        assertThat(ran).containsOnlyKeys(1, 3, 5);
    }

    @Test
    void aCommitThatFailsFailsItsWholeGroupAndTheNextOneWorks() throws InterruptedException {
        Map<Integer, String> outcomes =
                together(
                        5,
                        (transaction, number) -> {
                            if (number == 2) {
                                throw new IllegalStateException("two on purpose");
                            }
                            return number == 3
                                    ? transaction.sql().update("INSERT INTO note VALUES (3, 99)")
                                    : add(transaction, number);
                        });

        assertThat(outcomes).containsEntry(2, "two on purpose");
        assertThat(outcomes.get(1)).contains("a write failed: [SQLITE_CONSTRAINT_FOREIGNKEY]");
        assertThat(outcomes.values()).doesNotContain("ok");
        assertThat(numbers()).isEmpty();
        assertThat(database.<Integer>write(transaction -> add(transaction, 1))).isEqualTo(1);
    }

    @Test
    void aStatementThatRollsEverythingBackLeavesTheWriterUsable() throws InterruptedException {
        Map<Integer, String> outcomes =
                together(
                        5,
                        (transaction, number) ->
                                number == 3
                                        ? transaction
                                                .sql()
                                                .update(
                                                        "INSERT OR ROLLBACK INTO note VALUES (1, NULL)")
                                        : add(transaction, number));

        assertThat(outcomes.values()).hasSize(5).doesNotContain("ok");
        assertThat(numbers()).isEmpty();
        assertThat(database.<Integer>write(transaction -> add(transaction, 1))).isEqualTo(1);
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws InterruptedException {
        int writers = 16;
        int each = 200;
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int first = w * each;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; i < each; i++) {
                            int number = first + i;
                            database.write(transaction -> add(transaction, number));
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(numbers()).hasSize(writers * each);
        assertThatThrownBy(() -> database.write(transaction -> add(transaction, 0)))
                .isInstanceOf(StorageException.class);
    }
}
