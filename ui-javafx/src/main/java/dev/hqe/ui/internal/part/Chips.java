package dev.hqe.ui.internal.part;

import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// Small marked words: chips for a state, pills for labels of data, caps for keys, counts.
public final class Chips {

    private Chips() {}

    /// How something is, with the icon that says the same.
    public static Label state(Look look, Feather icon, String text) {
        Label chip = Labels.of(text, "chip", look.style());
        chip.setGraphic(Icons.chip(icon, look.style()));
        return chip;
    }

    /// A fact in a chip, without an icon: "Reads".
    public static Label plain(Look look, String text) {
        return Labels.of(text, "chip", look.style());
    }

    /// A label that data carries.
    ///
    /// @param stops whether it keeps data from leaving the computer
    public static Label pill(String label, boolean stops) {
        return Labels.of(label, "t-mono-s", "pill", stops ? "warning" : "neutral");
    }

    /// A key or keys: `Ctrl K`.
    public static Label key(String keys) {
        return Labels.of(keys, "key-cap");
    }

    /// How many things need the person.
    public static Label count(String number) {
        return Labels.of(number, "count");
    }
}
