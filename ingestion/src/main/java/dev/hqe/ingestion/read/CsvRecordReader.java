package dev.hqe.ingestion.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import dev.hqe.ingestion.read.Lines.Line;
import dev.hqe.kernel.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// CSV and TSV: each row an object of strings, by the names in the first row.
///
/// Rows are found line by line, and only then parsed, so that a quote that is never closed costs
/// its own line and not the rest of the file: when it is not closed within a record's length, or by
/// the end, or is followed by nonsense where it closes, its first line is a broken record and
/// reading goes on with the next line. Blank lines are skipped, and so is Excel's `sep=;`.
final class CsvRecordReader extends StreamedReader {

    private static final int MAX_COLUMNS = 16_384; // as many as Excel has
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int GUESS_LINES = 20;

    private final Lines lines;
    private final Deque<Line> again = new ArrayDeque<>();
    private final boolean header;
    private final SourceChars chars;
    private final char delimiter;
    private final CsvReader.CsvReaderBuilder csv;
    private List<String> columns = List.of();

    CsvRecordReader(SourceBytes source, ReadSettings settings, Format format) {
        super(source, settings.limits());
        this.chars = chars(settings);
        this.lines = new Lines(chars, limits.maxRecordChars());
        this.header = settings.header();
        this.delimiter =
                settings.delimiter().orElseGet(() -> format == Format.TSV ? '\t' : guessed());
        this.csv =
                CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .allowUnclosedQuote(false)
                        .detectBomHeader(false)
                        .skipEmptyLines(false);
    }

    /// The delimiter that most of the first lines have equally often, and most often.
    private char guessed() {
        List<Line> sample = new ArrayList<>();
        while (sample.size() < GUESS_LINES) {
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            sample.add(line.get());
        }
        again.addAll(sample);
        if (!sample.isEmpty() && sample.getFirst().text().matches("(?i)sep=.")) {
            again.removeFirst();
            return sample.getFirst().text().charAt("sep=".length());
        }
        char best = ',';
        int bestScore = 0;
        for (char candidate : DELIMITERS) {
            int score = score(sample, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        if (best != ',') {
            notice(
                    "The fields seem to be separated by "
                            + (best == '\t' ? "tabs" : "'" + best + "'")
                            + ", which is a guess; name the delimiter if it is wrong.");
        }
        return best;
    }

    private static int score(List<Line> sample, char candidate) {
        int[] fields =
                sample.stream()
                        .filter(line -> !line.isBlank())
                        .mapToInt(line -> CsvQuotes.fields(line.text(), candidate))
                        .toArray();
        if (fields.length == 0 || fields[0] < 2) {
            return 0;
        }
        long alike = Arrays.stream(fields).filter(n -> n == fields[0]).count();
        return (int) (alike * 1000) + Math.min(fields[0], 999);
    }

    @Override
    Optional<ReadItem> read() {
        while (true) {
            Optional<Line> next = nextLine();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Line line = next.get();
            if (line.isBlank()) {
                continue;
            }
            Optional<ReadItem> item = record(line);
            if (item.isPresent()) {
                return item;
            }
        }
    }

    private Optional<Line> nextLine() {
        return again.isEmpty() ? lines.next() : Optional.of(again.removeFirst());
    }

    /// @return empty if it was the header
    private Optional<ReadItem> record(Line first) {
        if (first.tooLong()) {
            return broken(first, first.text(), tooLong("the line"));
        }
        return switch (CsvQuotes.after(first.text(), delimiter, false)) {
            case CLOSED -> row(first, first.text());
            case MALFORMED -> broken(first, first.text(), "text follows a closing quote");
            case OPEN -> severalLines(first);
        };
    }

    private Optional<ReadItem> severalLines(Line first) {
        StringBuilder record = new StringBuilder(first.text()).append(first.end());
        List<Line> behind = new ArrayList<>();
        String why = "it opens a quote that is never closed";
        while (true) {
            Optional<Line> next = nextLine();
            if (next.isEmpty()) {
                break;
            }
            Line line = next.get();
            behind.add(line);
            if (line.tooLong() || record.length() + line.length() > limits.maxRecordChars()) {
                why = tooLong("it opens a quote, and what is up to the closing one");
                break;
            }
            record.append(line.text());
            CsvQuotes.State state = CsvQuotes.after(line.text(), delimiter, true);
            if (state == CsvQuotes.State.CLOSED) {
                return row(first, record.toString());
            }
            if (state == CsvQuotes.State.MALFORMED) {
                why =
                        "it opens a quote, and text follows the quote that closes it in line "
                                + line.number();
                break;
            }
            record.append(line.end());
        }
        for (int i = behind.size() - 1; i >= 0; i--) {
            again.addFirst(behind.get(i));
        }
        return broken(first, first.text(), why + ". Reading goes on with the next line.");
    }

    private Optional<ReadItem> row(Line first, String text) {
        if (text.indexOf('\0') >= 0) {
            return broken(first, text, "it holds a NUL character, which no text has");
        }
        int escaped = chars.hasEscapes() ? SourceChars.firstEscape(text) : -1;
        if (escaped >= 0) {
            return broken(first, text, notDecoded(text, escaped));
        }
        String[] fields;
        try {
            fields = csv.ofSingleCsvRecord(handler(), text + "\n");
        } catch (CsvParseException e) {
            return broken(first, text, String.valueOf(e.getMessage()));
        }
        if (columns.isEmpty()) {
            ColumnNames names =
                    header ? ColumnNames.of(fields) : ColumnNames.numbered(fields.length);
            names.changes().forEach(this::notice);
            columns = names.names();
            if (header) {
                return Optional.empty();
            }
        }
        if (fields.length != columns.size()) {
            return broken(
                    first,
                    text,
                    "it has " + fields.length + " fields, and the table " + columns.size());
        }
        ObjectNode value = Json.object();
        for (int i = 0; i < fields.length; i++) {
            value.put(columns.get(i), fields[i]);
        }
        return Optional.of(new SourceRecord(value, nextNumber(), place(first)));
    }

    private StringArrayHandler handler() {
        return StringArrayHandler.of(b ->
                b.maxFields(MAX_COLUMNS)
                        .maxFieldSize(limits.maxRecordChars())
                        .maxRecordSize(limits.maxRecordChars()));
    }

    private Optional<ReadItem> broken(Line first, String raw, String why) {
        return Optional.of(new BrokenRecord(nextNumber(), place(first), raw, why));
    }

    private static String place(Line first) {
        return "line " + first.number();
    }

    @Override
    ReadException explained(Exception e) {
        return new ReadException(source.name() + " cannot be read: " + e.getMessage(), e);
    }
}
