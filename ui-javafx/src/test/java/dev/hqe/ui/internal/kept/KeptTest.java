package dev.hqe.ui.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.ui.internal.kept.WindowState.Bounds;
import dev.hqe.ui.internal.kept.WindowState.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {

    @TempDir Path home;

    @Test
    void remembersEverythingFromOneTimeToTheNext() {
        Kept kept = Kept.read(home);
        kept.change(state ->
                state.theme(ThemeChoice.DARK)
                        .textPercent(120)
                        .motion(false)
                        .bounds(new Bounds(10, 20, 1200, 800, true))
                        .page("topics")
                        .divider("topics.0", 0.3)
                        .chosen("theme")
                        .away("home.steps"));
        kept.flush();

        assertThat(Kept.read(home).state()).isEqualTo(kept.state());
    }

    @Test
    void writesAMomentLater() {
        Kept kept = Kept.read(home);

        kept.change(state -> state.page("entities"));

        Awaitility.await().until(() -> Kept.read(home).state().page().equals("entities"));
    }

    @Test
    void aBrokenFileIsAsNone() throws IOException {
        write("{\"theme\": ");

        assertThat(Kept.read(home).state()).isEqualTo(WindowState.FIRST);
    }

    @Test
    void aFileThatIsTooLargeIsAsNone() throws IOException {
        write("{\"page\": \"" + "x".repeat(Kept.MAX_BYTES) + "\"}");

        assertThat(Kept.read(home).state()).isEqualTo(WindowState.FIRST);
    }

    @Test
    void takesWhatIsGoodOfAFile() throws IOException {
        write(
                """
                {"theme": "pink", "text": 9000, "motion": "maybe", "page": "topics",
                 "bounds": {"x": 1e300, "y": 0, "width": 5, "height": -2},
                 "dividers": {"topics.0": 0.4, "a": 7, "b": "wide"}, "recent": [1, "", "theme"]}
                """);

        WindowState state = Kept.read(home).state();

        assertThat(state.theme()).isEqualTo(ThemeChoice.SYSTEM);
        assertThat(state.textPercent()).isEqualTo(WindowState.MAX_TEXT);
        assertThat(state.motion()).isTrue();
        assertThat(state.bounds()).isEmpty();
        assertThat(state.page()).isEqualTo("topics");
        assertThat(state.dividers()).containsOnlyKeys("topics.0");
        assertThat(state.recent()).contains("theme");
    }

    @Test
    void remembersNoMoreThanItHasRoomFor() {
        Kept kept = Kept.read(home);
        IntStream.range(0, 500)
                .forEach(i -> kept.change(state -> state.chosen("c" + i).divider("d" + i, 0.5)));

        assertThat(kept.state().recent()).hasSize(WindowState.MOST_RECENT).startsWith("c499");
        assertThat(kept.state().dividers()).hasSizeLessThanOrEqualTo(WindowState.MOST);
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve(Kept.FILE), text);
    }
}
