package dev.hqe.kernel.store;

import java.util.List;
import java.util.stream.Stream;

/// The schema of `workbench.db`: one sequence of migrations for all modules, so that the tables can
/// be read in one place and `PRAGMA user_version` says exactly which exist.
public final class WorkbenchSchema {

    private WorkbenchSchema() {}

    public static List<Migration> migrations() {
        return Stream.of(
                        "0001-entities.sql",
                        "0002-outbox.sql",
                        "0003-dead-letters.sql",
                        "0004-topics.sql",
                        "0005-topic-store.sql",
                        "0006-entity-history.sql",
                        "0007-memory.sql",
                        "0008-sources.sql",
                        "0009-source-times.sql",
                        "0010-folders.sql",
                        "0011-changed-entities.sql",
                        "0012-folder-paths.sql")
                .map(file -> Migration.resource(WorkbenchSchema.class, file))
                .toList();
    }
}
