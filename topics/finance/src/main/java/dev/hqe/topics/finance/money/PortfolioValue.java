package dev.hqe.topics.finance.money;

import dev.hqe.topics.finance.text.Figures;
import dev.hqe.topics.finance.text.ImportedText;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `portfolio_value`: positions times their last prices, each currency by itself.
///
/// Quantity and price count exactly as they are written, their products and sums too. Nothing is
/// converted, and what has no price is told instead of guessed.
public final class PortfolioValue {
    private static final int POSITIONS_MAX = 1_000;

    /// @param day empty for a price that came without one
    private record Price(String day, double price, String currency) {}

    private record Position(String symbol, BigDecimal quantity, String currency) {}

    private final List<Position> positions = new ArrayList<>();
    private final Map<String, Price> prices = new HashMap<>();
    private final TreeMap<String, BigDecimal> totals = new TreeMap<>();
    private final List<String> unpriced = new ArrayList<>();

    private PortfolioValue() {}

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        PortfolioValue portfolio = new PortfolioValue();
        portfolio.readPositions(arguments);
        if (arguments.has("prices")) {
            for (JsonObject price : arguments.objects("prices")) {
                portfolio.price(price, price.number("price"));
            }
        } else {
            while (call.nextEntity()) {
                JsonObject data = call.entity().data();
                portfolio.price(data, data.number("close"));
            }
        }
        portfolio.write(call.result());
    }

    private void readPositions(JsonObject arguments) {
        for (JsonObject one : arguments.objects("positions")) {
            String currency = one.text("currency", "");
            if (!currency.isEmpty() && !ImportedText.isCurrency(currency)) {
                throw one.wrong("currency", "must be three capital letters (ISO 4217)");
            }
            BigDecimal quantity = Figures.exact(one.number("quantity"));
            positions.add(new Position(one.text("symbol"), quantity, currency));
        }
        if (positions.isEmpty() || positions.size() > POSITIONS_MAX) {
            throw arguments.wrong("positions", "must be 1 to " + POSITIONS_MAX + " positions");
        }
    }

    /// Keeps the last price of a symbol.
    private void price(JsonObject data, double price) {
        String symbol = data.text("symbol");
        String day = data.text("day", "");
        if (!day.isEmpty() && Day.parse(day).isEmpty()) {
            throw data.wrong("day", "must be a day such as 2026-01-31");
        }
        Price known = prices.get(symbol);
        if (known == null || known.day.compareTo(day) < 0) {
            prices.put(symbol, new Price(day, price, data.text("currency", "")));
        }
    }

    private void write(JsonWriter json) {
        json.beginObject().key("positions").beginArray();
        for (Position position : positions) {
            Price price = prices.get(position.symbol);
            if (price == null) {
                unpriced.add(position.symbol);
            } else {
                write(json, position, price);
            }
        }
        json.endArray().key("totals").beginArray();
        for (Map.Entry<String, BigDecimal> total : totals.entrySet()) {
            json.beginObject().key("currency").ascii(total.getKey());
            json.key("value").ascii(total.getValue().toPlainString()).endObject();
        }
        json.endArray().key("unpriced").beginArray();
        for (String symbol : unpriced) {
            json.string(symbol);
        }
        json.endArray().endObject();
    }

    private void write(JsonWriter json, Position position, Price price) {
        String currency = currency(position, price);
        BigDecimal value = position.quantity.multiply(Figures.exact(price.price));
        totals.merge(currency, value, BigDecimal::add);
        json.beginObject().key("symbol").string(position.symbol);
        json.key("quantity").ascii(position.quantity.toPlainString());
        json.key("price").number(price.price);
        if (!price.day.isEmpty()) {
            json.key("day").ascii(price.day);
        }
        json.key("currency").ascii(currency);
        json.key("value").ascii(value.toPlainString()).endObject();
    }

    private static String currency(Position position, Price price) {
        if (position.currency.isEmpty()) {
            return price.currency.isEmpty() ? CashFlow.NO_CURRENCY : price.currency;
        }
        if (!price.currency.isEmpty() && !price.currency.equals(position.currency)) {
            throw new ToolError(
                    position.symbol
                            + " is a position in "
                            + position.currency
                            + ", and its price is in "
                            + price.currency
                            + "; give a price in the position's currency");
        }
        return position.currency;
    }
}
