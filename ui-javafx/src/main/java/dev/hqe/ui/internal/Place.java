package dev.hqe.ui.internal;

import org.kordamp.ikonli.feather.Feather;

/// The pages, in the order of the navigation; Ctrl and the number opens one.
public enum Place {
    HOME(1, "home", Feather.HOME),
    TOPICS(2, "topics", Feather.LAYERS),
    ENTITIES(3, "entities", Feather.DATABASE);

    private final int number;
    private final String key;
    private final Feather icon;

    Place(int number, String key, Feather icon) {
        this.number = number;
        this.key = key;
        this.icon = icon;
    }

    /// What the page is called.
    public String title() {
        return Texts.of(key + ".title");
    }

    public Feather icon() {
        return icon;
    }

    /// The digit that opens it, from 1.
    public int number() {
        return number;
    }
}
