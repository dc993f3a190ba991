package dev.hqe.topics.codeaudit.dependencies;

import java.util.HashSet;
import java.util.Set;

/// Reads `pnpm-lock.yaml` of lockfile versions 5, 6 and 9, as pnpm writes it: two blanks a level.
///
/// Source: pnpm/spec, "lockfile" 5.2 to 9.0. `packages` has keys `/name/1.0.0`, `/name@1.0.0` and
/// `name@1.0.0` in these versions; what a project asks for stands in `importers`, or at the top.
final class PnpmReader {
    private static final int DEPENDENCY = 2;

    private PnpmReader() {}

    static void read(String text, Inventory inventory) {
        Set<String> direct = new HashSet<>();
        Set<String> development = new HashSet<>();
        Lines lines = new Lines(text);
        String section = "";
        String group = "";
        boolean known = false;
        while (lines.next()) {
            String line = Lines.before(lines.line(), " #");
            String trimmed = line.trim();
            int indent = lines.indent();
            if (trimmed.isEmpty() || !trimmed.contains(":")) {
                continue;
            }
            if (indent == 0) {
                section = key(trimmed);
                group = section;
                known |= section.equals("lockfileVersion");
                continue;
            }
            boolean importer = section.equals("importers");
            if (importer && indent == 2 * DEPENDENCY) {
                group = key(trimmed);
            }
            boolean asked = indent == (importer ? 3 : 1) * DEPENDENCY;
            if (asked && isGroup(group)) {
                direct.add(key(trimmed));
                if (group.equals("devDependencies")) {
                    development.add(key(trimmed));
                }
            }
            if (section.equals("packages") && indent == DEPENDENCY) {
                add(key(trimmed), lines.number(), direct, development, inventory);
            }
        }
        if (!known) {
            inventory.unread(1, "no lockfileVersion");
        }
    }

    private static boolean isGroup(String group) {
        return group.equals("dependencies")
                || group.equals("devDependencies")
                || group.equals("optionalDependencies");
    }

    private static String key(String trimmed) {
        String key = Lines.before(trimmed, ": ");
        return Lines.unquoted(key.endsWith(":") ? key.substring(0, key.length() - 1) : key);
    }

    private static void add(
            String key, int line, Set<String> direct, Set<String> dev, Inventory inventory) {
        String place = key.startsWith("/") ? key.substring(1) : key;
        int peers = place.indexOf('(');
        place = peers < 0 ? place : place.substring(0, peers);
        int at = place.indexOf('@', 1);
        if (at < 0) {
            at = place.lastIndexOf('/');
        }
        if (at <= 0) {
            inventory.unread(line, "a package key without a version");
            return;
        }
        String name = place.substring(0, at);
        String version = place.substring(at + 1);
        int suffix = version.indexOf('_');
        boolean asked = direct.contains(name);
        boolean development = dev.contains(name);
        inventory
                .entry(name, line)
                .locked(suffix < 0 ? version : version.substring(0, suffix))
                .scope(development ? Scope.DEV : asked ? Scope.RUNTIME : Scope.UNKNOWN)
                .relation(asked ? Relation.DIRECT : Relation.TRANSITIVE)
                .add();
    }
}
