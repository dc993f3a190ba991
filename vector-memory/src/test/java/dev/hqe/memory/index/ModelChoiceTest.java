package dev.hqe.memory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import dev.hqe.memory.MemoryException;
import dev.hqe.memory.embed.EmbeddingModel;
import dev.hqe.memory.embed.EmbeddingModel.Endpoint;
import dev.hqe.memory.embed.LocalModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {

    private static final Endpoint ENDPOINT =
            new Endpoint(
                    URI.create("https://api.example.com/v1"),
                    "embed-3",
                    Optional.of("${secret:EXAMPLE_KEY}"),
                    256,
                    512,
                    32,
                    Duration.ofSeconds(20),
                    "passage: ",
                    "query: ");

    @TempDir private Path folder = Path.of("");
    private @Nullable Database opened;

    private Database open() {
        close();
        Database database =
                Database.open(
                        folder.resolve("workbench.db"),
                        WorkbenchSchema.migrations(),
                        DatabaseSettings.DEFAULT);
        opened = database;
        return database;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void whatWasChosenIsTheSameAfterARestart() {
        ModelChoice choice = new ModelChoice(open());
        assertThat(choice.chosen()).isEqualTo(EmbeddingModel.USUAL);
        choice.choose(ENDPOINT);

        ModelChoice again = new ModelChoice(open());

        assertThat(again.chosen()).isEqualTo(ENDPOINT);
    }

    @Test
    void formerModelsAreKnownUntilTheirVectorsAreGone() {
        ModelChoice choice = new ModelChoice(open());
        choice.choose(ENDPOINT);
        choice.choose(new EmbeddingModel.Local(LocalModel.BGE_SMALL_EN_V15));
        assertThat(choice.known(ENDPOINT.id())).contains(ENDPOINT);

        choice.forgetBut(Set.of(LocalModel.BGE_SMALL_EN_V15.id()));

        assertThat(choice.known(ENDPOINT.id())).isEmpty();
        assertThat(choice.known(EmbeddingModel.USUAL.id())).contains(EmbeddingModel.USUAL);
    }

    @Test
    void whatCannotBeReadCanBeChosenAnew() {
        Database database = open();
        ModelChoice choice = new ModelChoice(database);
        database.write(transaction ->
                transaction.sql().update("INSERT INTO memory_setting VALUES ('chosen', '{}')"));
        assertThatThrownBy(choice::chosen)
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("hqe memory model");

        choice.choose(ENDPOINT);

        assertThat(choice.chosen()).isEqualTo(ENDPOINT);
    }
}
