package dev.hqe.topics.codeaudit.dependencies;

/// Reads `pyproject.toml`: the standard tables and Poetry's.
///
/// Source: PyPA, "pyproject.toml specification" and "Dependency Groups"; Poetry documentation, "The
/// pyproject.toml file".
final class PyprojectReader {
    private static final String POETRY = "tool.poetry.";

    private PyprojectReader() {}

    static void read(String text, Inventory inventory) {
        TomlLines toml = new TomlLines(text);
        while (toml.next()) {
            String table = toml.table();
            String key = toml.key();
            if (table.equals("project") && key.equals("dependencies")) {
                list(toml, Scope.RUNTIME, inventory);
            } else if (table.equals("project.optional-dependencies")) {
                list(toml, Scope.OPTIONAL, inventory);
            } else if (table.equals("dependency-groups")) {
                list(toml, Scope.DEV, inventory);
            } else if (table.equals("build-system") && key.equals("requires")) {
                list(toml, Scope.BUILD, inventory);
            } else if (table.equals("project") && key.equals("dynamic")) {
                for (TomlLines.Item item : toml.texts()) {
                    if (item.text().endsWith("dependencies")) {
                        inventory.unread(item.line(), "dependencies that the build computes");
                    }
                }
            } else if (table.startsWith(POETRY)) {
                poetry(table.substring(POETRY.length()), toml, inventory);
            }
        }
    }

    private static void list(TomlLines toml, Scope scope, Inventory inventory) {
        if (toml.value().contains("include-group")) {
            inventory.unread(toml.line(), "an included group, which is read by itself");
            return;
        }
        for (TomlLines.Item item : toml.texts()) {
            RequirementsReader.requirement(item.text(), item.line(), scope, inventory);
        }
    }

    private static void poetry(String table, TomlLines toml, Inventory inventory) {
        boolean runtime = table.equals("dependencies");
        boolean group = table.startsWith("group.") && table.endsWith(".dependencies");
        if ((!runtime && !group && !table.equals("dev-dependencies"))
                || toml.key().equals("python")) {
            return;
        }
        Scope scope = runtime ? Scope.RUNTIME : Scope.DEV;
        String range = toml.text();
        if (toml.isTable()) {
            range = TomlLines.member(toml.value(), "version");
            if (TomlLines.member(toml.value(), "optional").equals("true")) {
                scope = Scope.OPTIONAL;
            }
            if (range.isEmpty()) {
                range = place(toml.value());
            }
        } else if (!toml.isString()) {
            inventory.unread(toml.line(), "several constraints for '" + toml.key() + "'");
            return;
        }
        boolean exact = Versions.isPythonExact(range) || Versions.isNumber(range, 1);
        inventory.entry(toml.key(), toml.line()).asks(range, exact).scope(scope).add();
    }

    static String place(String table) {
        for (String key : new String[] {"path", "git", "url"}) {
            String place = TomlLines.member(table, key);
            if (!place.isEmpty()) {
                return key + ":" + place;
            }
        }
        return "";
    }
}
