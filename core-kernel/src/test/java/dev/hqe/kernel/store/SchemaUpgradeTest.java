package dev.hqe.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaUpgradeTest {

    private static final Migration ONE =
            new Migration("one", "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('from one')");
    private static final Migration TWO =
            new Migration("two", "ALTER TABLE a ADD y TEXT; -- a comment at the end");
    private static final Migration BROKEN =
            new Migration("broken", "INSERT INTO a VALUES ('from broken'); CREATE TABEL b (x)");
    private static final Migration COMMITTING =
            new Migration("committing", "COMMIT; CREATE TABEL b (x)");

    @TempDir Path temp;
    private Path file;

    @BeforeEach
    void chooseFile() {
        file = temp.resolve("test.db");
    }

    private Database open(Migration... migrations) {
        return Database.open(file, List.of(migrations), DatabaseSettings.DEFAULT);
    }

    private static int version(Database database) {
        return database.read(sql -> sql.first("PRAGMA user_version", row -> row.getInt(1)))
                .orElseThrow();
    }

    private static List<String> rows(Database database) {
        return database.read(sql -> sql.list("SELECT x FROM a", row -> row.getString(1)));
    }

    @Test
    void aNewFileGetsEveryMigration() {
        try (Database database = open(ONE, TWO)) {
            assertThat(version(database)).isEqualTo(2);
            assertThat(rows(database)).containsExactly("from one");
        }
    }

    @Test
    void anOlderFileGetsTheMissingOnesOnly() {
        open(ONE).close();

        try (Database database = open(ONE, TWO)) {
            assertThat(version(database)).isEqualTo(2);
            assertThat(rows(database)).containsExactly("from one");
        }
        try (Database again = open(ONE, TWO)) {
            assertThat(rows(again)).containsExactly("from one");
        }
    }

    @Test
    void aFileOfANewerProgramIsRefusedAndLeftAlone() {
        open(ONE, TWO).close();

        assertThatThrownBy(() -> open(ONE))
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        file
                                + ": was written by a newer version of this program (schema 2, this"
                                + " one knows 1). Update the program, or set HQE_HOME to another"
                                + " directory.");

        try (Database database = open(ONE, TWO)) {
            assertThat(version(database)).isEqualTo(2);
        }
    }

    @Test
    void aBrokenMigrationIsRolledBackAsAWhole() {
        assertThatThrownBy(() -> open(ONE, BROKEN, TWO))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(file + ": cannot be opened: migration broken: ")
                .hasMessageContaining("near \"TABEL\": syntax error");

        try (Database database = open(ONE)) {
            assertThat(version(database)).isEqualTo(1);
            assertThat(rows(database)).containsExactly("from one");
        }
    }

    @Test
    void aMigrationThatEndsItsTransactionIsStillNamed() {
        assertThatThrownBy(() -> open(ONE, COMMITTING))
                .hasMessageStartingWith(file + ": cannot be opened: migration committing: ");
    }

    @Test
    void theWorkbenchsOwnMigrationsMakeASoundDatabase() {
        try (Database database =
                Database.open(file, WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT)) {
            assertThat(version(database)).isEqualTo(WorkbenchSchema.migrations().size());
            assertThat(database.integrityProblems()).isEmpty();
        }
    }

    @Test
    void aMissingScriptIsNamed() {
        assertThatThrownBy(() -> Migration.resource(SchemaUpgradeTest.class, "none.sql"))
                .isInstanceOf(StorageException.class)
                .hasMessage("dev.hqe.kernel.store.SchemaUpgradeTest has no resource none.sql");
    }
}
