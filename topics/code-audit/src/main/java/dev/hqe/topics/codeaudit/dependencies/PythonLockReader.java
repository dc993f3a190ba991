package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `poetry.lock`, `uv.lock` and `Pipfile.lock`.
///
/// Source: the files of Poetry 1 and 2 and of uv, of which both say that they are for their tool
/// alone; pypa/pipfile, "Pipfile.lock".
final class PythonLockReader {
    private PythonLockReader() {}

    private static final class Locked {
        private String name = "";
        private String version = "";
        private int line = 1;
        private Scope scope = Scope.UNKNOWN;
        private boolean project;
        private final List<String> needs = new ArrayList<>();
    }

    static void poetry(String text, Inventory inventory) {
        for (Locked entry : packages(text)) {
            inventory
                    .entry(entry.name, entry.line)
                    .locked(entry.version)
                    .scope(entry.scope)
                    .relation(Relation.UNKNOWN)
                    .add();
        }
    }

    static void uv(String text, Inventory inventory) {
        List<Locked> packages = packages(text);
        Set<String> direct = new HashSet<>();
        for (Locked entry : packages) {
            if (entry.project) {
                direct.addAll(entry.needs);
            }
        }
        for (Locked entry : packages) {
            if (!entry.project) {
                boolean asked = direct.contains(entry.name);
                inventory
                        .entry(entry.name, entry.line)
                        .locked(entry.version)
                        .scope(Scope.UNKNOWN)
                        .relation(asked ? Relation.DIRECT : Relation.TRANSITIVE)
                        .add();
            }
        }
    }

    private static List<Locked> packages(String text) {
        List<Locked> packages = new ArrayList<>();
        TomlLines toml = new TomlLines(text);
        int number = -1;
        while (toml.next()) {
            if (!toml.table().equals("package")) {
                continue;
            }
            if (toml.tableNumber() != number) {
                number = toml.tableNumber();
                packages.add(new Locked());
            }
            Locked entry = packages.get(packages.size() - 1);
            switch (toml.key()) {
                case "name" -> {
                    entry.name = toml.text();
                    entry.line = toml.line();
                }
                case "version" -> entry.version = toml.text();
                case "category" -> entry.scope = scope(toml.text());
                case "groups" -> entry.scope = scope(toml.value());
                case "source" ->
                        entry.project =
                                toml.value().contains("virtual")
                                        || toml.value().contains("editable");
                case "dependencies" -> names(toml.value(), entry.needs);
                default -> {
                    // of no interest here
                }
            }
        }
        return packages;
    }

    private static Scope scope(String groups) {
        return groups.contains("main") ? Scope.RUNTIME : Scope.DEV;
    }

    private static void names(String array, List<String> names) {
        int at = array.indexOf("name");
        while (at >= 0) {
            Lines.quoted(array, at).ifPresent(names::add);
            at = array.indexOf("name", at + 4);
        }
    }

    static void pipfile(String text, Inventory inventory) {
        LinedJson json = LinedJson.parse(text);
        section(json.get("default"), Scope.RUNTIME, inventory);
        section(json.get("develop"), Scope.DEV, inventory);
    }

    private static void section(LinedJson section, Scope scope, Inventory inventory) {
        for (Map.Entry<String, LinedJson> entry : section.members().entrySet()) {
            String version = entry.getValue().get("version").text();
            if (version.isEmpty()) {
                String name = entry.getKey();
                inventory.unread(entry.getValue().line(), "'" + name + "' has no version");
                continue;
            }
            inventory
                    .entry(entry.getKey(), entry.getValue().line())
                    .asks(version, Versions.isPythonExact(version))
                    .scope(scope)
                    .relation(Relation.UNKNOWN)
                    .add();
        }
    }
}
