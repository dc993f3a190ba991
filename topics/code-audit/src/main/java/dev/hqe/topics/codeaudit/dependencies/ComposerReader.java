package dev.hqe.topics.codeaudit.dependencies;

import java.util.Map;

/// Reads `composer.json` and `composer.lock`.
///
/// Source: Composer documentation, "The composer.json schema" and "Basic usage"; names without a
/// `/` are the platform (`php`, `ext-json`) and no packages.
final class ComposerReader {
    private ComposerReader() {}

    static void manifest(String text, Inventory inventory) {
        LinedJson json = LinedJson.parse(text);
        section(json.get("require"), Scope.RUNTIME, inventory);
        section(json.get("require-dev"), Scope.DEV, inventory);
    }

    private static void section(LinedJson section, Scope scope, Inventory inventory) {
        for (Map.Entry<String, LinedJson> entry : section.members().entrySet()) {
            String range = entry.getValue().text();
            if (entry.getKey().indexOf('/') > 0) {
                boolean exact = Versions.isNumber(Versions.bare(range), 2);
                inventory
                        .entry(entry.getKey(), entry.getValue().line())
                        .asks(range, exact)
                        .scope(scope)
                        .add();
            }
        }
    }

    static void lock(String text, Inventory inventory) {
        LinedJson json = LinedJson.parse(text);
        packages(json.get("packages"), Scope.RUNTIME, inventory);
        packages(json.get("packages-dev"), Scope.DEV, inventory);
    }

    private static void packages(LinedJson packages, Scope scope, Inventory inventory) {
        for (LinedJson entry : packages.items()) {
            LinedJson name = entry.get("name");
            inventory
                    .entry(name.text(), Math.max(1, name.line()))
                    .locked(Versions.bare(entry.get("version").text()))
                    .scope(scope)
                    .relation(Relation.UNKNOWN)
                    .add();
        }
    }
}
