package dev.hqe.topics.finance.money;

import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.finance.text.ImportedText;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `cash_flow`: income and expense by month and category, each currency by itself.
///
/// Sums are exact. A transfer between two accounts is an expense of one and an income of the other:
/// `exclude_categories` leaves such out.
public final class CashFlow {
    private static final String UNCATEGORISED = "uncategorised";

    /// ISO 4217: no currency is involved, or none is known.
    static final String NO_CURRENCY = "XXX";

    /// A month in a currency.
    private static final class Month {
        private final Flow all = new Flow();
        private final TreeMap<String, Flow> categories = new TreeMap<>();

        void add(String category, BigDecimal amount) {
            all.add(amount);
            categories.computeIfAbsent(category, key -> new Flow()).add(amount);
        }
    }

    private final Set<String> excluded;
    private final TreeMap<String, TreeMap<String, Month>> byMonth = new TreeMap<>();
    private final TreeMap<String, Flow> byCurrency = new TreeMap<>();
    private int count;
    private int leftOut;

    private CashFlow(Set<String> excluded) {
        this.excluded = excluded;
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        CashFlow flow = new CashFlow(new HashSet<>(arguments.texts("exclude_categories")));
        if (arguments.has("transactions")) {
            for (JsonObject transaction : arguments.objects("transactions")) {
                flow.add(transaction);
            }
        } else {
            while (call.nextEntity()) {
                flow.add(call.entity().data());
            }
        }
        flow.write(call.result());
    }

    private void add(JsonObject data) {
        count++;
        Day day =
                Day.parse(data.text("day"))
                        .orElseThrow(() -> data.wrong("day", "must be a day such as 2026-01-31"));
        String text = data.text("amount");
        BigDecimal amount =
                Figures.parse(text, '.')
                        .orElseThrow(() -> data.wrong("amount", "must be a decimal: -12.50"));
        String currency = data.text("currency", NO_CURRENCY);
        if (!ImportedText.isCurrency(currency)) {
            throw data.wrong("currency", "must be three capital letters (ISO 4217)");
        }
        String category = data.text("category", UNCATEGORISED);
        if (excluded.contains(category)) {
            leftOut++;
            return;
        }
        String month = day.toString().substring(0, 7);
        byMonth.computeIfAbsent(month, key -> new TreeMap<>())
                .computeIfAbsent(currency, key -> new Month())
                .add(category, amount);
        byCurrency.computeIfAbsent(currency, key -> new Flow()).add(amount);
    }

    private void write(JsonWriter json) {
        json.beginObject().key("transactions").number(count);
        json.key("excluded").number(leftOut).key("months").beginArray();
        for (Map.Entry<String, TreeMap<String, Month>> month : byMonth.entrySet()) {
            for (Map.Entry<String, Month> currency : month.getValue().entrySet()) {
                json.beginObject().key("month").ascii(month.getKey());
                write(json, currency.getKey(), currency.getValue());
            }
        }
        json.endArray().key("totals").beginArray();
        for (Map.Entry<String, Flow> total : byCurrency.entrySet()) {
            json.beginObject().key("currency").ascii(total.getKey());
            total.getValue().write(json, total.getKey());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void write(JsonWriter json, String currency, Month month) {
        json.key("currency").ascii(currency);
        month.all.write(json, currency);
        json.key("categories").beginArray();
        for (Map.Entry<String, Flow> category : month.categories.entrySet()) {
            json.beginObject().key("category").string(category.getKey());
            category.getValue().write(json, currency);
            json.endObject();
        }
        json.endArray().endObject();
    }
}
