package dev.hqe.ingestion.read;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/// How a source is to be read, as far as its bytes do not say.
///
/// @param format empty to find out by name, media type and first bytes
/// @param encoding of text, tables, JSON, YAML and XML; empty to find out
/// @param records where the records are: a JSON pointer (`/data/items`), the path of the elements
///   in XML (`/catalog/book`, `*` for any name), the name of the sheet in a workbook; empty for the
///   root, and for all sheets
/// @param delimiter between the fields of a CSV file; empty to find out
/// @param header whether the first row of a table names its columns; else they are `column_1`, ...
/// @param scratch folder for what has to be a file before it can be read (a document that comes as
///   a stream); what is put there goes away with the reader
/// @param limits how much is held at once
public record ReadSettings(
        Optional<Format> format,
        Optional<Charset> encoding,
        String records,
        Optional<Character> delimiter,
        boolean header,
        Path scratch,
        ReadLimits limits) {

    /// Everything is found out.
    public static final ReadSettings DEFAULT =
            new ReadSettings(
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    true,
                    Path.of(System.getProperty("java.io.tmpdir")),
                    ReadLimits.DEFAULT);

    public ReadSettings {
        if (delimiter.isPresent() && "\"\r\n".indexOf(delimiter.get()) >= 0) {
            throw new IllegalArgumentException(
                    "the delimiter of a table cannot be a quote or a line break");
        }
    }

    public ReadSettings withFormat(Format is) {
        return new ReadSettings(
                Optional.of(is), encoding, records, delimiter, header, scratch, limits);
    }

    public ReadSettings withEncoding(Charset is) {
        return new ReadSettings(
                format, Optional.of(is), records, delimiter, header, scratch, limits);
    }

    public ReadSettings withRecords(String place) {
        return new ReadSettings(format, encoding, place, delimiter, header, scratch, limits);
    }

    public ReadSettings withDelimiter(char is) {
        return new ReadSettings(
                format, encoding, records, Optional.of(is), header, scratch, limits);
    }

    public ReadSettings withoutHeader() {
        return new ReadSettings(format, encoding, records, delimiter, false, scratch, limits);
    }

    public ReadSettings withScratch(Path folder) {
        return new ReadSettings(format, encoding, records, delimiter, header, folder, limits);
    }

    public ReadSettings withLimits(ReadLimits are) {
        return new ReadSettings(format, encoding, records, delimiter, header, scratch, are);
    }
}
