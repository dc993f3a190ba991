package dev.hqe.ui.internal.page;

import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.action.Keys;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// Where a page can stand, in the order of the navigation, whether or not this window has a page
/// there. A place keeps its number when others are empty: fingers learn it once.
public enum Place {
    HOME("1", KeyCode.DIGIT1, Feather.HOME),
    TOPICS("2", KeyCode.DIGIT2, Feather.LAYERS),
    MEMORY("3", KeyCode.DIGIT3, Feather.SEARCH),
    ENTITIES("4", KeyCode.DIGIT4, Feather.DATABASE),
    TOOLS("5", KeyCode.DIGIT5, Feather.TOOL),
    FLOWS("6", KeyCode.DIGIT6, Feather.GIT_BRANCH),
    STREAMS("7", KeyCode.DIGIT7, Feather.RADIO),
    SERVERS("8", KeyCode.DIGIT8, Feather.SERVER),
    AGENTS("9", KeyCode.DIGIT9, Feather.CPU),
    ACTIVITY("0", KeyCode.DIGIT0, Feather.ACTIVITY),
    /// Stands at the foot of the navigation.
    SETTINGS(",", KeyCode.COMMA, Feather.SETTINGS);

    private final String cap;
    private final KeyCode code;
    private final Feather icon;

    Place(String cap, KeyCode code, Feather icon) {
        this.cap = cap;
        this.code = code;
        this.icon = icon;
    }

    /// The name of its room: the prefix of its texts, `memory` for [#MEMORY].
    public String room() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the page is called.
    public String title() {
        return Texts.of("place." + room());
    }

    public Feather icon() {
        return icon;
    }

    /// What opens it.
    public Keys keys() {
        return Keys.shortcut(code);
    }

    /// The key beside it in the navigation, to be pressed with Ctrl.
    public String cap() {
        return cap;
    }
}
