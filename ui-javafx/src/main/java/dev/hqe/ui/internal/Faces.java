package dev.hqe.ui.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The typefaces that come with the window: Inter in three weights, JetBrains Mono. The style sheet
/// names each by its own family, because JavaFX does not pick a loaded face by numeric weight.
final class Faces {

    private static final List<String> FILES =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-Medium.otf",
                    "Inter-SemiBold.otf",
                    "JetBrainsMono-Regular.ttf");

    private Faces() {}

    static void load() {
        for (String file : FILES) {
            try (InputStream in = Faces.class.getResourceAsStream("fonts/" + file)) {
                // a face that does not load leaves the system's own in its place
                Font.loadFont(in, 13);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + file, e);
            }
        }
    }
}
