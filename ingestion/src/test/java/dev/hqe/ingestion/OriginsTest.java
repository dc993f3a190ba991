package dev.hqe.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ingestion.Origins.Origin;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.StoredEntity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which file an entity came from.
class OriginsTest {

    @TempDir Path home;
    private Workbench bench;
    private Origins origins;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
        origins = new Origins(bench.database);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void leadsToTheFileThatAnEntityWasReadFrom() throws IOException {
        Path file = bench.file("src/a b/Main.java", "class Main {}\n");
        bench.run();
        StoredEntity stored = bench.stored("src/a b/Main.java");

        Origin origin = origins.of(stored.id()).orElseThrow();

        assertThat(origin.file()).isEqualTo(file.toRealPath());
        assertThat(origin.sha256()).isEqualTo(stored.entity().data().path("sha256").asString());
    }

    @Test
    void isNotedByARunThatFindsNothingNewToo() throws IOException {
        bench.file("a.txt", "x");
        bench.run();
        EntityId id = bench.stored("a.txt").id();
        bench.database.write(
                transaction -> transaction.sql().update("UPDATE source_folder SET path = ''"));
        boolean known = origins.of(id).isPresent();

        bench.run();

        assertThat(known).isFalse();
        assertThat(origins.of(id)).isPresent();
    }

    @Test
    void knowsNoFileOfAnEntityThatCameOtherwise() throws IOException {
        bench.file("a.txt", "x");
        bench.run();

        assertThat(origins.of(new EntityId("code:note-1"))).isEmpty();
    }

    @Test
    void anIdThatLeadsOutOfItsFolderLeadsNowhere() throws IOException {
        bench.file("a.txt", "x");
        bench.run();
        String id = bench.stored("a.txt").id().value();
        String folder = id.substring(0, id.length() - "a.txt".length());

        assertThat(origins.of(new EntityId(folder + "../workbench.db"))).isEmpty();
        assertThat(origins.of(new EntityId(folder + "."))).isEmpty();
        assertThat(origins.of(new EntityId(folder + "/etc/passwd"))).isEmpty();
    }

    @Test
    void aFolderThatIsForgottenHasNoFiles() throws IOException {
        bench.file("a.txt", "x");
        bench.run();
        EntityId id = bench.stored("a.txt").id();

        try (FolderIngest ingest = bench.ingest(IngestSettings.DEFAULT)) {
            ingest.forget(bench.files, bench.topic);
        }

        assertThat(origins.of(id)).isEmpty();
    }
}
