package dev.hqe.topics.codeaudit.dependencies;

/// Reads `yarn.lock`, both the form of Yarn 1 and the YAML of Yarn 2 and later.
///
/// Source: Yarn documentation, "yarn.lock" (classic) and "Lockfile" (berry): an unindented line of
/// descriptors `name@range`, below it `version`.
final class YarnReader {
    private YarnReader() {}

    static void read(String text, Inventory inventory) {
        Lines lines = new Lines(text);
        String descriptor = "";
        int descriptorLine = 0;
        while (lines.next()) {
            String line = lines.line();
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            int indent = lines.indent();
            if (indent == 0) {
                if (!line.endsWith(":")) {
                    inventory.unread(lines.number(), "a line that begins no package");
                }
                descriptor = line;
                descriptorLine = lines.number();
            } else if (indent == 2 && line.startsWith("version", 2)) {
                add(descriptor, descriptorLine, line.substring(9), inventory);
            }
        }
    }

    private static void add(String keys, int line, String rest, Inventory inventory) {
        if (keys.startsWith("__metadata")) {
            return;
        }
        String first = Lines.before(keys.substring(0, keys.length() - 1), ",");
        String descriptor =
                Lines.unquoted(
                        Lines.unquoted(first).startsWith("\"")
                                ? Lines.unquoted(first).substring(1)
                                : first);
        int comma = descriptor.indexOf(',');
        descriptor = comma < 0 ? descriptor : descriptor.substring(0, comma);
        int at = descriptor.indexOf('@', 1);
        if (at < 0) {
            inventory.unread(line, "a descriptor without '@'");
            return;
        }
        String range = descriptor.substring(at + 1);
        if (range.startsWith("workspace:") || range.startsWith("link:")) {
            return;
        }
        String name = descriptor.substring(0, at);
        int alias = range.startsWith("npm:") ? range.indexOf('@', 5) : -1;
        if (alias > 0) {
            name = range.substring(4, alias);
        }
        String version = rest.startsWith(":") ? rest.substring(1) : rest;
        inventory
                .entry(name, line)
                .locked(Lines.unquoted(version))
                .scope(Scope.UNKNOWN)
                .relation(Relation.UNKNOWN)
                .add();
    }
}
