package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// What a person types as the place that a source reads: a file, a folder, or the address of an
/// API.
final class SourcePlace {

    private SourcePlace() {}

    static boolean isUrl(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /// Type and place of a source, as a source file writes them.
    static ObjectNode json(String typed, Station station) {
        if (isUrl(typed)) {
            return Json.object().put("type", "http").put("url", typed);
        }
        Path path = path(typed, station);
        return Json.object()
                .put("type", Files.isDirectory(path) ? "folder" : "file")
                .put("path", path.toString());
    }

    /// The path from the root on.
    static Path path(String typed, Station station) {
        return station.resolve(Path.of(typed)).normalize();
    }

    /// What of a place a name can be made of: the last part of a path, or the host.
    static String lastPart(String place) {
        String bare = place.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
        return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
    }
}
