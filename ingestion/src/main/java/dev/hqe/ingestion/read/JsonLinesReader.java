package dev.hqe.ingestion.read;

import dev.hqe.ingestion.read.Lines.Line;
import dev.hqe.kernel.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// JSON Lines: each line a value. A broken line is a broken record. Blank lines are skipped.
final class JsonLinesReader extends StreamedReader {

    private final Lines lines;
    private final SourceChars chars;

    JsonLinesReader(SourceBytes source, ReadSettings settings) {
        super(source, settings.limits());
        this.chars = chars(settings);
        this.lines = new Lines(chars, limits.maxRecordChars());
    }

    @Override
    Optional<ReadItem> read() {
        while (true) {
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (!line.get().isBlank()) {
                return Optional.of(item(line.get()));
            }
        }
    }

    private ReadItem item(Line line) {
        String text = line.text();
        long number = nextNumber();
        String place = "line " + line.number();
        if (line.tooLong()) {
            return new BrokenRecord(number, place, text, tooLong("the line"));
        }
        int escaped = chars.hasEscapes() ? SourceChars.firstEscape(text) : -1;
        if (escaped >= 0) {
            return new BrokenRecord(number, place, text, notDecoded(text, escaped));
        }
        try {
            return new SourceRecord(Json.MAPPER.readTree(text), number, place);
        } catch (JacksonException e) {
            return new BrokenRecord(number, place, text, "it is no JSON: " + JsonValue.said(e));
        }
    }

    @Override
    ReadException explained(Exception e) {
        return new ReadException(source.name() + " cannot be read: " + e.getMessage(), e);
    }
}
