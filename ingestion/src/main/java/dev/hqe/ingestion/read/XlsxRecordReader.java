package dev.hqe.ingestion.read;

import dev.hqe.kernel.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a workbook, sheet by sheet; the first row of a sheet that is not empty names its
/// columns. Numbers are numbers, dates are ISO 8601 (`2026-01-31`, `2026-01-31T10:15`), formulas
/// are what was last calculated, errors are their text (`#DIV/0!`), empty cells are null. Rows
/// without any value are skipped.
final class XlsxRecordReader extends StreamedReader {

    private static final int MAX_COLUMNS = 16_384;
    private static final double EXACT_WHOLE = 1L << 53;

    private final ReadSettings settings;
    private final WholeFile file;
    private final Deque<Sheet> sheets = new ArrayDeque<>();
    private @Nullable ReadableWorkbook workbook;
    private int sheetCount;
    private @Nullable OpenSheet open;

    private static final class OpenSheet {
        final String name;
        final Stream<Row> stream;
        final Iterator<Row> rows;
        List<String> columns = List.of();

        OpenSheet(Sheet sheet) throws IOException {
            name = sheet.getName();
            stream = sheet.openStream();
            rows = stream.iterator();
        }
    }

    XlsxRecordReader(SourceBytes source, ReadSettings settings) {
        super(source, settings.limits());
        this.settings = settings;
        this.file = WholeFile.of(source, settings.scratch(), limits.maxDocumentBytes());
    }

    @Override
    Optional<ReadItem> read() throws IOException {
        if (workbook == null) {
            open();
        }
        while (true) {
            OpenSheet sheet = open;
            if (sheet == null) {
                if (sheets.isEmpty()) {
                    source.readElsewhere(file.size());
                    source.verify();
                    return Optional.empty();
                }
                source.readElsewhere(file.size() * (sheetCount - sheets.size()) / sheetCount);
                open = new OpenSheet(sheets.removeFirst());
            } else if (sheet.rows.hasNext()) {
                Optional<ReadItem> item = item(sheet, sheet.rows.next());
                if (item.isPresent()) {
                    return item;
                }
            } else {
                sheet.stream.close();
                open = null;
            }
        }
    }

    private void open() throws IOException {
        ZipBounds.check(file.path(), source.name(), limits);
        ReadableWorkbook opened =
                new ReadableWorkbook(file.path().toFile(), new ReadingOptions(true, true));
        workbook = opened;
        List<Sheet> all = opened.getSheets().toList();
        String wanted = settings.records();
        all.stream()
                .filter(sheet -> wanted.isEmpty() || sheet.getName().equals(wanted))
                .forEach(sheets::add);
        sheetCount = sheets.size();
        if (sheets.isEmpty()) {
            throw new ReadException(
                    source.name()
                            + " has no sheet "
                            + wanted
                            + ". It has "
                            + String.join(", ", all.stream().map(Sheet::getName).toList())
                            + ". Correct `records`.");
        }
    }

    /// @return empty if the row is the header or has no values
    private Optional<ReadItem> item(OpenSheet sheet, Row row) {
        String[] names = new String[Math.min(row.getCellCount(), MAX_COLUMNS)];
        boolean empty = true;
        int last = -1;
        for (int i = 0; i < names.length; i++) {
            Cell cell = row.getCell(i);
            boolean filled = cell != null && !isEmpty(cell);
            names[i] = filled && sheet.columns.isEmpty() ? cell.getText() : "";
            empty &= !filled;
            last = filled ? i : last;
        }
        if (empty) {
            return Optional.empty();
        }
        if (sheet.columns.isEmpty()) {
            String[] header = Arrays.copyOf(names, last + 1);
            ColumnNames columns =
                    settings.header()
                            ? ColumnNames.of(header)
                            : ColumnNames.numbered(header.length);
            columns.changes().forEach(change -> notice("Sheet " + sheet.name + ": " + change));
            sheet.columns = columns.names();
            if (settings.header()) {
                return Optional.empty();
            }
        }
        return Optional.of(record(sheet, row, last));
    }

    private ReadItem record(OpenSheet sheet, Row row, int last) {
        long number = nextNumber();
        String place = "row " + row.getRowNum() + " of sheet " + sheet.name;
        if (last >= sheet.columns.size()) {
            return new BrokenRecord(
                    number,
                    place,
                    raw(row),
                    "it has a value in column "
                            + (last + 1)
                            + ", and the table has "
                            + sheet.columns.size());
        }
        ObjectNode value = Json.object();
        long size = 0;
        for (int i = 0; i < sheet.columns.size(); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            put(value, sheet.columns.get(i), cell);
            size += cell == null || cell.getText() == null ? 0 : cell.getText().length();
        }
        return size > limits.maxRecordChars()
                ? new BrokenRecord(number, place, raw(row), tooLong("the row"))
                : new SourceRecord(value, number, place);
    }

    private static boolean isEmpty(Cell cell) {
        return cell.getType() == CellType.EMPTY
                || cell.getText() == null
                || cell.getText().isEmpty();
    }

    private static void put(ObjectNode value, String name, @Nullable Cell cell) {
        if (cell == null || isEmpty(cell)) {
            value.putNull(name);
            return;
        }
        switch (cell.getValue()) {
            case Boolean is -> value.put(name, is);
            case BigDecimal number -> putNumber(value, name, number, cell);
            case null, default -> value.put(name, cell.getText());
        }
    }

    private static void putNumber(ObjectNode value, String name, BigDecimal number, Cell cell) {
        Optional<String> date =
                ExcelDate.of(number, String.valueOf(cell.getDataFormatString()), cell::asDate);
        double is = number.doubleValue();
        if (date.isPresent()) {
            value.put(name, date.get());
        } else if (is == Math.rint(is) && Math.abs(is) < EXACT_WHOLE) {
            value.put(name, (long) is);
        } else if (Double.isFinite(is)) {
            value.put(name, is);
        } else {
            value.put(name, cell.getRawValue());
        }
    }

    private static String raw(Row row) {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < row.getCellCount() && raw.length() < BrokenRecord.MAX_RAW_BYTES; i++) {
            Cell cell = row.getCell(i);
            raw.append(i == 0 ? "" : "\t").append(cell == null ? "" : cell.getText());
        }
        return raw.toString();
    }

    @Override
    ReadException explained(Exception e) {
        OpenSheet sheet = open;
        return new ReadException(
                source.name()
                        + " cannot be read"
                        + (sheet == null ? "" : " any further in sheet " + sheet.name)
                        + ": it is no whole Excel workbook ("
                        + e.getMessage()
                        + ")",
                e);
    }

    @Override
    public void close() {
        OpenSheet sheet = open;
        if (sheet != null) {
            sheet.stream.close();
        }
        ReadableWorkbook opened = workbook;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // it was only read: nothing can be lost by this
            }
        }
        super.close();
        file.close();
    }
}
