package dev.hqe.ingestion.folder;

import dev.hqe.kernel.entity.EntityStore.FieldValue;
import java.util.Optional;
import java.util.Set;

/// What is known of a folder, read along with a walk through it. For one thread.
final class Known {

    /// Paths held at once that are gone; if there are more, the folder is walked again for the
    /// rest.
    static final int HELD = 50_000;

    private final SideBySide<FileRow> rows;
    private final Optional<SideBySide<FieldValue>> hashes;
    private final Set<String> gone;

    /// @param compared whether what is stored is read along too
    /// @param gone takes what the walk does not find, up to [#HELD] paths
    Known(FolderStore folder, boolean compared, Set<String> gone, RunState state) {
        this.gone = gone;
        SourceFolder source = folder.source();
        this.rows =
                new SideBySide<>(folder::rowsAfter, FileRow::path, row -> gone(row.path()), state);
        this.hashes =
                compared
                        ? Optional.of(
                                new SideBySide<>(
                                        folder::hashesAfter,
                                        value -> source.pathOf(value.id()),
                                        value -> gone(source.pathOf(value.id())),
                                        state))
                        : Optional.empty();
    }

    private void gone(String path) {
        if (gone.size() < HELD) {
            gone.add(path);
        }
    }

    /// What is known of a file or folder. Paths must come in order.
    Optional<FileRow> row(String path) {
        return rows.take(path);
    }

    /// The hash that is stored, empty if nothing is or nobody looks.
    String hash(String path) {
        return hashes.flatMap(stored -> stored.take(path)).map(FieldValue::value).orElse("");
    }

    /// Passes over what is below a folder without calling it gone.
    void keepBelow(String folder) {
        rows.keepBelow(folder);
        hashes.ifPresent(stored -> stored.keepBelow(folder));
    }

    /// The walk is at its end.
    void end() {
        rows.end();
        hashes.ifPresent(SideBySide::end);
    }
}
