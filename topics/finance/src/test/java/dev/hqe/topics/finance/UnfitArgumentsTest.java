package dev.hqe.topics.finance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.testing.JvmTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arguments that the workbench refuses by their schema, and the tools too.
class UnfitArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "indicators|{\"prices\":[1,2],\"indicators\":[\"vwap\"]}|argument 'indicators[0]' must be one of [sma, ema, rsi, macd, bollinger]",
                "portfolio_value|{\"positions\":[]}|argument 'positions' must be 1 to 1000 positions",
                "returns|{\"prices\":[1,0]}|argument 'prices[1]' must be above 0",
                "risk|{\"prices\":[1,2,3],\"confidence\":1}|argument 'confidence' must be from 0.5 to below 1",
                "risk|{\"prices\":[1,2,3],\"risk_free_rate\":3}|argument 'risk_free_rate' must be above -1 and at most 1: 0.03 is 3 % a year",
                "import_prices|{\"symbol\":\"a b\",\"text\":\"x\"}|argument 'symbol' must be 1 to 32 characters without blanks",
                "import_prices|{\"text\":\"x\",\"day_order\":\"dym\"}|argument 'day_order' must be 'ymd', 'mdy' or 'dmy'",
                "import_prices|{\"text\":\"x\",\"decimal_mark\":\";\"}|argument 'decimal_mark' must be '.' or ','",
                "import_prices|{\"text\":\"x\",\"currency\":\"eur\"}|argument 'currency' must be three capital letters (ISO 4217)",
            })
    void areAnErrorThatNamesThem(String tool, String arguments, String message) {
        JvmTool.assertRefuses(Finance.TOOLS, tool, arguments, message);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        String text = "{\"symbol\":\"A\",\"text\":\"" + "x".repeat(4_000_001) + "\"}";

        assertThatThrownBy(() -> JvmTool.call(Finance.TOOLS, "import_prices", text))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining("'text' is longer than 4000000 characters");
    }
}
