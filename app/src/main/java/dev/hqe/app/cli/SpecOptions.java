package dev.hqe.app.cli;

import dev.hqe.ingestion.FolderIngest;
import dev.hqe.ingestion.map.MappingSpec;
import dev.hqe.ingestion.source.Reading;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// How a file is read and mapped, as options say it.
final class SpecOptions {

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            description = "What its records become; not needed where the Topic has one kind only.")
    private @Nullable String kind;

    @Option(
            names = "--map",
            paramLabel = "KEY=EXPR",
            description = {
                "A jq expression over the record for id, kind, data, created_at or text, such as"
                        + " 'id=.isin' or 'data={name, price: (.price | tonumber)}'; give it again for"
                        + " more."
            })
    private List<String> map = new ArrayList<>();

    @Option(
            names = "--transform",
            paramLabel = "NAME",
            description = {
                "A transform of the Topic that each record goes through before it is mapped;"
                        + " --transform= for none."
            })
    private @Nullable String transform;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Such as csv, json or xlsx; found out unless given.")
    private @Nullable String format;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Of text, such as windows-1252; found out unless given.")
    private @Nullable String encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Between the fields of a table; found out unless given.")
    private @Nullable String delimiter;

    @Option(names = "--no-header", description = "The first row of a table is data, not names.")
    private boolean noHeader;

    @Option(
            names = "--records",
            paramLabel = "PLACE",
            description = {
                "Where the records are: a JSON pointer (/data/items), a path of XML elements"
                        + " (/catalog/book), the name of a sheet; of an HTTP API also jq (.items)."
            })
    private @Nullable String records;

    @Option(
            names = "--most-record-mb",
            paramLabel = "N",
            description = "Longest record in Mi characters, 1 to 511; 16 unless given.")
    private @Nullable Integer mostRecord;

    @Option(
            names = "--most-document-mb",
            paramLabel = "N",
            description = "Largest document that is held as a whole, 1 to 2047; 256 unless given.")
    private @Nullable Integer mostDocument;

    @Option(
            names = "--most-unpacked-mb",
            paramLabel = "N",
            description = "Most that a workbook unpacks to; 4096 unless given.")
    private @Nullable Integer mostUnpacked;

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = {
                "Of a folder: only files that this names, written as in a .gitignore, such as '*.md' or"
                        + " 'docs/'; give it again for more."
            })
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Of a folder: what is left out, besides what its .gitignore files name.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--watch",
            negatable = true,
            description = "Of a folder: follow it as long as a workbench runs, or not.")
    private @Nullable Boolean watch;

    /// Whether any of them is given.
    boolean isGiven() {
        return kind != null
                || transform != null
                || !map.isEmpty()
                || !reading().isEmpty()
                || isOfFolder();
    }

    private boolean isOfFolder() {
        return watch != null || !include.isEmpty() || !exclude.isEmpty();
    }

    /// A file as a source.
    ///
    /// @param file absolute
    SourceSpec spec(Path file, Topic topic) {
        if (isOfFolder()) {
            throw new Failures.BadInput(
                    "--include, --exclude and --watch are for folders, and " + file + " is none");
        }
        MappingSpec mapping = mapping(MappingSpec.DEFAULT);
        if (mapping.kind().isEmpty()) {
            mapping = mapping.with("kind", onlyKind(topic).value());
        }
        try {
            return new FileSource(
                    file,
                    Reading.of(reading()),
                    Optional.ofNullable(transform).filter(name -> !name.isBlank()),
                    mapping,
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    /// A source with what is given here and there in place of what it says.
    ///
    /// @param json as a source file writes it
    SourceSpec spec(ObjectNode json, SourceOptions more, Topic topic) {
        more.writeTo(json);
        json.setAll(reading());
        put(json, "transform", transform);
        boolean folder = json.path("type").asString("").equals("folder");
        if (isOfFolder() && !folder) {
            throw new Failures.BadInput("--include, --exclude and --watch are for folders");
        }
        if (!include.isEmpty()) {
            include.forEach(json.putArray("include")::add);
        }
        if (!exclude.isEmpty()) {
            exclude.forEach(json.putArray("exclude")::add);
        }
        if (watch != null) {
            json.put("watch", watch);
        }
        MappingSpec mapping = mapping(MappingSpec.of(json.path("map")));
        if (mapping.kind().isEmpty() && !(folder && isOfTexts(json, mapping, topic))) {
            mapping = mapping.with("kind", onlyKind(topic).value());
        }
        if (!mapping.equals(MappingSpec.DEFAULT)) {
            json.set("map", mapping.toJson());
        }
        try {
            return SourceSpec.of(json);
        } catch (IllegalArgumentException e) {
            throw new Failures.BadInput(String.valueOf(e.getMessage()));
        }
    }

    /// A folder is one of text files where the Topic has a kind for them and nothing else is said.
    private static boolean isOfTexts(ObjectNode json, MappingSpec mapping, Topic topic) {
        return mapping.equals(MappingSpec.DEFAULT)
                && json.path("transform").asString("").isBlank()
                && Reading.of(json).equals(Reading.of(Json.object()))
                && topic.schema(FolderIngest.KIND).isPresent();
    }

    private MappingSpec mapping(MappingSpec proposed) {
        MappingSpec mapping = proposed;
        for (String one : map) {
            int equals = one.indexOf('=');
            String key = equals < 0 ? one : one.substring(0, equals).strip();
            if (equals < 0 || !MappingSpec.KEYS.contains(key)) {
                throw new Failures.BadInput(
                        "--map "
                                + one
                                + ": give KEY=EXPR, with a KEY of "
                                + String.join(", ", MappingSpec.KEYS)
                                + Suggestion.among(key, MappingSpec.KEYS));
            }
            mapping = mapping.with(key, one.substring(equals + 1).strip());
        }
        return kind == null ? mapping : mapping.with("kind", kind);
    }

    private static Kind onlyKind(Topic topic) {
        List<Kind> kinds = topic.schemas().keySet().stream().sorted().toList();
        if (kinds.size() != 1) {
            throw new Failures.BadInput(
                    "say with --kind what its records become. Topic '"
                            + topic.id()
                            + "' has: "
                            + kinds);
        }
        return kinds.getFirst();
    }

    private ObjectNode reading() {
        ObjectNode json = Json.object();
        put(json, "format", format);
        put(json, "encoding", encoding);
        put(json, "delimiter", "\\t".equals(delimiter) ? "\t" : delimiter);
        put(json, "records", records);
        if (noHeader) {
            json.put("header", false);
        }
        put(json, "most_record_mb", mostRecord, 511);
        put(json, "most_document_mb", mostDocument, 2047);
        put(json, "most_unpacked_mb", mostUnpacked, 1 << 20);
        return json;
    }

    private static void put(ObjectNode json, String key, @Nullable Integer value, int most) {
        if (value != null) {
            if (value < 1 || value > most) {
                throw new Failures.BadInput(
                        "--" + key.replace('_', '-') + " takes 1 to " + most + ", not " + value);
            }
            json.put(key, value);
        }
    }

    private static void put(ObjectNode json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
