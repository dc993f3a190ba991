package dev.hqe.memory.index;

import dev.hqe.kernel.store.Database;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.embed.EmbeddingException;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.LocalModel;
import dev.hqe.memory.embed.ModelJson;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Which model a person has chosen, and those chosen before whose vectors are still there: in
/// `workbench.db`, so that a choice survives a restart in the middle of its work. Thread-safe.
public final class ModelChoice {

    private static final String CHOSEN = "chosen";
    private static final String FORMER = "was chosen: ";

    private static final String PUT =
            "INSERT INTO memory_setting (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private final Database database;

    public ModelChoice(Database database) {
        this.database = database;
    }

    /// The model that was chosen; the one that comes with the program until somebody has.
    ///
    /// @throws MemoryException if what was written down cannot be read
    public EmbeddingModel chosen() {
        try {
            return read(CHOSEN).map(ModelJson::parse).orElse(EmbeddingModel.USUAL);
        } catch (EmbeddingException e) {
            throw new MemoryException(
                    "which model makes the vectors cannot be read: "
                            + e.getMessage()
                            + ". Choose it again with: hqe memory model",
                    e);
        }
    }

    /// Writes it down, the one before it as well.
    void choose(EmbeddingModel model) {
        Optional<EmbeddingModel> before = before();
        database.write(transaction -> {
            if (before.isPresent()) {
                EmbeddingModel former = before.get();
                transaction
                        .sql()
                        .update(PUT, FORMER + former.id(), ModelJson.of(former).toString());
            }
            return transaction.sql().update(PUT, CHOSEN, ModelJson.of(model).toString());
        });
    }

    private Optional<EmbeddingModel> before() {
        try {
            return Optional.of(chosen());
        } catch (MemoryException unreadable) { // which is why it is chosen again
            return Optional.empty();
        }
    }

    /// A model by its id: those that come with the program at any time, an endpoint while it is
    /// written down.
    Optional<EmbeddingModel> known(String id) {
        Optional<EmbeddingModel> local =
                Arrays.stream(LocalModel.values())
                        .filter(model -> model.id().equals(id))
                        .findFirst()
                        .map(EmbeddingModel.Local::new);
        if (local.isPresent()) {
            return local;
        }
        EmbeddingModel chosen = chosen();
        return chosen.id().equals(id)
                ? Optional.of(chosen)
                : read(FORMER + id).map(ModelJson::parse);
    }

    /// Forgets the former models but these.
    void forgetBut(Set<String> ids) {
        for (String name :
                database.read(sql ->
                        sql.list(
                                "SELECT name FROM memory_setting WHERE name GLOB ? LIMIT 1000",
                                row -> row.getString(1),
                                FORMER + "*"))) {
            if (!ids.contains(name.substring(FORMER.length()))) {
                database.write(transaction ->
                        transaction
                                .sql()
                                .update("DELETE FROM memory_setting WHERE name = ?", name));
            }
        }
    }

    private Optional<String> read(String name) {
        return database.read(sql ->
                sql.first(
                        "SELECT value FROM memory_setting WHERE name = ?",
                        row -> row.getString(1),
                        name));
    }
}
