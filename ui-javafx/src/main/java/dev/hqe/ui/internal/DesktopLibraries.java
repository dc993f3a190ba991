package dev.hqe.ui.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What JavaFX needs from the operating system and does not bring: on Linux, Pango to lay out text,
/// GTK and a display for a real window. Asked of the dynamic linker itself, so the answer is the
/// one that JavaFX will get.
public final class DesktopLibraries {

    private record Library(String file, String debianPackage) {}

    private static final List<Library> TEXT =
            List.of(
                    new Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
                    new Library("libfontconfig.so.1", "libfontconfig1"),
                    new Library("libfreetype.so.6", "libfreetype6"));

    private static final List<Library> WINDOW =
            List.of(
                    new Library("libgtk-3.so.0", "libgtk-3-0"),
                    new Library("libXtst.so.6", "libxtst6"),
                    new Library("libX11.so.6", "libx11-6"));

    private DesktopLibraries() {}

    /// What keeps a window from opening here, said so that it can be mended; empty if nothing does.
    ///
    /// @param headless whether the window is drawn in memory only, for tests and pictures
    public static Optional<String> obstacle(
            String osName, Map<String, String> environment, boolean headless) {
        if (!osName.startsWith("Linux")) {
            return Optional.empty();
        }
        Optional<String> text = missing(TEXT);
        if (headless || text.isPresent()) {
            return text;
        }
        // JavaFX draws through X11; under Wayland that is XWayland, which sets DISPLAY too
        if (environment.getOrDefault("DISPLAY", "").isBlank()) {
            return Optional.of(Texts.of("window.noDisplay"));
        }
        return missing(WINDOW);
    }

    /// The display that windows open on, as the person named it; empty where they need no name.
    ///
    /// @param headless as for [#obstacle]
    public static String display(String osName, Map<String, String> environment, boolean headless) {
        return headless || !osName.startsWith("Linux")
                ? ""
                : environment.getOrDefault("DISPLAY", "");
    }

    private static Optional<String> missing(List<Library> libraries) {
        return libraries.stream()
                .filter(library -> !loads(library.file()))
                .findFirst()
                .map(library ->
                        Texts.of("window.noLibrary", library.file(), library.debianPackage()));
    }

    @SuppressWarnings("restricted") // JavaFX will load the same library, so asking adds no risk
    private static boolean loads(String file) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(file, arena);
            return true;
        } catch (IllegalArgumentException notFound) {
            return false;
        }
    }
}
