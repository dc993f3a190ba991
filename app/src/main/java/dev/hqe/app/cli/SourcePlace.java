package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// What a person types as the place that a source reads: a file, or the address of an API.
final class SourcePlace {

    private SourcePlace() {}

    static boolean isUrl(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /// Type and place of a source, as a source file writes them.
    static ObjectNode json(String typed, Station station) {
        return isUrl(typed)
                ? Json.object().put("type", "http").put("url", typed)
                : Json.object().put("type", "file").put("path", file(typed, station));
    }

    /// The path of a file from the root on.
    static String file(String typed, Station station) {
        Path absolute = station.resolve(Path.of(typed)).normalize();
        if (Files.isDirectory(absolute)) {
            throw new Failures.BadInput(
                    absolute + ": is a folder. Store its files with: hqe ingest " + typed);
        }
        return absolute.toString();
    }

    /// What of a place a name can be made of: the last part of a path, or the host.
    static String lastPart(String place) {
        String bare = place.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
        return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
    }
}
