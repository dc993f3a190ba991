package dev.hqe.ui.internal.servers;

import dev.hqe.ui.internal.part.Labels;
import java.util.List;
import javafx.scene.layout.VBox;

/// The lines in which two texts differ: `-` in the colour of what goes, `+` of what comes.
final class DiffView extends VBox {

    /// Lines that are shown; a person reads no more.
    private static final int MOST = 200;

    /// @param lines as [dev.hqe.mcp.config.TextDiff] has them
    DiffView(List<String> lines) {
        getStyleClass().addAll("code", "diff");
        lines.stream()
                .limit(MOST)
                .forEach(line -> getChildren().add(Labels.wrapped(line, "t-mono-s", look(line))));
        if (lines.size() > MOST) {
            getChildren().add(Labels.of("\u2026", "t-mono-s", "muted"));
        }
    }

    private static String look(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "success";
            case '-' -> "danger";
            case '@' -> "subtle";
            default -> "muted";
        };
    }
}
