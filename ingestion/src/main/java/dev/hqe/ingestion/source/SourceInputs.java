package dev.hqe.ingestion.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.HttpAsking;
import dev.hqe.ingestion.http.PagedReader;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.read.Format;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.RecordReaders;
import dev.hqe.ingestion.read.SourceRecord;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.SourceSpec.HttpSource;
import dev.hqe.kernel.file.FileStamp;
import dev.hqe.kernel.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens what sources read: the one place that knows how each type of source becomes records.
///
/// Thread-safe.
final class SourceInputs {

    private final Path scratch;
    private final HttpAsking asking;
    private final SourceTable table;
    private final ListedEntities listed;

    /// @param scratch folder for what has to be a file before it can be read
    SourceInputs(Path scratch, HttpAsking asking, SourceTable table, ListedEntities listed) {
        this.scratch = scratch;
        this.asking = asking;
        this.table = table;
        this.listed = listed;
        PagedReader.sweep(scratch);
    }

    /// Refuses what cannot be added.
    ///
    /// @throws IngestException.Refused saying what to write instead
    void check(SourceSpec spec) {
        switch (spec) {
            case FileSource file -> {
                if (!file.path().isAbsolute()) {
                    throw new IngestException.Refused(
                            file.path() + ": give the path of the file from the root on");
                }
            }
            case FolderSource folder -> {
                if (!folder.path().isAbsolute()) {
                    throw new IngestException.Refused(
                            folder.path() + ": give the path of the folder from the root on");
                }
            }
            case HttpSource http -> check(http);
        }
    }

    private static void check(HttpSource http) {
        try {
            PagedReader.check(http.reading().records(), http.reading().format());
        } catch (MappingException e) {
            throw new IngestException.Refused("records " + e.getMessage(), e);
        }
    }

    /// What a run of this reads.
    ///
    /// @param becomes says what becomes of its records, beside its mapping
    /// @throws IngestException.Refused if there is nothing to read
    SourceRun.Input of(Source source, Supplier<String> becomes) {
        return switch (source.spec()) {
            case FileSource file -> of(file);
            case FolderSource folder -> throw fileByFile(folder);
            case HttpSource http ->
                    new HttpCourse(source, http, becomes, asking, table, listed).input();
        };
    }

    /// Opens it for somebody who looks, and commits nothing.
    RecordReader look(SourceSpec spec) {
        return switch (spec) {
            case FileSource file -> of(file).open().get();
            case FolderSource folder -> throw fileByFile(folder);
            case HttpSource http -> HttpCourse.look(http, asking);
        };
    }

    private static IngestException fileByFile(FolderSource folder) {
        return new IngestException.Refused(folder.path() + ": is a folder, and read file by file");
    }

    private SourceRun.Input of(FileSource file) {
        if (!Files.isRegularFile(file.path())) {
            throw new IngestException.Refused(
                    file.path() + ": there is no such file. Check the path.");
        }
        return new SourceRun.Input(
                () ->
                        RecordReaders.open(
                                file.path(),
                                file.path().toString(),
                                file.reading().settings(scratch)),
                () -> FileStamp.of(file.path()).toString(),
                FileStamp.of(file.path()).size());
    }

    /// The same with an `id` where the mapping has none and what is read suggests one: a field of
    /// that name in the first record, or the name of a file that is one document.
    SourceSpec withId(SourceSpec spec) {
        check(spec);
        boolean others = spec.transform().isPresent(); // what is read is not what is mapped
        if (!spec.mapping().id().isBlank() || spec instanceof FolderSource || others) {
            return spec;
        }
        if (spec instanceof FileSource file && isDocument(file)) {
            String name = Json.MAPPER.writeValueAsString(String.valueOf(file.path().getFileName()));
            return spec.withMapping(spec.mapping().with("id", name));
        }
        try (RecordReader reader = look(spec)) {
            return reader.next()
                    .flatMap(first ->
                            first instanceof SourceRecord record ? idOf(record) : Optional.empty())
                    .map(id -> spec.withMapping(spec.mapping().with("id", id)))
                    .orElse(spec);
        } catch (IngestException e) {
            throw spec instanceof HttpSource ? lookedInVain(e) : e;
        }
    }

    /// Nobody has asked for the API to be asked, so it is said why it was.
    private static IngestException lookedInVain(IngestException why) {
        String what = String.valueOf(why.getMessage());
        return new IngestException.Refused(
                what
                        + (what.endsWith(".") ? "" : ".")
                        + " It was asked for one record, to see what tells records apart; nothing"
                        + " was added. To add it without asking, say so yourself: --map id=.FIELD",
                why);
    }

    private static boolean isDocument(FileSource file) {
        return file.reading()
                .format()
                .or(() -> Format.ofName(file.path().toString()))
                .filter(Format::isDocument)
                .isPresent();
    }

    private static Optional<String> idOf(SourceRecord first) {
        return first.value().propertyNames().stream()
                .filter(name -> name.equalsIgnoreCase("id"))
                .filter(name -> first.value().path(name).isValueNode())
                .findFirst()
                .map(name -> ".[" + Json.MAPPER.writeValueAsString(name) + "]");
    }
}
