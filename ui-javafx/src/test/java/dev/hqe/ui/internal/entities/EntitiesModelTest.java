package dev.hqe.ui.internal.entities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.TestBench;
import dev.hqe.ui.internal.FxDispatcher;
import dev.hqe.ui.internal.Inventory;
import dev.hqe.ui.internal.ManualPulses;
import dev.hqe.ui.internal.page.Delays;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntitiesModelTest {

    private static final Delays NONE = Delays.NONE;

    @TempDir Path directory;

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);
    private TestBench bench;
    private EntitiesModel model;

    @BeforeEach
    void open() {
        bench = new TestBench(directory);
        model =
                new EntitiesModel(
                        bench.entities, new Inventory(bench.parts(), dispatcher), dispatcher, NONE);
        pulses.until(() -> !(model.listing().get() instanceof Listing.Loading));
    }

    @AfterEach
    void close() {
        dispatcher.close();
        bench.close();
    }

    @Test
    void fillsByItselfWhenTheFirstEntitiesCome() {
        assertThat(model.listing().get()).isInstanceOf(Listing.Nothing.class);

        bench.storeFiles(5);
        pulses.until(() -> model.listing().get() instanceof Listing.Rows);

        assertThat(rows().rows()).hasSize(5);
    }

    @Test
    void narrowsDownByKindAndWords() {
        bench.storeFiles(300);
        bench.store("legal", "Clause", 40);

        model.scope().set(new Scope.OfKind(TestBench.CODE_AUDIT, TestBench.SOURCE_FILE));
        model.words().set("odd");
        pulses.until(() ->
                model.listing().get() instanceof Listing.Rows rows
                        && rows.words().equals("odd")
                        && rows.total().isPresent());

        assertThat(rows().total()).hasValue(150);
        assertThat(title(rows().rows().getFirst())).isEqualTo("src/file-00001.java");
    }

    @Test
    void namesTheFiltersThatNothingMatches() {
        bench.storeFiles(3);

        model.words().set("absent");
        pulses.until(() ->
                model.listing().get() instanceof Listing.NoMatch none
                        && none.words().equals("absent"));
        model.clear();
        pulses.until(() -> model.listing().get() instanceof Listing.Rows);

        assertThat(rows().words()).isEmpty();
    }

    @Test
    void keepsAListStillAndSaysThatItIsOutdated() {
        bench.storeFiles(3);
        pulses.until(() -> model.listing().get() instanceof Listing.Rows r && r.rows().size() == 3);

        bench.storeFiles(4);
        pulses.until(() -> model.outdated().get());

        assertThat(rows().rows()).hasSize(3);
    }

    @Test
    void readsTheSelectedEntityInFull() {
        bench.storeFiles(3);
        pulses.until(() -> model.listing().get() instanceof Listing.Rows r && r.rows().size() == 3);

        model.select(rows().rows().get(1));
        pulses.until(() -> model.detail().get() instanceof Detail.Shown);

        assertThat(((Detail.Shown) model.detail().get()).json())
                .contains("\"path\": \"src/file-00001.java\"")
                .contains("\"text\": \"odd\"");
    }

    @Test
    void saysThatTheSelectedEntityIsGone() {
        bench.storeFiles(3);
        pulses.until(() -> model.listing().get() instanceof Listing.Rows r && r.rows().size() == 3);
        bench.entities.delete(TestBench.file("src/file-00001.java", "").id());

        model.select(rows().rows().get(1));
        pulses.until(() -> model.detail().get() instanceof Detail.Gone);

        assertThat(model.detail().get())
                .isEqualTo(new Detail.Gone("code_audit:src/file-00001.java"));
    }

    @Test
    void saysWhyTheListCouldNotBeRead() {
        bench.close();

        model.reload();
        pulses.until(() -> model.listing().get() instanceof Listing.Failed);

        assertThat(((Listing.Failed) model.listing().get()).message()).contains("is closed");
    }

    private Listing.Rows rows() {
        return (Listing.Rows) model.listing().get();
    }

    private static String title(EntityRow row) {
        return ((EntityRow.Loaded) row).title();
    }
}
