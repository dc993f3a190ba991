package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `poetry.lock`, `uv.lock` and `Pipfile.lock`.
///
/// Source: the files of Poetry 1 and 2 and of uv, of which both say that they are for their tool
/// alone; pypa/pipfile, "Pipfile.lock".
final class PythonLockReader {
    private PythonLockReader() {}

    static void poetry(String text, Inventory inventory) {
        for (TomlLock.Locked locked : TomlLock.packages(text, PythonLockReader::names)) {
            locked.entry(inventory).scope(scope(locked.groups())).relation(Relation.UNKNOWN).add();
        }
    }

    static void uv(String text, Inventory inventory) {
        TomlLock.add(
                TomlLock.packages(text, PythonLockReader::names),
                PythonLockReader::isProject,
                inventory);
    }

    private static boolean isProject(TomlLock.Locked locked) {
        return locked.source().contains("virtual") || locked.source().contains("editable");
    }

    private static Scope scope(String groups) {
        if (groups.isEmpty()) {
            return Scope.UNKNOWN;
        }
        return groups.contains("main") ? Scope.RUNTIME : Scope.DEV;
    }

    private static List<String> names(TomlLines toml) {
        String array = toml.value();
        List<String> names = new ArrayList<>();
        int at = array.indexOf("name");
        while (at >= 0) {
            Lines.quoted(array, at).ifPresent(names::add);
            at = array.indexOf("name", at + 4);
        }
        return names;
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
