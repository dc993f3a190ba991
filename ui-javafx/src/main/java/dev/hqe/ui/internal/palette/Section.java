package dev.hqe.ui.internal.palette;

import dev.hqe.ui.internal.Texts;
import java.util.Locale;

/// Under which heading the palette shows something, in this order.
public enum Section {
    RECENT,
    PAGES,
    COMMANDS,
    TOOLS,
    TOPICS,
    SERVERS,
    AGENTS,
    ENTITIES;

    public String title() {
        return Texts.of("palette.section." + name().toLowerCase(Locale.ROOT));
    }
}
