package dev.hqe.ingestion.read;

import java.io.InputStream;
import java.nio.file.Path;

/// Opens what can be read. See [Format] for what that is and how each becomes records.
///
/// Thread-safe; what it opens is for one thread.
public final class RecordReaders {

    private RecordReaders() {}

    /// Opens a file.
    ///
    /// @param name as messages shall call it; its ending tells the format
    /// @throws ReadException if there is no such file, or it is nothing that can be read
    public static RecordReader open(Path file, String name, ReadSettings settings) {
        return opened(SourceBytes.of(file, name), "", settings);
    }

    /// Opens an answer or any other stream.
    ///
    /// @param in is closed with the reader
    /// @param name as messages shall call it; its ending tells the format
    /// @param mediaType as HTTP gives it (`text/csv; charset=utf-8`), empty if nobody says it; its
    ///   `charset` is not looked at, for servers say it of what they do not know
    /// @throws ReadException if it is nothing that can be read
    public static RecordReader open(
            InputStream in, String name, String mediaType, ReadSettings settings) {
        return opened(SourceBytes.of(in, name), mediaType, settings);
    }

    /// The format of a file, by its first bytes and its name.
    ///
    /// @param name its ending tells the format where its bytes do not
    /// @throws ReadException if there is no such file, or it is nothing that can be read
    public static Format format(Path file, String name) {
        try (SourceBytes source = SourceBytes.of(file, name)) {
            return Sniffing.format(source, "");
        }
    }

    private static RecordReader opened(
            SourceBytes source, String mediaType, ReadSettings settings) {
        boolean opened = false;
        try {
            Format format = settings.format().orElseGet(() -> Sniffing.format(source, mediaType));
            RecordReader reader = reader(source, settings, format);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    private static RecordReader reader(SourceBytes source, ReadSettings settings, Format format) {
        return switch (format) {
            case CSV, TSV -> new CsvRecordReader(source, settings, format);
            case JSON, YAML -> new TreeRecordReader(source, settings, format);
            case JSONL -> new JsonLinesReader(source, settings);
            case XML -> new XmlRecordReader(source, settings);
            case XLSX -> new XlsxRecordReader(source, settings);
            case MARKDOWN, CODE, TEXT -> new TextRecordReader(source, settings, format);
            case PDF, DOCX, PPTX, DOC, PPT, XLS, MSG, RTF, ODT, HTML, EML ->
                    new DocumentReader(source, settings, format);
        };
    }
}
