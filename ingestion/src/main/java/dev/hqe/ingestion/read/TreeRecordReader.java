package dev.hqe.ingestion.read;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// One JSON text, or the documents of a YAML file: the elements of the array at the root, or at a
/// pointer, are the records; anything else there is one record. Elements are read one by one. What
/// is refused as a record (a key twice, a byte that is no text, an alias, too long, too deep)
/// leaves the others readable; broken syntax does not.
final class TreeRecordReader extends StreamedReader {

    /// Deeper than a record may be, so that one that is too deep does not end the file.
    private static final int MAX_PARSER_DEPTH = 2000;

    private static final int MAX_NUMBER_CHARS = 400;
    private static final int KEYS_SHOWN = 20;

    private final boolean yaml;
    private final SourceChars chars;
    private final JsonParser parser;
    private final String pointer;
    private boolean begun;
    private boolean inArray;

    TreeRecordReader(SourceBytes source, ReadSettings settings, Format format) {
        super(source, settings.limits());
        this.yaml = format == Format.YAML;
        this.pointer = settings.records();
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new ReadException(
                    "`records` of "
                            + source.name()
                            + " must be a JSON pointer such as /items, and is "
                            + pointer);
        }
        this.chars = chars(settings);
        chars.keep(0, BrokenRecord.MAX_RAW_BYTES);
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_PARSER_DEPTH)
                        .maxStringLength(limits.maxRecordChars())
                        .maxNameLength(limits.maxRecordChars())
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .build();
        this.parser = yaml ? yaml(constraints) : json(constraints);
    }

    private JsonParser json(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .build()
                .createParser(ObjectReadContext.empty(), chars);
    }

    private JsonParser yaml(StreamReadConstraints constraints) {
        LoadSettings whole = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return YAMLFactory.builder()
                .streamReadConstraints(constraints)
                .loadSettings(whole)
                .build()
                .createParser(ObjectReadContext.empty(), chars);
    }

    @Override
    Optional<ReadItem> read() {
        while (true) {
            if (yaml) { // its scanner holds a text until it is whole
                source.allow(
                        4L * limits.maxRecordChars() + SourceBytes.HEAD_BYTES,
                        tooLong("record " + (numbered() + 1)));
            }
            if (inArray) {
                if (parser.nextToken() != JsonToken.END_ARRAY) {
                    return Optional.of(item(true));
                }
                inArray = false;
            }
            if (begun) {
                finish();
            }
            if (begun && !yaml) {
                return Optional.empty();
            }
            JsonToken root = parser.nextToken();
            if (root == null) {
                if (!begun && !yaml) {
                    throw new ReadException(source.name() + " is empty: there is no JSON in it");
                }
                return Optional.empty();
            }
            begun = true;
            toPointer();
            inArray = parser.currentToken() == JsonToken.START_ARRAY;
            if (!inArray && !(yaml && parser.currentToken() == JsonToken.VALUE_NULL)) {
                return Optional.of(item(false));
            }
        }
    }

    private ReadItem item(boolean element) {
        long number = nextNumber();
        chars.keep(
                Math.max(0, parser.currentTokenLocation().getCharOffset()),
                BrokenRecord.MAX_RAW_BYTES);
        String place = (element ? "element " + number + ", line " : "line ") + line();
        JsonValue.Read value = JsonValue.of(parser, chars, limits.maxRecordChars());
        if (value.refused().isEmpty()) {
            return new SourceRecord(value.node(), number, place);
        }
        String raw = chars.kept(parser.currentLocation().getCharOffset());
        return new BrokenRecord(number, place, raw, value.refused());
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /// Goes to the value at the pointer (RFC 6901, through objects), which becomes the current
    /// token.
    private void toPointer() {
        String done = "the root";
        for (String escaped : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            String name = escaped.replace("~1", "/").replace("~0", "~");
            Set<String> seen = new LinkedHashSet<>();
            if (!step(name, seen)) {
                throw new ReadException(
                        source.name()
                                + " has nothing at "
                                + pointer
                                + ": "
                                + done
                                + (seen.isEmpty()
                                        ? " is no object with names in it"
                                        : " has " + String.join(", ", seen))
                                + ". Correct `records`.");
            }
            done = name;
        }
    }

    private boolean step(String name, Set<String> seen) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        @Nullable JsonToken token = parser.nextToken();
        while (token == JsonToken.PROPERTY_NAME) {
            String here = parser.currentName();
            parser.nextToken();
            if (here.equals(name)) {
                return true;
            }
            if (seen.size() < KEYS_SHOWN) {
                seen.add(here);
            }
            parser.skipChildren();
            token = parser.nextToken();
        }
        return false;
    }

    /// Reads what is behind the records up to the end of the document, so that a file that was cut
    /// off there is noticed.
    private void finish() {
        while (!parser.streamReadContext().inRoot()) {
            if (parser.nextToken() == null) {
                return;
            }
        }
        if (!yaml && parser.nextToken() != null) {
            throw new ReadException(
                    source.name()
                            + ":"
                            + line()
                            + ": there is more behind the end of the first value. If each line is"
                            + " a value of its own, the format is jsonl.");
        }
    }

    @Override
    ReadException explained(Exception e) {
        if (e instanceof JacksonException broken) {
            return new ReadException(
                    source.name()
                            + JsonValue.place(broken)
                            + ": it is not valid "
                            + (yaml ? "YAML" : "JSON")
                            + " from here on: "
                            + JsonValue.said(broken)
                            + ". What is before it was read.",
                    e);
        }
        return new ReadException(source.name() + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        parser.close();
        super.close();
    }
}
