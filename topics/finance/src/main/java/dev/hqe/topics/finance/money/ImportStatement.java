package dev.hqe.topics.finance.money;

import dev.hqe.topics.finance.text.ImportedText;
import dev.hqe.topics.finance.text.OfxStatement;
import dev.hqe.topics.finance.text.RowErrors;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.Host;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `import_statement`: transactions out of a bank's OFX or CSV file, each stored once.
///
/// What is stored already is left as it is, so that a category given to it later is not lost when
/// the next, overlapping statement is imported.
public final class ImportStatement {
    private final RowErrors errors = new RowErrors();
    private final StatementRows rows;
    private final boolean ofx;
    private final Map<String, Transaction> unique = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private int repeated;

    private ImportStatement(JsonObject arguments) {
        String text = ImportedText.of(arguments);
        ofx = OfxStatement.isOfx(text);
        rows = new StatementRows(arguments, errors);
        if (ofx) {
            rows.readOfx(text);
        } else {
            rows.readCsv(text);
        }
        identify();
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int first = ImportedText.firstRow(arguments);
        boolean skip = arguments.bool("skip_bad_rows", false);
        ImportStatement statement = new ImportStatement(arguments);
        if (!skip) {
            statement.errors.requireNone(statement.rows.rows());
        }
        statement.store(call, first);
    }

    /// Gives every transaction its id; one that the file has twice counts once.
    private void identify() {
        Map<String, Integer> alike = new HashMap<>();
        for (int i = 0; i < rows.transactions().size(); i++) {
            Transaction one = rows.transactions().get(i);
            int number = one.bankId().isEmpty() ? alike.merge(same(one), 1, (a, b) -> a + b) : 1;
            String id = one.id(number);
            Transaction before = unique.putIfAbsent(id, one);
            if (before == null) {
                ids.add(id);
            } else if (before.isLike(one)) {
                repeated++;
            } else {
                errors.add(
                        rows.lines().get(i),
                        "id '" + one.bankId() + "' is that of another transaction before it");
            }
        }
    }

    private static String same(Transaction transaction) {
        return transaction.account() + "\n" + transaction.sameness();
    }

    private void store(Call call, int first) {
        int from = Math.min(first - 1, ids.size());
        int to = Math.min(ids.size(), from + Host.STORED_MAX);
        int stored = 0;
        Map<String, Totals> accounts = new TreeMap<>();
        for (String id : ids.subList(from, to)) {
            Transaction transaction = transaction(id);
            if (call.host().getEntity(Transaction.KIND, id).isEmpty()) {
                call.host().putEntity(Transaction.KIND, id, transaction::write);
                stored++;
            }
            accounts.computeIfAbsent(
                            transaction.account() + "\n" + transaction.currency(),
                            key -> new Totals(transaction))
                    .add(transaction);
        }
        JsonWriter json = call.result().beginObject();
        json.key("format").ascii(ofx ? "ofx" : "csv").key("rows").number(rows.rows());
        json.key("stored").number(stored);
        json.key("already_there").number(to - from - stored);
        json.key("repeated").number(repeated).key("accounts").beginArray();
        for (Totals totals : accounts.values()) {
            totals.write(json);
        }
        json.endArray();
        errors.write(json);
        if (to < ids.size()) {
            json.key("next_row").number(to + 1);
        }
        json.endObject();
    }

    private Transaction transaction(String id) {
        Transaction transaction = unique.get(id);
        if (transaction == null) {
            throw new IllegalStateException("no transaction has the id " + id);
        }
        return transaction;
    }

    /// What was read of one account in one currency.
    private static final class Totals {
        private final String account;
        private final String currency;
        private final Flow flow = new Flow();
        private Day first;
        private Day last;

        Totals(Transaction transaction) {
            account = transaction.account();
            currency = transaction.currency();
            first = transaction.day();
            last = first;
        }

        void add(Transaction transaction) {
            Day day = transaction.day();
            first = day.compareTo(first) < 0 ? day : first;
            last = day.compareTo(last) > 0 ? day : last;
            flow.add(transaction.amount());
        }

        void write(JsonWriter json) {
            json.beginObject().key("account").string(account).key("currency").ascii(currency);
            json.key("first_day").ascii(first.toString()).key("last_day").ascii(last.toString());
            flow.write(json, currency);
            json.endObject();
        }
    }
}
