package dev.hqe.topics.codeaudit.dependencies;

import java.util.ArrayList;
import java.util.List;

/// What one file says: its dependencies and the places that were not understood. Bounded; not
/// thread-safe.
public final class Inventory {
    /// Most dependencies that are taken from one file.
    public static final int DEPENDENCIES_MAX = 20_000;

    private static final int UNREAD_MAX = 100;
    private static final int NAME_MAX = 512;

    private final Ecosystem ecosystem;
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private int unreadLeftOut;

    Inventory(Ecosystem ecosystem) {
        this.ecosystem = ecosystem;
    }

    /// In the order of the file.
    public List<Dependency> dependencies() {
        return dependencies;
    }

    /// The first hundred places that were not understood.
    public List<Unread> unread() {
        return unread;
    }

    /// How many more there were.
    public int unreadLeftOut() {
        return unreadLeftOut;
    }

    Entry entry(String name, int line) {
        return new Entry(name, line);
    }

    void unread(int line, String reason) {
        if (unread.size() < UNREAD_MAX) {
            unread.add(new Unread(Math.max(line, 1), reason));
        } else {
            unreadLeftOut++;
        }
    }

    void unread(Unreadable problem) {
        unread.add(problem.unread());
    }

    /// A dependency in the making.
    final class Entry {
        private final String name;
        private final int line;
        private String version = "";
        private String requirement = "";
        private Scope scope = Scope.RUNTIME;
        private Relation relation = Relation.DIRECT;

        private Entry(String name, int line) {
            this.name = name;
            this.line = line;
        }

        /// The one version that is taken.
        Entry locked(String exact) {
            version = exact;
            requirement = exact;
            return this;
        }

        /// What is asked for, and whether that is one version only.
        Entry asks(String range, boolean exact) {
            requirement = range;
            version = exact ? Versions.bare(range) : "";
            return this;
        }

        Entry scope(Scope use) {
            scope = use;
            return this;
        }

        Entry relation(Relation asker) {
            relation = asker;
            return this;
        }

        void add() {
            if (name.isEmpty() || name.length() > NAME_MAX) {
                unread(line, "a dependency without a usable name");
            } else if (dependencies.size() >= DEPENDENCIES_MAX) {
                unread(line, "more than " + DEPENDENCIES_MAX + " dependencies in one file");
            } else {
                dependencies.add(
                        new Dependency(
                                ecosystem, name, version, requirement, scope, relation, line));
            }
        }
    }
}
