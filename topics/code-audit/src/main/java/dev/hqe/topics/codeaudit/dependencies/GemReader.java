package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `Gemfile` and `Gemfile.lock`.
///
/// Source: Bundler documentation, `gemfile(5)`. A Gemfile is Ruby: only `gem` with literals,
/// `group` blocks and `source` are understood.
final class GemReader {
    private GemReader() {}

    static void manifest(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        List<Scope> blocks = new ArrayList<>();
        while (lines.next()) {
            String line = Lines.before(lines.line(), "#").trim();
            if (line.startsWith("gem ") || line.startsWith("gem(")) {
                Scope scope = blocks.isEmpty() ? Scope.RUNTIME : blocks.get(blocks.size() - 1);
                gem(line, lines.number(), scope, inventory);
            } else if (line.equals("end")) {
                if (!blocks.isEmpty()) {
                    blocks.remove(blocks.size() - 1);
                }
            } else if (line.endsWith(" do") || line.startsWith("if ") || line.contains(" do |")) {
                boolean group = line.startsWith("group ");
                Scope outer = blocks.isEmpty() ? Scope.RUNTIME : blocks.get(blocks.size() - 1);
                blocks.add(group ? scope(line) : outer);
            } else if (line.startsWith("gemspec") || line.startsWith("eval_gemfile")) {
                inventory.unread(lines.number(), "dependencies from another file");
            } else if (!line.isEmpty() && !line.startsWith("source") && !line.startsWith("ruby")) {
                inventory.unread(lines.number(), "Ruby that is not understood");
            }
        }
    }

    private static void gem(String line, int number, Scope block, Inventory inventory) {
        List<String> parts = new ArrayList<>();
        int at = line.indexOf("gem") + 3;
        while (at < line.length()) {
            String part = Lines.before(line.substring(at), ",");
            parts.add(part.trim());
            at += part.length() + 1;
        }
        String name = parts.isEmpty() ? "" : Lines.quoted(parts.get(0), 0).orElse("");
        if (name.isEmpty()) {
            inventory.unread(number, "a gem whose name is computed");
            return;
        }
        StringBuilder range = new StringBuilder();
        Scope scope = block;
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("\"") || part.startsWith("'")) {
                range.append(range.isEmpty() ? "" : ", ").append(Lines.unquoted(part));
            } else if (part.startsWith("group") || part.startsWith(":group")) {
                scope = scope(part);
            } else if (part.startsWith("path:") || part.startsWith("git:")) {
                int colon = part.indexOf(':') + 1;
                range.append(part, 0, colon).append(Lines.unquoted(part.substring(colon)));
            }
        }
        String asked = range.toString();
        boolean exact = Versions.isNumber(Versions.bare(asked), 1);
        inventory.entry(name, number).asks(asked, exact).scope(scope).add();
    }

    private static Scope scope(String groups) {
        if (groups.contains("test") && !groups.contains("development")) {
            return Scope.TEST;
        }
        return groups.contains("development") ? Scope.DEV : Scope.RUNTIME;
    }

    /// Four blanks and `name (version)` is a gem that was chosen, six what it asks for; what the
    /// project asks for stands under `DEPENDENCIES`.
    static void lock(String text, Inventory inventory) {
        Set<String> direct = new HashSet<>();
        Lines asked = new Lines(text);
        String section = "";
        while (asked.next()) {
            String line = asked.line();
            if (asked.indent() == 0) {
                section = line;
            } else if (section.equals("DEPENDENCIES")) {
                String name = line.trim();
                int end = 0;
                while (end < name.length() && " !(".indexOf(name.charAt(end)) < 0) {
                    end++;
                }
                direct.add(name.substring(0, end));
            }
        }
        Lines lines = new Lines(text);
        while (lines.next()) {
            String line = lines.line();
            section = lines.indent() == 0 ? line : section;
            int open = line.indexOf(" (");
            boolean place = section.equals("GEM") || section.equals("GIT");
            if (!place || lines.indent() != 4 || open < 0 || !line.endsWith(")")) {
                continue;
            }
            String name = line.substring(4, open);
            inventory
                    .entry(name, lines.number())
                    .locked(line.substring(open + 2, line.length() - 1))
                    .scope(Scope.UNKNOWN)
                    .relation(direct.contains(name) ? Relation.DIRECT : Relation.TRANSITIVE)
                    .add();
        }
    }
}
