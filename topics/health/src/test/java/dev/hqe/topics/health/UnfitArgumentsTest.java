package dev.hqe.topics.health;

import dev.hqe.topics.kit.testing.JvmTool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arguments that the workbench refuses by their schema, and the tools too.
class UnfitArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "egfr|{\"creatinine\":0.6,\"age\":12,\"sex\":\"female\"}|argument 'age' must be a whole number from 18 to 120",
                "egfr|{\"creatinine\":1,\"age\":50,\"sex\":\"unknown\"}|argument 'sex' must be female or male, for which the equation was made",
            })
    void areAnErrorThatNamesThem(String tool, String arguments, String message) {
        JvmTool.assertRefuses(Health.TOOLS, tool, arguments, message);
    }
}
