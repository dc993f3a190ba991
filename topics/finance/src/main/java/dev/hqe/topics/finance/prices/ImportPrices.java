package dev.hqe.topics.finance.prices;

import dev.hqe.topics.finance.text.Cells;
import dev.hqe.topics.finance.text.CsvReader;
import dev.hqe.topics.finance.text.DayOrder;
import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.finance.text.ImportedText;
import dev.hqe.topics.finance.text.RowErrors;
import dev.hqe.topics.finance.text.Words;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.Host;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `import_prices`: bars out of CSV as vendors and charting programs export it.
///
/// Columns are known by their names, whatever their order, case and punctuation. A bar's id is made
/// of symbol and day, so that importing a file again stores each bar in its own place.
public final class ImportPrices {
    private static final List<String> DAY =
            List.of("date", "day", "datetime", "timestamp", "time", "tradedate", "dtyyyymmdd");
    private static final List<String> SYMBOL = List.of("symbol", "ticker");
    private static final List<String> CLOSE =
            List.of("close", "closelast", "last", "price", "closeprice", "nav");
    private static final List<String> ADJUSTED =
            List.of("adjclose", "adjustedclose", "closeadj", "adjcloseprice");
    private static final List<String> VOLUME = List.of("volume", "vol");
    private static final int SYMBOL_MAX = 32;

    private record Bar(
            String symbol,
            Day day,
            Optional<BigDecimal> open,
            Optional<BigDecimal> high,
            Optional<BigDecimal> low,
            BigDecimal close,
            Optional<BigDecimal> adjusted,
            Optional<BigDecimal> volume,
            String currency) {
        String id() {
            return "finance/bar/" + Words.escaped(symbol) + "/" + day;
        }
    }

    private final CsvReader csv;
    private final Cells cells;
    private final DayOrder order;
    private final char mark;
    private final String symbol;
    private final String currency;
    private final RowErrors errors = new RowErrors();
    private final List<Bar> bars = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int rows;

    private ImportPrices(JsonObject arguments) {
        order = DayOrder.of(arguments, "day_order");
        mark = ImportedText.decimalMark(arguments);
        symbol = arguments.text("symbol", "");
        currency = ImportedText.currency(arguments, "");
        if (!symbol.isEmpty() && !isSymbol(symbol)) {
            throw arguments.wrong("symbol", "must be 1 to 32 characters without blanks");
        }
        csv = new CsvReader(ImportedText.of(arguments), 1);
        cells = Cells.header(csv);
        cells.require("the day", DAY);
        cells.require("the closing price", CLOSE);
        if (symbol.isEmpty() && !cells.has(SYMBOL)) {
            throw new ToolError("there is no column 'symbol'; give argument 'symbol'");
        }
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        int first = ImportedText.firstRow(arguments);
        boolean skip = arguments.bool("skip_bad_rows", false);
        ImportPrices prices = new ImportPrices(arguments);
        prices.read();
        if (!skip) {
            prices.errors.requireNone(prices.rows);
        }
        prices.store(call, first);
    }

    private void read() {
        while (csv.next()) {
            rows++;
            ImportedText.requireRoom(rows);
            try {
                Bar bar = bar();
                Integer before = lines.putIfAbsent(bar.id(), csv.line());
                if (before == null) {
                    bars.add(bar);
                } else {
                    throw new ToolError(
                            bar.symbol + " has its price of " + bar.day + " in line " + before);
                }
            } catch (ToolError e) {
                errors.add(csv.line(), String.valueOf(e.getMessage()));
            }
        }
    }

    private Bar bar() {
        cells.row(csv.cells());
        String named = cells.text(SYMBOL);
        String whose = named.isEmpty() ? symbol : named;
        if (!isSymbol(whose)) {
            throw new ToolError("'" + Words.shown(whose) + "' is no symbol");
        }
        Day day = cells.day(DAY, order);
        Optional<BigDecimal> open = price(List.of("open", "openprice"));
        Optional<BigDecimal> high = price(List.of("high", "highprice"));
        Optional<BigDecimal> low = price(List.of("low", "lowprice"));
        BigDecimal close = price(CLOSE).orElseThrow(() -> new ToolError("there is no close"));
        requireWithin(open, low, high, "open");
        requireWithin(Optional.of(close), low, high, "close");
        requireWithin(low, low, high, "low");
        Optional<BigDecimal> volume = cells.figure(VOLUME, mark);
        if (volume.isPresent() && volume.get().signum() < 0) {
            throw new ToolError("the volume is below 0");
        }
        String own = cells.text(List.of("currency"));
        if (!own.isEmpty() && !ImportedText.isCurrency(own)) {
            throw new ToolError("'" + Words.shown(own) + "' is no ISO 4217 code");
        }
        String in = own.isEmpty() ? currency : own;
        return new Bar(whose, day, open, high, low, close, price(ADJUSTED), volume, in);
    }

    private static boolean isSymbol(String text) {
        if (text.isEmpty() || text.length() > SYMBOL_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private Optional<BigDecimal> price(List<String> names) {
        Optional<BigDecimal> price = cells.figure(names, mark);
        if (price.isPresent() && price.get().signum() <= 0) {
            throw new ToolError(cells.name(names) + " is not above 0");
        }
        return price;
    }

    private static void requireWithin(
            Optional<BigDecimal> price,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            String name) {
        boolean below =
                price.isPresent() && low.isPresent() && price.get().compareTo(low.get()) < 0;
        boolean above =
                price.isPresent() && high.isPresent() && price.get().compareTo(high.get()) > 0;
        if (below || above) {
            throw new ToolError(name + " is " + (below ? "below the low" : "above the high"));
        }
    }

    private void store(Call call, int first) {
        int from = Math.min(first - 1, bars.size());
        int to = Math.min(bars.size(), from + Host.STORED_MAX);
        int known = 0;
        TreeMap<String, List<Day>> days = new TreeMap<>();
        for (Bar bar : bars.subList(from, to)) {
            known +=
                    call.host().putEntity("PriceBar", bar.id(), json -> write(json, bar)) > 1
                            ? 1
                            : 0;
            days.computeIfAbsent(bar.symbol, key -> new ArrayList<>()).add(bar.day);
        }
        JsonWriter json = call.result().beginObject();
        json.key("rows").number(rows).key("stored").number(to - from);
        json.key("replaced").number(known).key("symbols").beginArray();
        for (Map.Entry<String, List<Day>> one : days.entrySet()) {
            List<Day> sorted = one.getValue();
            sorted.sort(null);
            json.beginObject().key("symbol").string(one.getKey());
            json.key("bars").number(sorted.size());
            json.key("first_day").ascii(sorted.get(0).toString());
            json.key("last_day").ascii(sorted.get(sorted.size() - 1).toString()).endObject();
        }
        json.endArray();
        errors.write(json);
        if (to < bars.size()) {
            json.key("next_row").number(to + 1);
        }
        json.endObject();
    }

    private static void write(JsonWriter json, Bar bar) {
        json.beginObject().key("symbol").string(bar.symbol);
        json.key("day").ascii(bar.day.toString());
        number(json, "open", bar.open);
        number(json, "high", bar.high);
        number(json, "low", bar.low);
        number(json, "close", Optional.of(bar.close));
        number(json, "adjusted_close", bar.adjusted);
        number(json, "volume", bar.volume);
        if (!bar.currency.isEmpty()) {
            json.key("currency").ascii(bar.currency);
        }
        json.endObject();
    }

    private static void number(JsonWriter json, String key, Optional<BigDecimal> figure) {
        if (figure.isPresent()) {
            json.key(key).number(Figures.nearest(figure.get()));
        }
    }
}
