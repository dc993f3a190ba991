package dev.hqe.topics.finance.money;

import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;

/// Sums of what came in and went out, of one currency; exact. Not thread-safe.
final class Flow {
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

    /// Writes `transactions`, `income`, `expense`, which is not negative, and `net`.
    void write(JsonWriter json) {
        json.key("transactions").number(count);
        json.key("income").ascii(income.toPlainString());
        json.key("expense").ascii(expense.toPlainString());
        json.key("net").ascii(income.subtract(expense).toPlainString());
    }
}
