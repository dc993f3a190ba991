package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// The `[[package]]` tables of a lock file in TOML, which Cargo, Poetry and uv write alike but for
/// how a package names what it needs.
final class TomlLock {
    private TomlLock() {}

    /// One locked package. Texts are empty where the file says nothing.
    static final class Locked {
        private String name = "";
        private String version = "";
        private int line = 1;
        private String source = "";
        private String groups = "";
        private final List<String> needs = new ArrayList<>();

        /// Where it comes from, as the file writes it.
        String source() {
            return source;
        }

        /// What it is for, as the file writes it.
        String groups() {
            return groups;
        }

        /// Begins its entry in an inventory.
        Inventory.Entry entry(Inventory inventory) {
            return inventory.entry(name, line).locked(version);
        }
    }

    /// @param needs reads the value of `dependencies`
    static List<Locked> packages(String text, Function<TomlLines, List<String>> needs) {
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
                case "source" -> entry.source = toml.value();
                case "category", "groups" -> entry.groups = toml.value();
                case "dependencies" -> entry.needs.addAll(needs.apply(toml));
                default -> {
                    // of no interest here
                }
            }
        }
        return packages;
    }

    /// Adds all but the project's own packages; what these need is direct, by name or by name and
    /// version.
    static void add(List<Locked> packages, Predicate<Locked> isOwn, Inventory inventory) {
        Set<String> direct = new HashSet<>();
        for (Locked entry : packages) {
            if (isOwn.test(entry)) {
                direct.addAll(entry.needs);
            }
        }
        for (Locked entry : packages) {
            if (!isOwn.test(entry)) {
                boolean asked =
                        direct.contains(entry.name)
                                || direct.contains(entry.name + " " + entry.version);
                entry.entry(inventory)
                        .scope(Scope.UNKNOWN)
                        .relation(asked ? Relation.DIRECT : Relation.TRANSITIVE)
                        .add();
            }
        }
    }
}
