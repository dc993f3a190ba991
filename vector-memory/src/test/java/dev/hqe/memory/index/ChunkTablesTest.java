package dev.hqe.memory.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkTablesTest {

    @TempDir private Path folder = Path.of("");
    private Database database;
    private ChunkTables tables;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        tables = new ChunkTables(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void wait(int entity, int changed, String problem) {
        database.write(transaction ->
                transaction
                        .sql()
                        .update(
                                "INSERT INTO chunk_pending (entity, stamp, changed, problem)"
                                        + " VALUES (?, 1, ?, nullif(?, ''))",
                                entity,
                                changed,
                                problem));
    }

    @Test
    void countsWhatHasChangedAndCanBeCut() {
        wait(1, 1, "");
        wait(2, 1, "");
        wait(3, 1, "a text of no language");
        wait(4, 0, "");

        assertThat(tables.pending(10)).isEqualTo(2);
        assertThat(tables.pending(1)).isEqualTo(1);
        assertThat(tables.aboutPending()).isEqualTo(4);
    }

    @Test
    void aSearchDoesNotLookThroughWhatIsOnlyToBeCutAnew() {
        List<String> plan =
                database.read(sql ->
                        sql.list(
                                "EXPLAIN QUERY PLAN " + ChunkTables.PENDING,
                                row -> row.getString(4),
                                1));

        assertThat(plan).anyMatch(step -> step.endsWith("INDEX chunk_pending_changed"));
    }
}
