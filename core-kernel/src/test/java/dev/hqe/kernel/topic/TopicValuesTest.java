package dev.hqe.kernel.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.store.Database;
import dev.hqe.kernel.store.DatabaseSettings;
import dev.hqe.kernel.store.WorkbenchSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicValuesTest {

    private static final TopicId WEATHER = new TopicId("weather");
    private static final TopicId FINANCE = new TopicId("finance");

    private final Path file;
    private Database database;
    private TopicValues values;

    TopicValuesTest(@TempDir Path work) {
        file = work.resolve("workbench.db");
        database = open();
        values = new TopicValues(database);
    }

    private Database open() {
        return Database.open(file, WorkbenchSchema.migrations(), DatabaseSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aValueIsThereUntilItIsReplacedOrRemoved() {
        values.set(WEATHER, "last", "1".getBytes(UTF_8));
        values.set(WEATHER, "last", "22".getBytes(UTF_8));

        assertThat(values.get(WEATHER, "last").orElseThrow()).asString(UTF_8).isEqualTo("22");
        assertThat(values.remove(WEATHER, "last")).isTrue();
        assertThat(values.remove(WEATHER, "last")).isFalse();
        assertThat(values.get(WEATHER, "last")).isEmpty();
    }

    @Test
    void noTopicSeesWhatAnotherKeeps() {
        values.set(WEATHER, "last", "1".getBytes(UTF_8));

        assertThat(values.get(FINANCE, "last")).isEmpty();
        assertThat(values.clear(FINANCE)).isZero();
        assertThat(values.names(WEATHER)).containsExactly("last");
    }

    @Test
    void whatWasKeptOutlivesTheWorkbench() {
        values.set(WEATHER, "last", "1".getBytes(UTF_8));

        database.close();
        database = open();

        assertThat(new TopicValues(database).get(WEATHER, "last")).isPresent();
    }

    @Test
    void aTopicThatIsRemovedTakesItsValuesAlong() {
        values.set(WEATHER, "one", "1".getBytes(UTF_8));
        values.set(WEATHER, "two", "2".getBytes(UTF_8));
        values.set(FINANCE, "one", "1".getBytes(UTF_8));

        assertThat(values.clear(WEATHER)).isEqualTo(2);

        assertThat(values.names(WEATHER)).isEmpty();
        assertThat(values.names(FINANCE)).containsExactly("one");
    }

    @Test
    void aTopicKeepsOneMebibyteInAllAndLosesNothingOverIt() {
        values.set(WEATHER, "large", new byte[TopicValues.MAX_BYTES - 100]);

        assertThatThrownBy(() -> values.set(WEATHER, "more", new byte[200]))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("1 MiB is the most");
        values.set(FINANCE, "more", new byte[200]);

        assertThat(values.names(WEATHER)).containsExactly("large");
        values.set(WEATHER, "large", new byte[10]);
        values.set(WEATHER, "more", new byte[200]);
    }

    @Test
    void aTopicKeepsTwoHundredAndFiftySixValues() {
        for (int i = 0; i < TopicValues.MAX_VALUES; i++) {
            values.set(WEATHER, "value " + i, new byte[1]);
        }

        assertThatThrownBy(() -> values.set(WEATHER, "one more", new byte[1]))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("keeps 256 values already");
        values.set(WEATHER, "value 7", new byte[2]);

        assertThat(values.names(WEATHER)).hasSize(TopicValues.MAX_VALUES);
    }

    @Test
    void aNameHasBounds() {
        for (String name : new String[] {"", "x".repeat(TopicValues.MAX_NAME + 1)}) {
            assertThatThrownBy(() -> values.set(WEATHER, name, new byte[1]))
                    .isInstanceOf(TopicException.class)
                    .hasMessageContaining("1 to 256 characters");
        }
    }
}
