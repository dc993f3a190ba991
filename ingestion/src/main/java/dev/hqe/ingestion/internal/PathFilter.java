package dev.hqe.ingestion.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which files of a folder are wanted: those that one pattern names and no other one takes out. The
/// patterns are written as in a `.gitignore`: `*.md` names files of any folder, `docs/*.md` those
/// of one, `drafts/` all that is below folders of that name.
///
/// Thread-safe.
public final class PathFilter {

    /// Everything.
    public static final PathFilter ALL = new PathFilter(List.of(), List.of());

    private final List<IgnoreRule> include;
    private final List<IgnoreRule> exclude;

    private PathFilter(List<IgnoreRule> include, List<IgnoreRule> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /// A filter of patterns.
    ///
    /// @param include empty for all files
    /// @throws IllegalArgumentException if one of them can name nothing
    public static PathFilter of(List<String> include, List<String> exclude) {
        return new PathFilter(parsed(include), parsed(exclude));
    }

    private static List<IgnoreRule> parsed(List<String> patterns) {
        return patterns.stream()
                .map(pattern ->
                        Optional.of(pattern)
                                .filter(one -> one.indexOf('\n') < 0)
                                .flatMap(IgnoreRule::parse)
                                .filter(IgnoreRule::ignores)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "'"
                                                        + pattern
                                                        + "' names no files. Write it as in a"
                                                        + " .gitignore: *.md, docs/*.md, drafts/")))
                .toList();
    }

    /// Whether a file is wanted, or a folder may have one that is; given that the folders around it
    /// may.
    ///
    /// @param path in the folder, without a slash at its end
    public boolean takes(String path, boolean folder) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (names(exclude, bytes, bytes.length, folder)) {
            return false;
        }
        return folder || include.isEmpty() || isIncluded(bytes);
    }

    /// A pattern that names a folder means all that is below it.
    private boolean isIncluded(byte[] path) {
        for (int end = 1; end < path.length; end++) {
            if (path[end] == '/' && names(include, path, end, true)) {
                return true;
            }
        }
        return names(include, path, path.length, false);
    }

    private static boolean names(List<IgnoreRule> rules, byte[] path, int end, boolean folder) {
        if (rules.isEmpty()) {
            return false;
        }
        byte[] part = end == path.length ? path : Arrays.copyOf(path, end);
        int nameStart = end;
        while (nameStart > 0 && part[nameStart - 1] != '/') {
            nameStart--;
        }
        for (IgnoreRule rule : rules) {
            if (rule.matches(part, 0, nameStart, folder)) {
                return true;
            }
        }
        return false;
    }
}
