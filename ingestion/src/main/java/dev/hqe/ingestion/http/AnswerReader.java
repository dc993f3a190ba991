package dev.hqe.ingestion.http;

import dev.hqe.ingestion.http.Conversation.Got;
import dev.hqe.ingestion.read.Format;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.ingestion.read.ReadItem;
import dev.hqe.ingestion.read.ReadSettings;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.RecordReaders;
import dev.hqe.ingestion.read.SourceRecord;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Opens one answer as records.
final class AnswerReader {

    private AnswerReader() {}

    /// @param file has the answer
    /// @throws ReadException if it is nothing that records can be read from
    static RecordReader open(Path file, Got got, ReadSettings settings) {
        String name = HttpApi.shown(got.url());
        if (got.status() == 204) {
            return new Values(List.of());
        }
        Format format = format(file, name, got.header("content-type"), settings);
        ReadSettings exact = settings.withFormat(format);
        boolean tree = format == Format.JSON || format == Format.YAML;
        if (!tree || isPointer(settings.records())) {
            return RecordReaders.open(file, name, exact);
        }
        Optional<List<String>> path = JsonAnswer.path(settings.records());
        if (path.isPresent()) {
            return RecordReaders.open(
                    file, name, exact.withRecords(JsonAnswer.pointer(path.get())));
        }
        if (format == Format.YAML) {
            throw new ReadException(
                    "`records` of "
                            + name
                            + " must be a plain path such as .items, for the answer is YAML");
        }
        return new Values(
                new JsonAnswer(file, name)
                        .value("records", settings.records())
                        .map(AnswerReader::elements)
                        .orElse(List.of()));
    }

    private static boolean isPointer(String records) {
        return records.startsWith("/");
    }

    private static List<JsonNode> elements(JsonNode value) {
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }

    /// A document where data are expected is most often a page that says something else: to sign
    /// in, or that something is wrong.
    private static Format format(Path file, String name, String type, ReadSettings settings) {
        if (settings.format().isPresent()) {
            return settings.format().get();
        }
        Optional<Format> said = Format.ofMediaType(type).filter(f -> f != Format.TEXT);
        Format format = said.orElseGet(() -> sniffed(file, name));
        if (format.isDocument()) {
            throw new ReadException(
                    name
                            + " answers with "
                            + format.label()
                            + (type.isEmpty() ? "" : " (" + type + ")")
                            + ", and not with data. Look whether it wants to be signed in to; if"
                            + " this is what shall be stored, give --format "
                            + format.label()
                            + ".");
        }
        return format;
    }

    private static Format sniffed(Path file, String name) {
        Format byName = RecordReaders.format(file, name);
        return byName.isDocument() ? RecordReaders.format(file, "answer") : byName;
    }

    /// Values that were held anyway.
    private static final class Values implements RecordReader {

        private final Iterator<JsonNode> values;
        private long number;

        Values(List<JsonNode> values) {
            this.values = values.iterator();
        }

        @Override
        public Optional<ReadItem> next() {
            if (!values.hasNext()) {
                return Optional.empty();
            }
            number++;
            return Optional.of(new SourceRecord(values.next(), number, "element " + number));
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
