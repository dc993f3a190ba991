package dev.hqe.ingestion;

import dev.hqe.ingestion.folder.SourceFolder;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.store.Database;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Which file an entity came from, as far as the workbench has read it from one: by itself, out of
/// a folder, or as a record of it. Thread-safe; methods block.
public final class Origins {

    /// The file that an entity came from.
    ///
    /// @param file absolute; whether it is still there has not been looked at
    /// @param sha256 of its bytes when it was read, in hexadecimal; empty if that was not noted
    public record Origin(Path file, String sha256) {}

    private record Folder(long id, String idPrefix, Path path) {}

    private final Database database;

    public Origins(Database database) {
        this.database = database;
    }

    /// The file; empty if the entity came from none, or from a folder that was last read by a
    /// version which did not note where folders are.
    public Optional<Origin> of(EntityId id) {
        Optional<Folder> folder = folder(id);
        return folder.isPresent() ? folder.flatMap(found -> in(found, id)) : ofFile(id);
    }

    private Optional<Folder> folder(EntityId id) {
        return database.read(sql ->
                sql.first(
                        "SELECT id, id_prefix, path FROM source_folder"
                                + " WHERE path <> '' AND substr(?, 1, length(id_prefix)) = id_prefix"
                                + " ORDER BY length(id_prefix) DESC LIMIT 1",
                        row ->
                                new Folder(
                                        row.getLong(1),
                                        row.getString(2),
                                        Path.of(row.getString(3))),
                        id.value()));
    }

    /// An id can say anything: only what lies in the folder is a file of it.
    private Optional<Origin> in(Folder folder, EntityId id) {
        String path = SourceFolder.beforeRecord(id.value().substring(folder.idPrefix().length()));
        try {
            Path file = folder.path().resolve(path).normalize();
            return file.startsWith(folder.path()) && !file.equals(folder.path())
                    ? Optional.of(new Origin(file, sha256(folder, path)))
                    : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private String sha256(Folder folder, String path) {
        return database.read(sql ->
                        sql.first(
                                "SELECT hash FROM source_file WHERE folder = ? AND path = ?",
                                row -> row.getString(1),
                                folder.id(),
                                path))
                .orElse("");
    }

    /// A source that is one file, with a record for each entity.
    private Optional<Origin> ofFile(EntityId id) {
        return database.read(sql ->
                        sql.first(
                                "SELECT spec FROM source"
                                        + " WHERE substr(?, 1, length(topic_id || name) + 2)"
                                        + " = topic_id || '/' || name || '/'",
                                row -> row.getString(1),
                                id.value()))
                .map(spec -> SourceSpec.of(Json.MAPPER.readTree(spec)))
                .flatMap(spec ->
                        spec instanceof SourceSpec.FileSource file
                                ? Optional.of(new Origin(file.path(), ""))
                                : Optional.empty());
    }
}
