package dev.hqe.ui.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How a desktop is asked to open a file.
///
/// What is ingested may come from anywhere, and a desktop runs what it takes for a program: Windows
/// a `.js`, macOS a `.command`, Linux a `.desktop`. So only files are opened that are shown
/// everywhere; of any other the folder is.
final class FileOpening {

    private static final Set<String> SHOWN =
            Set.of(
                    ("txt md markdown rst adoc log csv tsv json jsonl ndjson xml yaml yml toml ini"
                                    + " properties pdf doc docx xls xlsx ppt pptx odt ods odp rtf"
                                    + " epub tex bib eml png jpg jpeg gif bmp tif tiff webp svg"
                                    + " java kt kts scala groovy c h cc cpp hpp cs go rs swift"
                                    + " sql css scss ts tsx jsx vue proto graphql")
                            .split(" "));

    private FileOpening() {}

    /// Whether the file itself is opened.
    static boolean isShown(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 && SHOWN.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /// The command. The path is one argument of its own and absolute, so nothing in it is read as
    /// an option.
    ///
    /// @param system as `os.name` says it
    static List<String> command(String system, Path file) {
        Path whole = file.toAbsolutePath();
        Path parent = whole.getParent();
        String opened = (isShown(whole) || parent == null ? whole : parent).toString();
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", opened);
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", opened);
    }
}
