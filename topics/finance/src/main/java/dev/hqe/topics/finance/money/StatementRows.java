package dev.hqe.topics.finance.money;

import dev.hqe.topics.finance.text.Cells;
import dev.hqe.topics.finance.text.CsvReader;
import dev.hqe.topics.finance.text.DayOrder;
import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.finance.text.ImportedText;
import dev.hqe.topics.finance.text.OfxStatement;
import dev.hqe.topics.finance.text.RowErrors;
import dev.hqe.topics.finance.text.Words;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes transactions of a statement's rows. Those that cannot be read are noted. Not thread-safe.
final class StatementRows {
    private static final List<String> FIELDS =
            List.of(
                    "day",
                    "amount",
                    "debit",
                    "credit",
                    "payee",
                    "memo",
                    "category",
                    "currency",
                    "account",
                    "id");
    private static final int LINES_MAX = 1_000;
    private static final int NAME_MAX = 64;
    private static final int PAYEE_MAX = 200;
    private static final int MEMO_MAX = 500;

    private final JsonObject arguments;
    private final RowErrors errors;
    private final String account;
    private final String currency;
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int rows;

    /// @param errors where bad rows are noted
    StatementRows(JsonObject arguments, RowErrors errors) {
        this.arguments = arguments;
        this.errors = errors;
        account = Words.line(arguments.text("account", ""), NAME_MAX);
        currency = ImportedText.currency(arguments, "");
    }

    /// The transactions that could be read.
    List<Transaction> transactions() {
        return transactions;
    }

    /// The line of each transaction.
    List<Integer> lines() {
        return lines;
    }

    /// Rows altogether.
    int rows() {
        return rows;
    }

    void readOfx(String text) {
        for (OfxStatement.Entry entry : OfxStatement.read(text)) {
            row(entry.line(), () -> of(entry));
        }
    }

    private Transaction of(OfxStatement.Entry entry) {
        String posted = entry.value("DTPOSTED");
        // YYYYMMDD, with time and zone behind it: the day is the bank's (OFX 2.3, 3.2.8)
        Day day =
                Day.parse(posted.substring(0, Math.min(8, posted.length())))
                        .orElseThrow(() ->
                                new ToolError("DTPOSTED '" + Words.shown(posted) + "' is no day"));
        String amount = entry.value("TRNAMT");
        char mark = amount.indexOf(',') >= 0 ? ',' : '.';
        return transaction(
                account.isEmpty() ? entry.account() : account,
                day,
                amount(Figures.parse(amount, mark), "TRNAMT", amount),
                entry.currency().isEmpty() ? currency : entry.currency(),
                new Said(entry.value("NAME"), entry.value("MEMO"), "", entry.value("FITID")));
    }

    void readCsv(String text) {
        JsonObject columns = columns();
        CsvReader csv = new CsvReader(text, arguments.integer("header_line", 1, LINES_MAX, 1));
        Cells cells = Cells.header(csv);
        for (String field : FIELDS) {
            if (columns.has(field)) {
                cells.require("columns." + field, List.of(columns.text(field)));
            }
        }
        DayOrder order = DayOrder.of(arguments, "day_order");
        char mark = ImportedText.decimalMark(arguments);
        while (csv.next()) {
            row(
                    csv.line(),
                    () -> {
                        cells.row(csv.cells());
                        return of(new Row(columns, cells), order, mark);
                    });
        }
    }

    private JsonObject columns() {
        if (!arguments.has("columns")) {
            throw new ToolError(
                    "the text is no OFX file; for CSV, 'columns' says which column is what:"
                            + " {\"day\": \"Date\", \"amount\": \"Amount\", \"payee\": \"Name\"}");
        }
        JsonObject columns = arguments.object("columns");
        for (String field : columns.keys()) {
            if (!FIELDS.contains(field)) {
                throw arguments.wrong("columns." + field, "must be one of " + FIELDS);
            }
        }
        columns.text("day");
        boolean parts = columns.has("debit") || columns.has("credit");
        if (columns.has("amount") == parts) {
            throw arguments.wrong("columns", "must have 'amount', or 'debit' and 'credit'");
        }
        return columns;
    }

    /// A row by the names that the arguments have for its cells.
    private record Row(JsonObject columns, Cells cells) {
        String text(String field) {
            return columns.has(field) ? cells.text(names(field)) : "";
        }

        List<String> names(String field) {
            return List.of(columns.text(field));
        }
    }

    private Transaction of(Row row, DayOrder order, char mark) {
        String in = row.text("currency");
        return transaction(
                account.isEmpty() ? row.text("account") : account,
                row.cells().day(row.names("day"), order),
                amount(row, mark),
                in.isEmpty() ? currency : in,
                new Said(
                        row.text("payee"), row.text("memo"), row.text("category"), row.text("id")));
    }

    /// The amount, or credit less debit, whatever sign a debit is written with.
    private static BigDecimal amount(Row row, char mark) {
        if (row.columns().has("amount")) {
            Optional<BigDecimal> amount = row.cells().figure(row.names("amount"), mark);
            return amount(amount, row.cells().name(row.names("amount")), "");
        }
        Optional<BigDecimal> credit = figure(row, "credit", mark);
        Optional<BigDecimal> debit = figure(row, "debit", mark);
        if (credit.isEmpty() && debit.isEmpty()) {
            throw new ToolError("there is neither debit nor credit");
        }
        return credit.orElse(BigDecimal.ZERO).subtract(debit.orElse(BigDecimal.ZERO).abs());
    }

    private static Optional<BigDecimal> figure(Row row, String field, char mark) {
        return row.columns().has(field)
                ? row.cells().figure(row.names(field), mark)
                : Optional.empty();
    }

    private static BigDecimal amount(Optional<BigDecimal> amount, String name, String text) {
        return amount.orElseThrow(() ->
                new ToolError(
                        text.isEmpty()
                                ? "there is no " + name
                                : name + " '" + Words.shown(text) + "' is no amount"));
    }

    /// What a statement says in words.
    private record Said(String payee, String memo, String category, String id) {}

    private static Transaction transaction(
            String account, Day day, BigDecimal amount, String currency, Said said) {
        if (account.isEmpty()) {
            throw new ToolError("it does not say its account; give argument 'account'");
        }
        if (currency.isEmpty()) {
            throw new ToolError("it does not say its currency; give argument 'currency'");
        }
        if (!ImportedText.isCurrency(currency)) {
            throw new ToolError("'" + Words.shown(currency) + "' is no ISO 4217 code");
        }
        return new Transaction(
                Words.line(account, NAME_MAX),
                day,
                amount,
                currency,
                Words.line(said.payee(), PAYEE_MAX),
                Words.line(said.memo(), MEMO_MAX),
                Words.line(said.category(), NAME_MAX),
                Words.line(said.id(), 2 * PAYEE_MAX));
    }

    @FunctionalInterface
    private interface Reading {
        Transaction read();
    }

    private void row(int line, Reading reading) {
        rows++;
        ImportedText.requireRoom(rows);
        try {
            transactions.add(reading.read());
            lines.add(line);
        } catch (ToolError e) {
            errors.add(line, String.valueOf(e.getMessage()));
        }
    }
}
