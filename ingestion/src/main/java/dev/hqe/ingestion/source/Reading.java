package dev.hqe.ingestion.source;

import dev.hqe.ingestion.read.Format;
import dev.hqe.ingestion.read.ReadLimits;
import dev.hqe.ingestion.read.ReadSettings;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How what a source gives is read, as far as a source file says; the rest is found out. See
/// [ReadSettings] for what each means.
public record Reading(
        Optional<Format> format,
        Optional<Charset> encoding,
        Optional<Character> delimiter,
        boolean header,
        String records,
        ReadLimits limits) {

    private static final int MEBI = 20;

    /// Everything is found out.
    public static final Reading DEFAULT =
            new Reading(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    "",
                    ReadLimits.DEFAULT);

    /// Reads the keys `format`, `encoding`, `delimiter`, `header`, `records`, `most_record_mb`,
    /// `most_document_mb` and `most_unpacked_mb`.
    ///
    /// @throws IllegalArgumentException if one of them cannot be so
    public static Reading of(JsonNode spec) {
        return new Reading(
                spec.has("format")
                        ? Optional.of(format(spec.path("format").asString("")))
                        : Optional.empty(),
                spec.has("encoding")
                        ? Optional.of(encoding(spec.path("encoding").asString("")))
                        : Optional.empty(),
                spec.has("delimiter")
                        ? Optional.of(delimiter(spec.path("delimiter").asString("")))
                        : Optional.empty(),
                spec.path("header").asBoolean(true),
                spec.path("records").asString(""),
                limits(spec));
    }

    private static ReadLimits limits(JsonNode spec) {
        ReadLimits usual = ReadLimits.DEFAULT;
        long unpacked = bytes(spec, "most_unpacked_mb", usual.maxInflatedBytes());
        long document = bytes(spec, "most_document_mb", usual.maxDocumentBytes());
        long record = bytes(spec, "most_record_mb", usual.maxRecordChars());
        return new ReadLimits(
                Math.toIntExact(record),
                document,
                Math.max(document, unpacked),
                usual.documentTimeout());
    }

    private static long bytes(JsonNode spec, String key, long usual) {
        return spec.has(key) ? spec.path(key).asLong(0) << MEBI : usual;
    }

    private static Format format(String label) {
        return Format.labelled(label)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no format '"
                                        + label
                                        + "'. There are: "
                                        + Format.labels()));
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no encoding '" + name + "'; such as utf-8 or windows-1252", e);
        }
    }

    private static char delimiter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("a delimiter is one character, such as ;");
        }
        ReadSettings.DEFAULT.withDelimiter(text.charAt(0)); // refuses what can be none
        return text.charAt(0);
    }

    /// As a source file writes it.
    void writeTo(ObjectNode json) {
        format.ifPresent(f -> json.put("format", f.label()));
        encoding.ifPresent(e -> json.put("encoding", e.name()));
        delimiter.ifPresent(d -> json.put("delimiter", String.valueOf(d.charValue())));
        if (!header) {
            json.put("header", false);
        }
        if (!records.isEmpty()) {
            json.put("records", records);
        }
        ReadLimits usual = ReadLimits.DEFAULT;
        put(json, "most_record_mb", limits.maxRecordChars(), usual.maxRecordChars());
        put(json, "most_document_mb", limits.maxDocumentBytes(), usual.maxDocumentBytes());
        put(json, "most_unpacked_mb", limits.maxInflatedBytes(), usual.maxInflatedBytes());
    }

    private static void put(ObjectNode json, String key, long bytes, long usual) {
        if (bytes != usual) {
            json.put(key, bytes >> MEBI);
        }
    }

    /// @param scratch see [ReadSettings#scratch]
    ReadSettings settings(Path scratch) {
        return new ReadSettings(format, encoding, records, delimiter, header, scratch, limits);
    }
}
