package dev.hqe.ui.internal.palette;

import dev.hqe.ui.internal.action.Keys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Something the palette can do or lead to.
///
/// @param id stable, so that it can be remembered: `tool:code_audit.find_secrets`
/// @param name what it is called
/// @param code whether the name is one that machines use, and is set in their type
/// @param text what it is, in a few words; may be empty
/// @param does what Enter does with it: "Run with a form"
/// @param keysOrNull what does the same from the keyboard
/// @param chipOrNull what the person has to know first: "Needs a grant"
public record PaletteEntry(
        String id,
        Feather icon,
        String name,
        boolean code,
        String text,
        String does,
        @Nullable Keys keysOrNull,
        @Nullable String chipOrNull,
        Runnable run) {

    private static final int MAX_CHARS = 200;

    public PaletteEntry {
        name = cut(name);
        text = cut(text.replaceAll("\\s+", " ").strip());
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 1) + "\u2026";
    }

    public static PaletteEntry of(
            String id, Feather icon, String name, String text, String does, Runnable run) {
        return new PaletteEntry(id, icon, name, false, text, does, null, null, run);
    }

    /// The same, with a name that machines use.
    public PaletteEntry asCode() {
        return new PaletteEntry(id, icon, name, true, text, does, keysOrNull, chipOrNull, run);
    }

    public PaletteEntry on(Keys keys) {
        return new PaletteEntry(id, icon, name, code, text, does, keys, chipOrNull, run);
    }

    public PaletteEntry chip(String chip) {
        return new PaletteEntry(id, icon, name, code, text, does, keysOrNull, chip, run);
    }

    public Optional<Keys> keys() {
        return Optional.ofNullable(keysOrNull);
    }

    public Optional<String> chip() {
        return Optional.ofNullable(chipOrNull);
    }
}
