package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `Cargo.toml` and `Cargo.lock`.
///
/// Source: The Cargo Book, "Specifying Dependencies", "The Manifest Format", "Cargo.toml vs
/// Cargo.lock". A version without an operator is a caret range; only `=1.2.3` is one version.
final class CargoReader {
    private CargoReader() {}

    static void manifest(String text, Inventory inventory) {
        TomlLines toml = new TomlLines(text);
        String own = "";
        int ownTable = -1;
        int ownLine = 0;
        StringBuilder fields = new StringBuilder();
        while (toml.next()) {
            if (ownTable >= 0 && toml.tableNumber() != ownTable) {
                add(own, "{" + fields + "}", Scope.RUNTIME, ownLine, inventory);
                ownTable = -1;
                fields.setLength(0);
            }
            String table = toml.table();
            int dot = table.lastIndexOf("dependencies.");
            if (dot >= 0) {
                own = Lines.unquoted(table.substring(dot + 13));
                ownLine = ownTable < 0 ? toml.line() : ownLine;
                ownTable = toml.tableNumber();
                fields.append(' ').append(toml.key()).append('=').append(toml.value()).append(',');
            } else if (table.endsWith("dependencies")) {
                add(toml.key(), toml.value(), scope(table), toml.line(), inventory);
            } else if (table.equals("patch") || table.startsWith("patch.")) {
                inventory.unread(toml.line(), "a patch, which is not applied");
            }
        }
        if (ownTable >= 0) {
            add(own, "{" + fields + "}", Scope.RUNTIME, ownLine, inventory);
        }
    }

    private static Scope scope(String table) {
        if (table.endsWith("dev-dependencies")) {
            return Scope.DEV;
        }
        if (table.endsWith("build-dependencies")) {
            return Scope.BUILD;
        }
        return table.startsWith("workspace") ? Scope.MANAGED : Scope.RUNTIME;
    }

    private static void add(String key, String value, Scope use, int line, Inventory inventory) {
        String name = key;
        String range = Lines.unquoted(value);
        Scope scope = use;
        if (key.endsWith(".workspace")) {
            name = key.substring(0, key.length() - 10);
            range = "workspace";
        } else if (value.startsWith("{")) {
            String renamed = TomlLines.member(value, "package");
            name = renamed.isEmpty() ? key : renamed;
            range = TomlLines.member(value, "version");
            if (range.isEmpty()) {
                boolean shared = TomlLines.member(value, "workspace").equals("true");
                range = shared ? "workspace" : PyprojectReader.place(value);
            }
            if (TomlLines.member(value, "optional").equals("true")) {
                scope = Scope.OPTIONAL;
            }
        }
        boolean exact = range.startsWith("=") && range.indexOf(',') < 0;
        inventory.entry(name, line).asks(range, exact).scope(scope).add();
    }

    private static final class Locked {
        private String name = "";
        private String version = "";
        private boolean member = true;
        private int line = 1;
        private final List<String> needs = new ArrayList<>();
    }

    static void lock(String text, Inventory inventory) {
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
                case "source" -> entry.member = false;
                case "dependencies" -> {
                    for (TomlLines.Item item : toml.texts()) {
                        entry.needs.add(item.text());
                    }
                }
                default -> {
                    // of no interest here
                }
            }
        }
        Set<String> direct = new HashSet<>();
        for (Locked entry : packages) {
            if (entry.member) {
                direct.addAll(entry.needs);
            }
        }
        for (Locked entry : packages) {
            if (!entry.member) {
                boolean asked =
                        direct.contains(entry.name)
                                || direct.contains(entry.name + " " + entry.version);
                inventory
                        .entry(entry.name, entry.line)
                        .locked(entry.version)
                        .scope(Scope.UNKNOWN)
                        .relation(asked ? Relation.DIRECT : Relation.TRANSITIVE)
                        .add();
            }
        }
    }
}
