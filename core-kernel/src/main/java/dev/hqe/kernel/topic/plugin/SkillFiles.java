package dev.hqe.kernel.topic.plugin;

import dev.hqe.kernel.topic.plugin.PluginFolder.Place;
import dev.hqe.kernel.topic.plugin.Skill.SkillFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lists what lies in the folder of a skill beside its `SKILL.md`. Hidden files (`.git`,
/// `.DS_Store`) are passed over, and links are followed only inside the package.
///
/// With `SKILL.md`, which has at most 1 MiB, the bounds come to the 512 files and 16 MiB that every
/// host of MCP's skills extension takes ([Skills,
/// "Limits"](https://github.com/modelcontextprotocol/ext-skills/blob/main/specification/stable/skills.mdx)).
/// One use, one thread.
final class SkillFiles {

    private static final int MAX_FILES = 511;
    private static final long MAX_TOTAL_BYTES = 15L << 20;
    private static final int MAX_DEPTH = 16;

    /// Most entries looked at, folders and hidden files included.
    private static final int MAX_ENTRIES = 5_000;

    private final PluginFolder home;
    private final Path folder;
    private final String source;
    private final Warnings warnings;
    private final List<SkillFile> files = new ArrayList<>();
    private final Set<Path> visited = new HashSet<>();
    private int entries;
    private long bytes;
    private boolean isWhole = true;

    /// @param source the folder as problems shall call it
    SkillFiles(PluginFolder home, Path folder, String source, Warnings warnings) {
        this.home = home;
        this.folder = folder;
        this.source = source;
        this.warnings = warnings;
    }

    /// The files by path.
    List<SkillFile> list() {
        walk(folder, "", 1);
        if (!isWhole) {
            warnings.add(
                    source,
                    "has more than "
                            + MAX_FILES
                            + " files, 15 MiB, "
                            + MAX_DEPTH
                            + " levels or "
                            + MAX_ENTRIES
                            + " entries; not all of its files are offered");
        }
        return files.stream().sorted(Comparator.comparing(SkillFile::path)).toList();
    }

    /// @param prefix of the paths below
    private void walk(Path parent, String prefix, int depth) {
        if (!visited.add(parent)) {
            return; // a link to where we have been
        }
        List<String> names;
        try (Stream<Path> children = Files.list(parent)) {
            names = children.limit(MAX_ENTRIES + 1L).map(SkillReader::nameOf).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            warnings.add(source + "/" + prefix, "cannot be listed: " + e.getMessage());
            return;
        }
        for (String name : names) {
            if (++entries > MAX_ENTRIES) {
                isWhole = false;
                return;
            }
            entry(parent, name, prefix + name, depth);
        }
    }

    private void entry(Path parent, String name, String path, int depth) {
        if (name.startsWith(".") || path.equals(Skill.MAIN_FILE)) {
            return;
        }
        switch (home.find(parent, name)) {
            case Place.Absent() -> {} // gone since it was listed
            case Place.Denied(String why) ->
                    warnings.add(source + "/" + path, why + "; it is not offered");
            case Place.Inside(Path real) -> {
                if (!Files.isDirectory(real)) {
                    add(real, path);
                } else if (depth < MAX_DEPTH) {
                    walk(real, path + "/", depth + 1);
                } else {
                    isWhole = false;
                }
            }
        }
    }

    private void add(Path file, String path) {
        if (!Files.isRegularFile(file)) {
            return; // a pipe would never end
        }
        try {
            long size = Files.size(file);
            if (files.size() == MAX_FILES || bytes + size > MAX_TOTAL_BYTES) {
                isWhole = false;
                return;
            }
            bytes += size;
            files.add(new SkillFile(path, size));
        } catch (IOException e) {
            warnings.add(source + "/" + path, "cannot be read: " + e.getMessage());
        }
    }
}
