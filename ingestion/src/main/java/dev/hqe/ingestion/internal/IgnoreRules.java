package dev.hqe.ingestion.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ignore rules that hold in a folder: its own, then those of the folders around it, up to the
/// root of the repository, whose `.git/info/exclude` comes last. The first that matches decides.
///
/// Immutable.
final class IgnoreRules {

    static final String FILE = ".gitignore";
    static final String GIT = ".git";

    /// What is longer is refused.
    static final int MAX_BYTES = 256 << 10;

    /// What has more lines is refused.
    static final int MAX_LINES = 10_000;

    private static final Logger LOG = System.getLogger(IgnoreRules.class.getName());
    private static final int MAX_DEPTH = 256;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final IgnoreRules NONE = new IgnoreRules(null, 0, List.of());

    private final @Nullable IgnoreRules outer;
    private final int baseEnd;
    private final List<IgnoreRule> rules; // the last line first

    private IgnoreRules(@Nullable IgnoreRules outer, int baseEnd, List<IgnoreRule> rules) {
        this.outer = outer;
        this.baseEnd = baseEnd;
        this.rules = rules;
    }

    /// Where a walk begins.
    ///
    /// @param rules of the folder
    /// @param way how paths given to [#ignores] begin: from the root of the repository around the
    ///   folder, if there is one, to the folder; empty or ending in a slash
    record Start(IgnoreRules rules, String way) {}

    /// The rules for a folder that may lie somewhere inside a repository.
    ///
    /// @param folder absolute, without links
    static Start at(Path folder) throws TooManyRules {
        List<Path> around = new ArrayList<>();
        for (Path at = folder; at != null && around.size() < MAX_DEPTH; at = at.getParent()) {
            around.addFirst(at);
            if (Files.exists(at.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
                return downTo(around);
            }
        }
        return new Start(NONE.within(folder, ""), "");
    }

    private static Start downTo(List<Path> around) throws TooManyRules {
        IgnoreRules rules = NONE;
        String way = "";
        for (Path at : around) {
            if (!at.equals(around.getFirst())) {
                way += FileName.of(at).text() + "/";
            }
            rules = rules.within(at, way);
        }
        return new Start(rules, way);
    }

    /// The rules for what lies in a folder of the one that these are for.
    ///
    /// @param base how the paths of what lies in it begin
    IgnoreRules within(Path folder, String base) throws TooManyRules {
        int end = base.getBytes(StandardCharsets.UTF_8).length;
        IgnoreRules inner = this;
        if (Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
            // a repository is ruled by nobody outside
            inner = NONE.with(folder.resolve(GIT).resolve("info").resolve("exclude"), end);
        }
        return inner.with(folder.resolve(FILE), end);
    }

    private IgnoreRules with(Path file, int end) throws TooManyRules {
        List<IgnoreRule> read = read(file);
        return read.isEmpty() ? this : new IgnoreRules(this, end, read);
    }

    /// Whether a file or folder is ignored, given that no folder around it is.
    ///
    /// @param path from where the [Start] says, as UTF-8
    /// @param nameStart where its last name begins
    boolean ignores(byte[] path, int nameStart, boolean folder) {
        for (IgnoreRules at = this; at != null; at = at.outer) {
            for (IgnoreRule rule : at.rules) {
                if (rule.matches(path, at.baseEnd, nameStart, folder)) {
                    return rule.ignores();
                }
            }
        }
        return false;
    }

    private static List<IgnoreRule> read(Path file) throws TooManyRules {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        byte[] content;
        try (InputStream in =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) { // the walk finds the file again and says that it is unreadable
            LOG.log(Level.WARNING, file + ": its rules are not applied: " + e, e);
            return List.of();
        }
        if (content.length > MAX_BYTES) {
            throw new TooManyRules(file, MAX_BYTES + " bytes");
        }
        String text = new String(content, StandardCharsets.UTF_8);
        String[] lines =
                (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).split("\n", 0);
        if (lines.length > MAX_LINES) {
            throw new TooManyRules(file, MAX_LINES + " lines");
        }
        List<IgnoreRule> rules = new ArrayList<>();
        for (String line : lines) {
            IgnoreRule.parse(line).ifPresent(rules::add);
        }
        return rules.reversed();
    }
}
