package dev.hqe.memory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.memory.MemoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanLimitTest {

    @TempDir private Path folder = Path.of("");

    private Database open() {
        return Database.open(
                folder.resolve("workbench.db"),
                WorkbenchSchema.migrations(),
                DatabaseSettings.DEFAULT);
    }

    @Test
    void isAPartOfTheHeapUntilSomebodySetsIt() {
        try (Database database = open()) {
            ScanLimit limit = new ScanLimit(database);
            long heap = Runtime.getRuntime().maxMemory() >> 20;

            assertThat(limit.mebibytes()).isBetween(1, 512).isLessThanOrEqualTo((int) heap);
        }
    }

    @Test
    void whatWasSetOutlivesTheDatabasesClosing() {
        try (Database database = open()) {
            new ScanLimit(database).set(3);
            new ScanLimit(database).set(0);
        }

        try (Database again = open()) {
            ScanLimit limit = new ScanLimit(again);
            assertThat(limit.mebibytes()).isZero();
            limit.set(ScanLimit.MAX_MEBIBYTES);
            assertThat(limit.bytes()).isEqualTo(64L << 30);
        }
    }

    @Test
    void whatIsOutOfBoundsIsRefusedAndChangesNothing() {
        try (Database database = open()) {
            ScanLimit limit = new ScanLimit(database);
            limit.set(7);

            assertThatThrownBy(() -> limit.set(-1))
                    .isInstanceOf(MemoryException.class)
                    .hasMessage("the scan of vectors may take 0 to 65536 MiB of memory, not -1");
            assertThatThrownBy(() -> limit.set(ScanLimit.MAX_MEBIBYTES + 1))
                    .isInstanceOf(MemoryException.class);

            assertThat(limit.mebibytes()).isEqualTo(7);
        }
    }
}
