package dev.hqe.memory.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SqliteVectorStoreTest extends VectorStoreContract {

    @Override
    VectorStore open(Path folder, String modelId, int dimensions) {
        return SqliteVectorStore.open(databaseFile(folder), modelId, dimensions);
    }

    @Override
    Path databaseFile(Path folder) {
        return folder.resolve("vectors.db");
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws Exception {
        try (Connection foreign =
                        DriverManager.getConnection("jdbc:sqlite:" + databaseFile(directory));
                Statement statement = foreign.createStatement()) {
            statement.executeUpdate("CREATE TABLE recipe (name TEXT)");
        }

        assertThatThrownBy(() -> open(directory, MODEL, DIMENSIONS))
                .isInstanceOf(VectorStoreException.class)
                .hasMessageContaining("another program")
                .hasMessageContaining(databaseFile(directory).toString());
    }
}
