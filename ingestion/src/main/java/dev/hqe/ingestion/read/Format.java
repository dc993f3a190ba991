package dev.hqe.ingestion.read;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be read. In a source file a format is named in lower case: `csv`.
///
/// Rows (`csv`, `tsv`, `xlsx`), values (`json`, `jsonl`, `yaml`) and elements (`xml`) are records
/// each. All others are one record: an object with `text`, `media_type`, and as far as they are
/// known `title`, `author`, `created`, `modified`, `language`, `pages`, `encoding`,
/// `encoding_guessed`, `attachments` (names) and `metadata` (names and texts).
public enum Format {
    /// Comma-separated values (RFC 4180), also with `;`, tab or `|`.
    CSV("text/csv", "csv"),
    /// Tab-separated values, with quotes as in CSV.
    TSV("text/tab-separated-values", "tsv tab"),
    /// One JSON text (RFC 8259).
    JSON("application/json", "json geojson"),
    /// One JSON text per line.
    JSONL("application/x-ndjson", "jsonl ndjson"),
    XML("application/xml", "xml rss atom"),
    YAML("application/yaml", "yaml yml"),
    /// Excel since 2007.
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx xlsm"),
    PDF("application/pdf", "pdf"),
    /// Word since 2007.
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx docm"),
    /// PowerPoint since 2007.
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx pptm"),
    /// Word 97 to 2003.
    DOC("application/msword", "doc dot"),
    /// PowerPoint 97 to 2003.
    PPT("application/vnd.ms-powerpoint", "ppt pps"),
    /// Excel 97 to 2003: one text, not records.
    XLS("application/vnd.ms-excel", "xls"),
    /// A mail of Outlook.
    MSG("application/vnd.ms-outlook", "msg"),
    RTF("application/rtf", "rtf"),
    /// OpenDocument text, presentation and spreadsheet: one text each.
    ODT("application/vnd.oasis.opendocument.text", "odt odp ods"),
    HTML("text/html", "html htm xhtml"),
    /// A mail (RFC 5322).
    EML("message/rfc822", "eml"),
    MARKDOWN("text/markdown", "md markdown mdx"),
    /// Source code, by its file's name or its `#!`; `language` is the programming language.
    CODE("text/plain", ""),
    TEXT("text/plain", "txt text log");

    private final String mediaType;
    private final String extensions;

    Format(String mediaType, String extensions) {
        this.mediaType = mediaType;
        this.extensions = " " + extensions + " ";
    }

    /// How it is called in a source file.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The media type of what is in this format.
    public String mediaType() {
        return mediaType;
    }

    /// Whether one file is one record.
    public boolean isDocument() {
        return switch (this) {
            case CSV, TSV, JSON, JSONL, XML, YAML, XLSX -> false;
            case PDF, DOCX, PPTX, DOC, PPT, XLS, MSG, RTF, ODT -> true;
            case HTML, EML, MARKDOWN, CODE, TEXT -> true;
        };
    }

    /// The format of a name such as `csv`.
    public static Optional<Format> labelled(String label) {
        return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
    }

    /// All names, for messages.
    public static String labels() {
        return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
    }

    /// The format that a file name's ending stands for.
    ///
    /// @param name with or without its folders
    public static Optional<Format> ofName(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || name.indexOf('/', dot) >= 0) {
            return Optional.empty();
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT).strip();
        if (extension.isEmpty() || extension.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(f -> f.extensions.contains(" " + extension + " "))
                .findFirst();
    }

    /// The format of a media type.
    ///
    /// @param type as HTTP gives it: `text/csv; charset=utf-8`
    public static Optional<Format> ofMediaType(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Optional<Format> other =
                switch (bare) {
                    case "text/json" -> Optional.of(JSON);
                    case "text/xml" -> Optional.of(XML);
                    case "text/yaml", "text/x-yaml", "application/x-yaml" -> Optional.of(YAML);
                    case "application/jsonl", "application/jsonlines", "application/ndjson" ->
                            Optional.of(JSONL);
                    case "application/xhtml+xml" -> Optional.of(HTML);
                    case "application/csv" -> Optional.of(CSV);
                    case "text/rtf" -> Optional.of(RTF);
                    case "text/plain" -> Optional.of(TEXT);
                    default -> Optional.empty();
                };
        if (other.isPresent()) {
            return other;
        }
        if (bare.endsWith("+json")) {
            return Optional.of(JSON);
        }
        if (bare.endsWith("+xml")) {
            return Optional.of(XML);
        }
        return Arrays.stream(values()).filter(f -> f.mediaType.equals(bare)).findFirst();
    }
}
