package dev.hqe.ingestion.read;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A document: one record with its text. What is in it is not run, not fetched and not recognised
/// in pictures.
final class DocumentReader extends StreamedReader {

    /// What is made into a tree may be so much smaller than what is read as a stream.
    private static final int TREE_SHARE = 8;

    private final ReadSettings settings;
    private final Format format;
    private final WholeFile file;
    private boolean read;

    DocumentReader(SourceBytes source, ReadSettings settings, Format format) {
        super(source, settings.limits());
        this.settings = settings;
        this.format = format;
        long most = limits.maxDocumentBytes();
        boolean tree = format == Format.HTML || format == Format.EML;
        this.file = WholeFile.of(source, settings.scratch(), tree ? most / TREE_SHARE : most);
    }

    @Override
    public boolean isDocument() {
        return true;
    }

    @Override
    Optional<ReadItem> read() throws Exception {
        if (read) {
            return Optional.empty();
        }
        read = true;
        if (file.size() == 0) {
            throw new ReadException(source.name() + " is empty");
        }
        if (format == Format.DOCX || format == Format.PPTX || format == Format.ODT) {
            ZipBounds.check(file.path(), source.name(), limits);
        }
        TikaDocument.Parsed parsed = parsed();
        source.readElsewhere(file.size());
        source.verify();
        ObjectNode value = parsed.value();
        DocumentTitle.give(value, source.name());
        String place = "the whole document";
        if (parsed.tooLong()) {
            String raw = value.path("text").asString();
            return Optional.of(new BrokenRecord(nextNumber(), place, raw, tooLong("the text")));
        }
        if (value.path("text").asString().isBlank() && format == Format.PDF) {
            notice(
                    source.name()
                            + " has no text, only pictures of it perhaps; text in pictures is not"
                            + " recognised.");
        }
        return Optional.of(new SourceRecord(value, nextNumber(), place));
    }

    private TikaDocument.Parsed parsed() throws Exception {
        return BoundedParse.run(
                source.name(),
                limits.documentTimeout(),
                stopped ->
                        () ->
                                format == Format.ODT
                                        ? OpenDocument.read(
                                                file.path(), limits.maxRecordChars(), stopped)
                                        : TikaDocument.read(
                                                file.path(),
                                                format,
                                                settings.encoding(),
                                                limits.maxRecordChars(),
                                                stopped));
    }

    /// Tika wraps what its parsers throw, several times; the innermost says most. Known by name, so
    /// that this class does not need Tika's.
    @Override
    ReadException explained(Exception e) {
        Throwable innermost = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String kind = cause.getClass().getSimpleName();
            if (kind.contains("Encrypted") || kind.contains("InvalidPassword")) {
                return new ReadException(
                        source.name() + " is encrypted. Save it without a password to read it.", e);
            }
            if (kind.contains("ZipBomb") || String.valueOf(cause.getMessage()).contains("bomb")) {
                return new ReadException(
                        source.name() + " unpacks to far more than it is: a bomb. Leave it out.",
                        e);
            }
            innermost = cause;
        }
        return new ReadException(
                String.format(
                        Locale.ROOT,
                        "%s cannot be read as %s: it is damaged, or something else (%s)",
                        source.name(),
                        format.label(),
                        innermost.getMessage() == null ? innermost : innermost.getMessage()),
                e);
    }

    @Override
    public void close() {
        super.close();
        file.close();
    }
}
