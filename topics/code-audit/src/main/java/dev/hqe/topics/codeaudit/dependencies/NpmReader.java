package dev.hqe.topics.codeaudit.dependencies;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads `package.json` and `package-lock.json`.
///
/// Source: npm documentation, "package.json" and "package-lock.json" (lockfileVersion 1 to 3).
final class NpmReader {
    private static final String MODULES = "node_modules/";
    private static final int DEPTH_MAX = 32;

    private NpmReader() {}

    static void manifest(String text, Inventory inventory) {
        LinedJson json = LinedJson.parse(text);
        section(json.get("dependencies"), Scope.RUNTIME, inventory);
        section(json.get("devDependencies"), Scope.DEV, inventory);
        section(json.get("peerDependencies"), Scope.PEER, inventory);
        section(json.get("optionalDependencies"), Scope.OPTIONAL, inventory);
        for (String key : new String[] {"overrides", "resolutions"}) {
            if (json.get(key).present()) {
                inventory.unread(json.get(key).line(), "'" + key + "' is not applied");
            }
        }
    }

    private static void section(LinedJson section, Scope scope, Inventory inventory) {
        for (Map.Entry<String, LinedJson> member : section.members().entrySet()) {
            LinedJson value = member.getValue();
            if (!value.isString()) {
                inventory.unread(value.line(), "'" + member.getKey() + "' has no version as text");
                continue;
            }
            String name = member.getKey();
            String range = value.text().trim();
            if (range.startsWith("npm:")) {
                String alias = range.substring(4);
                int at = alias.lastIndexOf('@');
                name = at > 0 ? alias.substring(0, at) : alias;
                range = at > 0 ? alias.substring(at + 1) : "";
            }
            boolean exact = Versions.isNumber(Versions.bare(range), 2);
            inventory.entry(name, value.line()).asks(place(range), exact).scope(scope).add();
        }
    }

    private static String place(String range) {
        if (range.startsWith("file:") || range.startsWith("link:")) {
            return "path:" + range.substring(5);
        }
        if (range.startsWith("workspace:") || range.startsWith("portal:")) {
            return "path:" + range;
        }
        return range;
    }

    static void packageLock(String text, Inventory inventory) {
        LinedJson json = LinedJson.parse(text);
        if (json.get("packages").present()) {
            packages(json.get("packages"), inventory);
        } else if (json.get("dependencies").present()) {
            tree(json.get("dependencies"), 0, inventory);
        } else if (!json.get("lockfileVersion").present()) {
            inventory.unread(json.line(), "neither 'packages' nor 'dependencies'");
        }
    }

    /// Versions 2 and 3: a flat map from places in `node_modules`; `""` is the project.
    private static void packages(LinedJson packages, Inventory inventory) {
        Set<String> direct = new HashSet<>();
        for (Map.Entry<String, LinedJson> entry : packages.members().entrySet()) {
            if (!entry.getKey().contains(MODULES)) {
                for (String section :
                        new String[] {"dependencies", "devDependencies", "optionalDependencies"}) {
                    direct.addAll(entry.getValue().get(section).members().keySet());
                }
            }
        }
        for (Map.Entry<String, LinedJson> entry : packages.members().entrySet()) {
            String place = entry.getKey();
            LinedJson value = entry.getValue();
            int modules = place.lastIndexOf(MODULES);
            if (modules < 0 || value.get("link").isTrue()) {
                continue;
            }
            String named = value.get("name").text();
            String folder = place.substring(modules + MODULES.length());
            boolean top = modules == 0 && direct.contains(folder);
            inventory
                    .entry(named.isEmpty() ? folder : named, value.line())
                    .locked(value.get("version").text())
                    .scope(scope(value))
                    .relation(top ? Relation.DIRECT : Relation.TRANSITIVE)
                    .add();
        }
    }

    /// Version 1: a tree in which nobody is named as direct.
    private static void tree(LinedJson dependencies, int depth, Inventory inventory) {
        if (depth > DEPTH_MAX) {
            inventory.unread(dependencies.line(), "dependencies nested too deep");
            return;
        }
        for (Map.Entry<String, LinedJson> entry : dependencies.members().entrySet()) {
            LinedJson value = entry.getValue();
            inventory
                    .entry(entry.getKey(), value.line())
                    .locked(value.get("version").text())
                    .scope(scope(value))
                    .relation(depth == 0 ? Relation.UNKNOWN : Relation.TRANSITIVE)
                    .add();
            tree(value.get("dependencies"), depth + 1, inventory);
        }
    }

    private static Scope scope(LinedJson entry) {
        if (entry.get("dev").isTrue() || entry.get("devOptional").isTrue()) {
            return Scope.DEV;
        }
        if (entry.get("peer").isTrue()) {
            return Scope.PEER;
        }
        return entry.get("optional").isTrue() ? Scope.OPTIONAL : Scope.RUNTIME;
    }
}
