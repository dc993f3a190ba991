package dev.hqe.topics.codeaudit.dependencies;

import java.util.List;

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

    static void lock(String text, Inventory inventory) {
        List<TomlLock.Locked> packages =
                TomlLock.packages(
                        text, toml -> toml.texts().stream().map(TomlLines.Item::text).toList());
        TomlLock.add(packages, locked -> locked.source().isEmpty(), inventory);
    }
}
