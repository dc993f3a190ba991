package dev.hqe.topics.finance.money;

import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;

/// Sums of what came in and went out, of one currency; exact. Not thread-safe.
final class Flow {
    /// ISO 4217: those without a smaller unit, and those with a thousand of it.
    private static final String WHOLE =
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private static final String THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND";

    private BigDecimal income = BigDecimal.ZERO;
    private BigDecimal expense = BigDecimal.ZERO;
    private int count;

    /// @param amount negative for what went out
    void add(BigDecimal amount) {
        count++;
        if (amount.signum() < 0) {
            expense = expense.subtract(amount);
        } else {
            income = income.add(amount);
        }
    }

    /// Writes `transactions`, `income`, `expense`, which is not negative, and `net`, all with as
    /// many digits as the currency has, or more if one of them has more: nothing is rounded.
    void write(JsonWriter json, String currency) {
        int digits = Math.max(digits(currency), Math.max(income.scale(), expense.scale()));
        json.key("transactions").number(count);
        json.key("income").ascii(income.setScale(digits).toPlainString());
        json.key("expense").ascii(expense.setScale(digits).toPlainString());
        json.key("net").ascii(income.subtract(expense).setScale(digits).toPlainString());
    }

    private static int digits(String currency) {
        if (currency.equals(CashFlow.NO_CURRENCY) || WHOLE.contains(currency)) {
            return 0;
        }
        return THOUSANDTHS.contains(currency) ? 3 : 2;
    }
}
