package dev.hqe.ingestion.read;

import dev.hqe.ingestion.internal.FileText;
import dev.hqe.kernel.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A text, Markdown or source code: one record. UTF-8 is believed if all of it is; else its
/// encoding is guessed and the record says so.
final class TextRecordReader extends StreamedReader {

    private static final int MAX_TITLE_CHARS = 500;

    private final ReadSettings settings;
    private final Format format;
    private boolean read;

    TextRecordReader(SourceBytes source, ReadSettings settings, Format format) {
        super(source, settings.limits());
        this.settings = settings;
        this.format = format;
    }

    @Override
    public boolean isDocument() {
        return true;
    }

    @Override
    Optional<ReadItem> read() {
        if (read) {
            return Optional.empty();
        }
        read = true;
        int max = limits.maxRecordChars();
        int maxBytes = (int) Math.min(Integer.MAX_VALUE - 16L, 4L * max);
        byte[] bytes = source.readAll(maxBytes);
        long number = nextNumber();
        TextEncoding encoding = encoding(bytes);
        String text =
                new String(
                        bytes, encoding.bom(), bytes.length - encoding.bom(), encoding.charset());
        if (bytes.length > maxBytes || text.length() > max) {
            return broken(number, text, tooLong("the text"));
        }
        if (text.indexOf('\uFFFD') >= 0 && !encoding.guessed()) {
            Optional<String> why = undecodable(bytes, encoding);
            if (why.isPresent()) {
                return broken(number, text, why.get());
            }
        }
        if (text.indexOf('\0') >= 0) {
            throw new ReadException(
                    source.name() + " is no text: character " + text.indexOf('\0') + " is NUL");
        }
        return Optional.of(new SourceRecord(value(text, encoding), number, "the whole file"));
    }

    private TextEncoding encoding(byte[] bytes) {
        if (settings.encoding().isPresent()) {
            return TextEncoding.named(settings.encoding().get(), bytes);
        }
        return TextEncoding.of(bytes, true)
                .orElseThrow(() ->
                        new ReadException(
                                source.name()
                                        + " is no text: it has NUL bytes and is not"
                                        + " UTF-16"));
    }

    private Optional<String> undecodable(byte[] bytes, TextEncoding encoding) {
        if (encoding.charset().equals(StandardCharsets.UTF_8)
                && FileText.of(bytes) instanceof FileText.NotUnicode(String why)) {
            return Optional.of("it is " + why);
        }
        SourceChars again =
                new SourceChars(
                        SourceBytes.of(new ByteArrayInputStream(bytes), source.name()), encoding);
        char[] buffer = new char[8192];
        while (again.read(buffer, 0, buffer.length) > 0) {
            if (again.hasEscapes()) {
                return Optional.of(
                        "it is not "
                                + encoding.charset().name()
                                + " throughout. Convert it to UTF-8, or name its encoding.");
            }
        }
        return Optional.empty();
    }

    private Optional<ReadItem> broken(long number, String text, String why) {
        return Optional.of(new BrokenRecord(number, "the whole file", text, why));
    }

    private ObjectNode value(String text, TextEncoding encoding) {
        ObjectNode value = Json.object();
        Optional<String> heading = format == Format.MARKDOWN ? title(text) : Optional.empty();
        value.put("title", heading.orElseGet(() -> DocumentTitle.fileName(source.name())));
        if (format == Format.CODE) {
            value.put("language", Sniffing.languages().of(source.name(), text));
        }
        value.put("media_type", format.mediaType());
        value.put("encoding", encoding.charset().name());
        if (encoding.guessed()) {
            value.put("encoding_guessed", true);
        }
        value.put("lines", text.lines().count());
        return value.put("text", text);
    }

    /// The first heading that comes before any fenced code.
    private static Optional<String> title(String text) {
        return text.lines()
                .takeWhile(line -> !line.startsWith("```"))
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, Math.min(line.length(), MAX_TITLE_CHARS)))
                .findFirst();
    }

    @Override
    ReadException explained(Exception e) {
        return new ReadException(source.name() + " cannot be read: " + e.getMessage(), e);
    }
}
