package dev.hqe.ui.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.ui.internal.page.Place;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class ActionsTest {

    private final Actions actions = new Actions();

    @Test
    void aPageComesBeforeEverywhere() {
        actions.add(action("all").on(Keys.typed("t")));
        actions.add(Place.TOOLS, List.of(action("tools.table").on(Keys.typed("t"))));

        assertThat(matching(Place.TOOLS, false)).contains("tools.table");
        assertThat(matching(Place.HOME, false)).contains("all");
    }

    @Test
    void lettersStayLettersWhereSomebodyWrites() {
        actions.add(action("table").on(Keys.typed("t")));

        assertThat(matching(Place.HOME, true)).isEmpty();
    }

    @Test
    void whatCannotBeDoneNowHasNoKeys() {
        actions.add(action("table").on(Keys.typed("t")).when(() -> false));

        assertThat(matching(Place.HOME, false)).isEmpty();
    }

    @Test
    void anIdStandsForOneAction() {
        actions.add(action("table"));

        assertThatThrownBy(() -> actions.add(Place.HOME, List.of(action("table"))))
                .hasMessage("two actions have the id table");
    }

    @Test
    void writesKeysAsPeopleReadThem() {
        assertThat(Keys.shortcutShift(KeyCode.L).text()).isIn("Ctrl Shift L", "Cmd Shift L");
        assertThat(Keys.shortcut(KeyCode.COMMA).text()).endsWith(" ,");
        assertThat(Keys.key(KeyCode.F6).text()).isEqualTo("F6");
        assertThat(action("a").on(Keys.typed("?")).hint()).isEqualTo("a (?)");
    }

    private static Action action(String id) {
        return Action.of(id, id, Feather.TOOL, () -> {});
    }

    private Optional<String> matching(Place front, boolean inText) {
        KeyEvent typed =
                new KeyEvent(
                        KeyEvent.KEY_TYPED,
                        "t",
                        "t",
                        KeyCode.UNDEFINED,
                        false,
                        false,
                        false,
                        false);
        return actions.matching(typed, front, inText).map(Action::id);
    }
}
