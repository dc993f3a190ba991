package dev.hqe.topics.finance.money;

import dev.hqe.topics.finance.text.Words;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.json.JsonWriter;
import java.math.BigDecimal;

/// A movement of money on an account, as the kind `Transaction` has it.
///
/// @param account a name or number; not empty
/// @param amount what came in, negative for what went out
/// @param currency ISO 4217
/// @param payee who got or gave it; may be empty
/// @param memo what it was for; may be empty
/// @param category may be empty
/// @param bankId the bank's own name for it, `FITID` in OFX; may be empty
record Transaction(
        String account,
        Day day,
        BigDecimal amount,
        String currency,
        String payee,
        String memo,
        String category,
        String bankId) {

    static final String KIND = "Transaction";

    /// The id under which it is stored: of the bank's name for it if it has one, which is unique
    /// within the account (OFX 2.3, 11.4.4.1), else of what it says and how many alike came before
    /// it in the file.
    ///
    /// @param number from 1: the how many-th of those that say the same
    String id(int number) {
        String beginning = "finance/transaction/" + Words.escaped(account) + "/";
        if (!bankId.isEmpty()) {
            return beginning + "id/" + Words.escaped(bankId);
        }
        return beginning + "row/" + sameness() + "#" + number;
    }

    /// What two transactions without a bank's id have in common if they may be the same one.
    String sameness() {
        return day + "/" + decimal(amount) + currency + "/" + Words.escaped(payee);
    }

    /// Whether the bank would say the same of both.
    boolean isLike(Transaction other) {
        return day.equals(other.day)
                && amount.compareTo(other.amount) == 0
                && currency.equals(other.currency);
    }

    /// A decimal without needless zeros, so that 12.5 and 12.50 are the same text.
    private static String decimal(BigDecimal amount) {
        String text = amount.toPlainString();
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /// Writes what the kind's schema says.
    void write(JsonWriter json) {
        json.beginObject().key("account").string(account).key("day").ascii(day.toString());
        json.key("amount").ascii(amount.toPlainString()).key("currency").ascii(currency);
        json.key("payee").string(payee);
        optional(json, "memo", memo);
        optional(json, "category", category);
        optional(json, "bank_id", bankId);
        json.endObject();
    }

    private static void optional(JsonWriter json, String key, String value) {
        if (!value.isEmpty()) {
            json.key(key).string(value);
        }
    }
}
